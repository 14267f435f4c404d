"""Remedies: what is accepted, haggled over, refused."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from trainer.beat import Beat
from trainer.customers.memory import times
from trainer.customers.parts import Part, Reply
from trainer.customers.questions.alternatives import takes_one
from trainer.customers.questions.asking import gives_choice
from trainer.customers.questions.chosen_answers import answered
from trainer.customers.reactions import reactions, reception
from trainer.customers.reactions.reception import corrected
from trainer.customers.requests.contrary import another_colour, stand_in
from trainer.customers.requests.goodwill import makes_amends, some_day
from trainer.customers.requests.request_forms import Wanted, compares, last_words
from trainer.customers.requests.waiting import asked_to_wait, reacts_to_wait
from trainer.customers.sentences import around, onward, sentences, up_to
from trainer.customers.situation import Situation
from trainer.customers.unsaid import rest
from trainer.customers.words import has, words
from trainer.dialogue import CLEARLY, Channel, DialogueAct, Offer
from trainer.language.story.matching import any_of
from trainer.language.text.parsing import parse
from trainer.story import Remedy

A = DialogueAct

_ANSWERS = frozenset({Beat.ANSWER, Beat.OWN_DATA, Beat.RIGHT, Beat.CORRECT})

_CHOICES = frozenset({Beat.CHOOSES, Beat.EITHER})

POINTED_BACK = 4
"""Sentences back to which a proposal points that names nothing itself."""

INSISTS = 8.0
"""Points above its threshold up to which a way out is taken that is offered once more; as many again if it
now comes with a time."""

FAR_TOO_ANGRY = 15.0
"""Points above its threshold from which on a way out is refused, rather than haggled over."""

_has = partial(has, __file__)


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
    chooses = any(p.beat in _CHOICES for p in said)
    return replace(reply, parts=(*said, *_answers_beside(s, chooses)))


def _answers_beside(s: Situation, chooses: bool) -> list[Part]:
    """The answers to what was asked beside the proposal: own data, that something is right, or facts not told
    yet, one of them except in a mail. Who `chooses` has said yes enough."""
    proposal = s.reading.questions[-1] if _asks_for_a_yes(s) else None
    beside = s.asked_only([q for q in s.reading.questions if q is not proposal])
    asked = [p for p in answered(beside) if p.beat in _ANSWERS]
    own = [p for p in asked if p.beat is Beat.OWN_DATA]
    right = [p for p in asked if p.beat is Beat.RIGHT]
    if own:
        return own
    if compares(s.text):
        return _one_or_mail(s, right)
    sure = any(q.own_data for q in beside.reading.questions)  # 「番号は…でよろしいでしょうか」
    told = [p for p in asked if p.fact not in s.told and (p not in right or (sure and not chooses))]
    return _one_or_mail(s, told)


def _one_or_mail(s: Situation, answers: list[Part]) -> list[Part]:
    """All of them in a mail, else the first."""
    return answers if s.scenario.channel is Channel.EMAIL else answers[:1]


def _asks_for_a_yes(s: Situation) -> bool:
    """Whether the last question is the proposal itself, rather than one beside it."""
    last = s.reading.questions[-1]
    proposed = any(
        a.confidence >= CLEARLY and a.start < last.end and last.start < a.end for a in s.reading.of(A.PROPOSE)
    )
    return proposed or _proposes(s.text)


def _proposes(text: str) -> bool:
    """Whether it ends in a question with which something is offered: 「お申し込みなさいますか」."""
    return text.rstrip("。?？").endswith(words(__file__)["proposes"])


def accepts(s: Situation) -> bool:
    """Whether what was just offered is accepted."""
    reply = _to_offer(s)
    return reply is not None and bool(reply.accepted)


def _to_offer(s: Situation) -> Reply | None:
    """Accepts, haggles over or refuses a remedy; doubts a proposal that is none."""
    named = [s.scenario.remedy(o.remedy) for o in s.reading.offers if not _only_spoken_of(s, o)]
    offered = named or _named_before_proposal(s)
    open_ones = [r for r in offered if r.id not in s.attempt.accepted]
    if s.contradicted:
        return None
    if not offered and not s.settled and makes_amends(s.text) and _asks_for_it(s):
        return corrected(s, "お詫びの品では足りない", Part(Beat.OFFER_HAGGLE))
    if some_day(s.text) and not times(s.text) and not s.agreed:
        return None  # when it will be, the promise is asked
    if not open_ones:
        return _agreed_already(s) if offered else _beside_the_point(s)
    remedy = max(open_ones, key=lambda r: (_is_put_as_question(s, r), r.settles, r.accept_below))
    return _to_another(s, open_ones) or _not_yet(s, remedy) or _takes(s, open_ones, remedy)


def _to_another(s: Situation, open_ones: Sequence[Remedy]) -> Reply | None:
    """What is offered hangs on something else, or is not what they want."""
    conditions = [_only_if(s, o) for o in s.reading.offers if o.remedy in {r.id for r in open_ones}]
    if conditions and all(conditions):
        return corrected(s, "もしもの約束を受けた", Part(Beat.PROMISE_OK))
    if s.reading.offers and all(_contrary(s, o) for o in s.reading.offers):
        instead = stand_in(s.scenario)
        refused = Part(Beat.OFFER_REFUSE, remedy=instead.id if instead else "")
        return corrected(s, "望みとちがう品の申し出", refused)
    return None


def _not_yet(s: Situation, remedy: Remedy) -> Reply | None:
    """Too angry for it, or not asked about the facts that have to be known first; None if nothing is in its
    way."""
    if s.settled and s.mood.anger > remedy.accept_below:
        return corrected(s, "もう要らないと断った", Part(Beat.DECLINES))
    if s.mood.anger > remedy.accept_below + _patience(s, remedy):
        beat = Beat.OFFER_REFUSE if s.mood.anger > remedy.accept_below + FAR_TOO_ANGRY else Beat.OFFER_HAGGLE
        return corrected(s, "怒りが残り、提案をのめない", Part(beat, remedy=remedy.id))
    missing = [f for f in remedy.after if f not in s.told | s.given_back]
    if missing and not s.agreed:
        own_words = "" if _offered_before(s, remedy) else remedy.id  # not in the same words twice
        return corrected(s, "事情を聞かないままの提案", Part(Beat.OFFER_HAGGLE, remedy=own_words))
    return None


def _takes(s: Situation, open_ones: list[Remedy], remedy: Remedy) -> Reply:
    """What the scenario has the caller say of it is said by who hears of it for the first time, and may still
    ask for what has since been settled."""
    own_words = "" if s.settled or _offered_before(s, remedy) else remedy.id
    parts: tuple[Part, ...] = (Part(Beat.OFFER_ACCEPT, remedy=own_words),)
    last = _last_sentence(s)
    if gives_choice(last):
        chosen = takes_one(s, last, remedy)
        parts = (chosen,) if len(open_ones) > 1 else (*parts, chosen)
    return corrected(s, "提案を受け入れた", *parts, accepted=_taken(s, open_ones, remedy))


def _is_put_as_question(s: Situation, remedy: Remedy) -> bool:
    """Whether the operator asks whether the caller wants it, rather than tells them that it will be done."""
    mine = (o for o in s.reading.offers if o.remedy == remedy.id)
    return any(onward(s.text, o.start).endswith("か") for o in mine)


def _patience(s: Situation, remedy: Remedy) -> float:
    """Who has haggled over it, and is offered it again, gives way sooner; all the more for a time."""
    if not _offered_before(s, remedy) or not s.used(Beat.OFFER_HAGGLE):
        return 0.0
    return INSISTS * (1 + bool(times(s.text)))


def _offered_before(s: Situation, remedy: Remedy) -> bool:
    before = (o.remedy for e in s.earlier for o in e.reading.offers)
    return remedy.id in before or bool(s.lines.intersection(remedy.haggle or ()))


def _named_before_proposal(s: Situation) -> list[Remedy]:
    """Ways out named just before a proposal: 「シールをはがすと鳴ります。ご一緒にやってみましょうか」."""
    if s.wanted is Wanted.TRIAL and (named := _ways_out_in(s, [s.request])):
        return named  # 「そのシールを、はがしてもらえますか」
    proposed = s.reading.of(A.PROPOSE)
    if not proposed:
        return []
    said = sentences(s.text[: max(p.end for p in proposed)])
    reach = POINTED_BACK if said and _points_back(said[-1]) else 2
    return _ways_out_in(s, [sentence for sentence in said[-reach:] if _may_offer(sentence)])


def _may_offer(sentence: str) -> bool:
    """Not a no, nor a question about something else."""
    asks = sentence.endswith(("か", "ね")) and not _proposes(sentence)
    return not asks and "ません" not in sentence and "かね" not in sentence


def _ways_out_in(s: Situation, said: Sequence[str]) -> list[Remedy]:
    """The ways out that these sentences name."""
    parsed = [parse(x) for x in said]
    return [r for r in s.scenario.remedies if any(any_of(r.offers, x, 0, len(x.words)) for x in parsed)]


def _points_back(sentence: str) -> bool:
    """「こちらへの変更はいかがでしょうか」, 「お申し込みなさいますか」: names nothing itself."""
    return _proposes(sentence) and _has("deictic", sentence)


def _only_spoken_of(s: Situation, offer: Offer) -> bool:
    """「二度お送りいただいた経緯」, 「ご返品ということで」: what the caller has done or wishes."""
    asked = s.request_span
    if asked and asked[0] <= offer.start < asked[1] and s.wanted is Wanted.DEED:
        return True  # 「領収書の写しをお送りいただけますか」
    if s.reading.has(A.PROPOSE, A.COMMIT):
        return False
    left = onward(s.text, offer.start)
    return (_has("done", left) and not s.reading.has(A.FOLLOW)) or _has("given_back", left)


def _contrary(s: Situation, offer: Offer) -> bool:
    """「グレーのLでしたら」 to who wants it in navy."""
    sentence = around(s.text, offer.start)
    return another_colour(sentence, s.scenario, "".join(e.text for e in s.attempt.customer))


def _only_if(s: Situation, offer: Offer) -> bool:
    """「見つかりましたら取り置きます」: what depends on something else cannot be accepted yet."""
    return _has("depends", up_to(s.text, offer.end))


def _asks_for_it(s: Situation) -> bool:
    """Whether it is proposed, rather than spoken of."""
    return s.reading.has(A.PROPOSE) or s.text.rstrip("。?？… ").endswith(words(__file__)["floats"])


def _agreed_already(s: Situation) -> Reply | None:
    """What was accepted before is put in concrete terms, or said once more: it stays accepted."""
    last = _last_sentence(s)
    if gives_choice(last) or "どちらで" in last:
        return corrected(s, "受け入れた提案の中の選び方", takes_one(s, last))
    if _proposes(s.text):
        return corrected(s, "受け入れた提案をもう一度聞かれた", Part(Beat.OFFER_ACCEPT))
    if s.reading.questions or s.reading.has(A.FOLLOW, A.CHECK, A.CLOSE):
        return None
    beat = reception.assent(s) if s.request or Beat.PROMISE_OK in s.last_beats else Beat.PROMISE_OK
    return corrected(s, "受け入れた提案の具体化", Part(beat))


def _last_sentence(s: Situation) -> str:
    """The last one that asks, for a mail goes on to its signature; else the last."""
    said = sentences(s.text)
    return next((x for x in reversed(said) if x.endswith("か")), said[-1] if said else "")


def _beside_the_point(s: Situation) -> Reply | None:
    """A proposal that is none of the ways out: too little if it is about the matter, puzzling if not. Who
    has already agreed to something takes it along."""
    proposed = s.reading.of(A.PROPOSE)
    if not proposed or s.reading.questions or s.reading.has(A.COMMIT, A.FOLLOW, A.HOLD):
        return None
    last = _last_sentence(s)
    if gives_choice(last):
        return corrected(s, "どちらがよいかを答えた", takes_one(s, last))
    if s.request or _only_asks(s.text):  # asked to do or to tell something: no way out of it
        return None
    if s.settled and not last.endswith("か"):
        return None
    if s.settled or (s.agreed and s.mood.anger < reactions.CONTENT):
        return corrected(s, "小さな提案を受けた", Part(Beat.CONSENT))
    to_the_matter = any(s.on_topic(a.start, a.end) for a in proposed)
    beat = Beat.OFFER_HAGGLE if to_the_matter else Beat.OFFER_DOUBT
    return corrected(s, "提案が的を外した", Part(beat), *rest(s, quiet=True))


def _told_and_calm(s: Situation, remedy: Remedy) -> bool:
    return s.mood.anger <= remedy.accept_below and set(remedy.after) <= s.told


def _only_asks(text: str) -> bool:
    """「リモコンは息子さんもお使いになりますか」: a question that has nothing to give."""
    last = last_words(text)
    return last.endswith("か") and not _proposes(last) and not _has("has_to_give", last)


def _taken(s: Situation, offered: list[Remedy], chosen: Remedy) -> tuple[str, ...]:
    """The chosen way out, and what comes with it without settling the matter."""
    others = (r for r in offered if r.id != chosen.id)
    return (chosen.id, *(r.id for r in others if not r.settles or _told_and_calm(s, r)))
