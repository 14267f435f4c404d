"""Remedies: what is accepted, haggled over, refused."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from trainer.beat import Beat
from trainer.customers.memory import times
from trainer.customers.parts import Part, Reply
from trainer.customers.questions.alternatives import takes_one
from trainer.customers.questions.asking import gives_choice
from trainer.customers.questions.chosen_answers import answered
from trainer.customers.reactions import reactions, reception
from trainer.customers.requests.contrary import another_colour, stand_in
from trainer.customers.requests.goodwill import makes_amends, some_day
from trainer.customers.requests.request_forms import Wanted, compares, leave_asked, wanted
from trainer.customers.requests.waiting import asked_to_wait, reacts_to_wait
from trainer.customers.sentences import around, onward, sentences, up_to
from trainer.customers.situation import Situation
from trainer.customers.unsaid import rest
from trainer.customers.words import words
from trainer.dialogue import Channel, DialogueAct, Offer
from trainer.language.story.matching import any_of
from trainer.language.text.parsing import parse
from trainer.story import Remedy

A = DialogueAct

_ANSWERS = frozenset({Beat.ANSWER, Beat.OWN_DATA, Beat.RIGHT, Beat.CORRECT})

_CHOICES = frozenset({Beat.CHOOSES, Beat.EITHER})

CLEARLY = 0.7
"""Confidence from which on a question is a proposal."""

POINTED_BACK = 4
"""Sentences back to which a proposal points that names nothing itself."""

INSISTS = 8.0
"""Points above its threshold up to which a way out is taken that is offered once more; as many again if it
now comes with a time."""


def reacts_to_offer(s: Situation) -> Reply | None:
    """What is asked in the same breath gets its answer behind the reaction, a request to wait its yes."""
    reply = _to_offer(s)
    if reply is None:
        return None
    said = tuple(p for p in reply.parts if not p.concern and not p.fact)
    waited = reacts_to_wait(s) if asked_to_wait(s) else None
    if waited and not any(q.facts for q in s.reading.questions):
        return replace(reply, parts=(*said, *waited.parts[-1:]))
    if not s.reading.questions:
        return reply
    proposal = s.reading.questions[-1] if _asks_for_a_yes(s) else None
    beside = s.asked_only([q for q in s.reading.questions if q is not proposal])
    asked = [p for p in answered(beside) if p.beat in _ANSWERS]
    own = [p for p in asked if p.beat is Beat.OWN_DATA]
    sure = any(q.own_data for q in beside.reading.questions)  # 「番号は…でよろしいでしょうか」
    told = [p for p in asked if (p.beat is not Beat.RIGHT or sure) and p.fact not in s.told]
    if _CHOICES & {p.beat for p in said}:
        told = [p for p in told if p.beat is not Beat.RIGHT]
    if s.said and compares(s.said.text):
        told = [p for p in asked if p.beat is Beat.RIGHT]
    most = len(told) if s.scenario.channel is Channel.EMAIL else 1
    return replace(reply, parts=(*said, *(own or told[:most])))


def _asks_for_a_yes(s: Situation) -> bool:
    """Whether the last question is the proposal itself, rather than one beside it."""
    if s.said is None or not s.reading.questions:
        return False
    last = s.reading.questions[-1]
    proposed = any(
        a.confidence >= CLEARLY and a.start < last.end and last.start < a.end for a in s.reading.of(A.PROPOSE)
    )
    return proposed or s.said.text.rstrip("。?？").endswith(words(__file__)["proposes"])


def accepts(s: Situation) -> bool:
    """Whether what was just offered is accepted."""
    reply = _to_offer(s)
    return reply is not None and bool(reply.accepted)


def _to_offer(s: Situation) -> Reply | None:
    """Accepts, haggles over or refuses a remedy; doubts a proposal that is none."""
    offered = [s.scenario.remedy(o.remedy) for o in s.reading.offers if not _past(s, o)] or _named(s)
    open_ones = [r for r in offered if r.id not in s.attempt.accepted]
    if s.contradicted:
        return None
    if s.said and not offered and not s.settled and makes_amends(s.said.text) and _asks_for_it(s):
        return Reply((*reception.correction(s), Part(Beat.OFFER_HAGGLE)), "お詫びの品では足りない")
    if s.said and some_day(s.said.text) and not times(s.said.text) and not s.agreed:
        return None  # when it will be, the promise is asked
    if not open_ones:
        return _agreed_already(s) if offered else _beside_the_point(s)
    conditions = [_only_if(s, o) for o in s.reading.offers if o.remedy in {r.id for r in open_ones}]
    if conditions and all(conditions):
        return Reply((*reception.correction(s), Part(Beat.PROMISE_OK)), "もしもの約束を受けた")
    if all(_contrary(s, o) for o in s.reading.offers) and s.reading.offers:
        instead = stand_in(s.scenario)
        refused = Part(Beat.OFFER_REFUSE, remedy=instead.id if instead else "")
        return Reply((*reception.correction(s), refused), "望みとちがう品の申し出")
    remedy = max(open_ones, key=lambda r: (_is_asked(s, r), r.settles, r.accept_below))
    if s.settled and s.mood.anger > remedy.accept_below:
        return Reply((*reception.correction(s), Part(Beat.DECLINES)), "もう要らないと断った")
    if s.mood.anger > remedy.accept_below + _patience(s, remedy):
        beat = Beat.OFFER_REFUSE if s.mood.anger > remedy.accept_below + 15 else Beat.OFFER_HAGGLE
        return Reply((*reception.correction(s), Part(beat, remedy=remedy.id)), "怒りが残り、提案をのめない")
    missing = [f for f in remedy.after if f not in s.told | s.given_back]
    again = _offered_before(s, remedy)
    if missing and not s.agreed:
        haggles = Part(Beat.OFFER_HAGGLE, remedy="" if again else remedy.id)  # not in the same words twice
        return Reply((*reception.correction(s), haggles), "事情を聞かないままの提案")
    # What the scenario has the caller say of it is said by who hears of it for the first time, and may still
    # ask for what has since been settled.
    taken = Part(Beat.OFFER_ACCEPT, remedy="" if s.settled or again else remedy.id)
    last = _last_sentence(s)
    chosen = (takes_one(s, last, remedy),) if gives_choice(last) else ()
    takes = chosen if chosen and len(open_ones) > 1 else (taken, *chosen)
    return Reply(
        (*reception.correction(s), *takes),
        "提案を受け入れた",
        accepted=_taken(s, open_ones, remedy),
    )


def _is_asked(s: Situation, remedy: Remedy) -> bool:
    """Whether the operator asks whether the caller wants it, rather than tells them that it will be done."""
    text = s.said.text if s.said else ""
    mine = (o for o in s.reading.offers if o.remedy == remedy.id)
    return any(onward(text, o.start).endswith("か") for o in mine)


def _patience(s: Situation, remedy: Remedy) -> float:
    """Who has haggled over it, and is offered it again, gives way sooner; all the more for a time."""
    if not _offered_before(s, remedy) or not s.used(Beat.OFFER_HAGGLE):
        return 0.0
    return INSISTS * (1 + bool(s.said and times(s.said.text)))


def _offered_before(s: Situation, remedy: Remedy) -> bool:
    before = (o.remedy for e in s.attempt.operator if e.turn < s.turn for o in e.reading.offers)
    return remedy.id in before or bool(s.lines.intersection(remedy.haggle or ()))


def _named(s: Situation) -> list[Remedy]:
    """Ways out named just before a proposal: 「シールをはがすと鳴ります。ご一緒にやってみましょうか」."""
    proposed = s.reading.of(A.PROPOSE)
    if s.said is not None and wanted(s.said.text) is Wanted.TRIAL:  # 「そのシールを、はがしてもらえますか」
        asked = leave_asked(s.said.text)
        if named := _in(s, [s.said.text[slice(*asked)]] if asked else []):
            return named
    if s.said is None or not proposed:
        return []
    text = s.said.text[: max(p.end for p in proposed)]
    said = sentences(text)
    reach = POINTED_BACK if said and _points_back(said[-1]) else 2
    near = [
        x
        for x in said[-reach:]
        if (not x.endswith(("か", "ね")) or x.endswith(words(__file__)["proposes"]))
        and "ません" not in x
        and "かね" not in x
    ]
    return _in(s, near)


def _in(s: Situation, said: Sequence[str]) -> list[Remedy]:
    """The ways out that these sentences name."""
    parsed = [parse(x) for x in said]
    return [r for r in s.scenario.remedies if any(any_of(r.offers, x, 0, len(x.words)) for x in parsed)]


def _points_back(sentence: str) -> bool:
    """「こちらへの変更はいかがでしょうか」, 「お申し込みなさいますか」: names nothing itself."""
    return sentence.endswith(words(__file__)["proposes"]) and any(
        word in sentence for word in words(__file__)["deictic"]
    )


def _past(s: Situation, offer: Offer) -> bool:
    """「二度お送りいただいた経緯」, 「ご返品ということで」: what the caller has done or wishes."""
    if s.said is None:
        return False
    asked = leave_asked(s.said.text)
    if asked and asked[0] <= offer.start < asked[1] and wanted(s.said.text) is Wanted.DEED:
        return True  # 「領収書の写しをお送りいただけますか」
    if s.reading.has(A.PROPOSE, A.COMMIT):
        return False
    left = onward(s.said.text, offer.start)
    done = any(word in left for word in words(__file__)["done"]) and not s.reading.has(A.FOLLOW)
    return done or any(word in left for word in words(__file__)["given_back"])


def _contrary(s: Situation, offer: Offer) -> bool:
    """「グレーのLでしたら」 to who wants it in navy."""
    text = s.said.text if s.said else ""
    sentence = around(text, offer.start)
    return another_colour(sentence, s.scenario, "".join(e.text for e in s.attempt.customer))


def _only_if(s: Situation, offer: Offer) -> bool:
    """「見つかりましたら取り置きます」: what depends on something else cannot be accepted yet."""
    sentence = up_to(s.said.text, offer.end) if s.said else ""
    return any(word in sentence for word in words(__file__)["depends"])


def _asks_for_it(s: Situation) -> bool:
    """Whether it is proposed, rather than spoken of."""
    return (
        s.reading.has(A.PROPOSE)
        or s.said is not None
        and s.said.text.rstrip("。?？… ").endswith(words(__file__)["floats"])
    )


def _agreed_already(s: Situation) -> Reply | None:
    """What was accepted before is put in concrete terms, or said once more: it stays accepted."""
    last = _last_sentence(s)
    if gives_choice(last) or "どちらで" in last:
        return Reply((*reception.correction(s), takes_one(s, last)), "受け入れた提案の中の選び方")
    if s.said and s.said.text.rstrip("。?？").endswith(words(__file__)["proposes"]):
        return Reply((*reception.correction(s), Part(Beat.OFFER_ACCEPT)), "受け入れた提案をもう一度聞かれた")
    if s.reading.questions or s.reading.has(A.FOLLOW, A.CHECK, A.CLOSE):
        return None
    asked = s.said is not None and leave_asked(s.said.text)
    beat = reception.assent(s) if asked or Beat.PROMISE_OK in s.last_beats else Beat.PROMISE_OK
    return Reply((*reception.correction(s), Part(beat)), "受け入れた提案の具体化")


def _last_sentence(s: Situation) -> str:
    """The last one that asks, for a mail goes on to its signature; else the last."""
    said = sentences(s.said.text) if s.said else []
    return next((x for x in reversed(said) if x.endswith("か")), said[-1] if said else "")


def _beside_the_point(s: Situation) -> Reply | None:
    """A proposal that is none of the ways out: too little if it is about the matter, puzzling if not. Who
    has already agreed to something takes it along."""
    proposed = s.reading.of(A.PROPOSE)
    if not proposed or s.reading.questions or s.reading.has(A.COMMIT, A.FOLLOW, A.HOLD):
        return None
    if s.said is not None and gives_choice(_last_sentence(s)):
        return Reply((*reception.correction(s), takes_one(s, _last_sentence(s))), "どちらがよいかを答えた")
    if s.said is not None and leave_asked(s.said.text):  # asked to do something: no way out of it
        return None
    if s.said is not None and _only_asks(s.said.text):
        return None
    if s.settled:
        asked = _last_sentence(s).endswith("か")
        return Reply((*reception.correction(s), Part(Beat.CONSENT)), "小さな提案を受けた") if asked else None
    if s.agreed and s.mood.anger < reactions.CONTENT:
        return Reply((*reception.correction(s), Part(Beat.CONSENT)), "小さな提案を受けた")
    to_the_matter = any(s.on_topic(a.start, a.end) for a in proposed)
    beat = Beat.OFFER_HAGGLE if to_the_matter else Beat.OFFER_DOUBT
    return Reply((*reception.correction(s), Part(beat), *rest(s, quiet=True)), "提案が的を外した")


def _told_and_calm(s: Situation, remedy: Remedy) -> bool:
    return s.mood.anger <= remedy.accept_below and set(remedy.after) <= s.told


def _only_asks(text: str) -> bool:
    """「リモコンは息子さんもお使いになりますか」: a question that has nothing to give."""
    last = next(reversed(sentences(text)), "")
    return (
        last.endswith("か")
        and not last.endswith(words(__file__)["proposes"])
        and not any(w in last for w in words(__file__)["has_to_give"])
    )


def _taken(s: Situation, offered: list[Remedy], chosen: Remedy) -> tuple[str, ...]:
    """The chosen way out, and what comes with it without settling the matter."""
    others = (r for r in offered if r.id != chosen.id)
    return (chosen.id, *(r.id for r in others if not r.settles or _told_and_calm(s, r)))
