"""Everything the customer could answer to what was asked; which of it is said: `chosen_answers.py`."""

from __future__ import annotations

from collections.abc import Iterator

from trainer.beat import Beat
from trainer.customers.parts import Part
from trainer.customers.questions import asking, detail, following
from trainer.customers.questions.alternatives import speaks_of_one, takes_one
from trainer.customers.questions.at_a_loss import cannot_tell, not_noticed
from trainer.customers.questions.matter import EVERYWHERE
from trainer.customers.questions.questions_asked import halves_of_a_choice
from trainer.customers.questions.read_back import named_right
from trainer.customers.requests.request_forms import asks_if_right
from trainer.customers.situation import Situation
from trainer.customers.unsaid import next_thing
from trainer.dialogue import CERTAIN, CLEARLY, LIKELY, DialogueAct, Question
from trainer.language.questions.calling_out import calls_out, tells_of_call, wants_to_talk
from trainer.language.story.matching import content_keys, say_keys
from trainer.story import Fact

MOST_FACTS = 2
"""Facts come out one or two at a time."""

AGREES = 50.0
"""Anger below which a caller who is asked for consent gives it."""

ALIKE = 0.4
"""Share of content words in common from which on two questions are the same one."""


_NEEDLESS = frozenset({Beat.UNKNOWN, Beat.NOTHING, Beat.GUARDED, Beat.OFF_TOPIC, Beat.EITHER})
"""What nobody says who knows one thing that was asked for."""


def to_questions(s: Situation) -> tuple[Part, ...]:
    """Answers to the questions of the operator's last words; () if nothing was asked."""
    parts: list[Part] = []
    for question in s.reading.questions:
        for part in _answers_to(s, question):
            told = sum(p.beat is Beat.ANSWER for p in parts)
            if part not in parts and (part.beat is not Beat.ANSWER or told < MOST_FACTS):
                parts.append(part)
    if any(p.beat is Beat.ANSWER for p in parts):
        parts = [p for p in parts if p.beat not in _NEEDLESS]
    if any(p.beat is Beat.AGAIN for p in parts):
        parts = [Part(Beat.AGAIN), *[p for p in parts if p.beat is not Beat.AGAIN]]
    return tuple(parts[: MOST_FACTS + 1])


def _answers_to(s: Situation, question: Question) -> list[Part]:
    """Own data that are asked for, and what the caller knows of the matter or says for want of it."""
    words = s.said.text[question.start : question.end] if s.said else ""
    question = following.in_context(s, question)
    parts = _own_data(s, question)
    known, certain = _meant(s, question, words)
    fresh = [f for f in known if f.id not in s.told]
    if fresh:
        most = MOST_FACTS if len(s.reading.questions) == 1 and certain else 1
        earned = [f for f in fresh if s.may_tell(f, asked=True) or _insisted_on(s, f)]
        # A sore point is not for a stranger's ears yet, unless they keep asking.
        told = [Part(Beat.ANSWER, fact=f.id) for f in earned[:most]]
        return parts + (told or [Part(Beat.GUARDED)])
    if known and detail.missing(words, known):  # all there was to say of it has been said
        return parts or [not_noticed(words)]
    if known and certain:
        return parts + _again(s, question, known, words)
    return parts or _unmatched(s, question, words)


def _meant(s: Situation, question: Question, words: str) -> tuple[list[Fact], bool]:
    """The facts that are asked for, the best first, and whether that one surely is; [] if rather none is."""
    picked_up = following.picked_up(s, words)
    certain = bool(picked_up) or question.sureness >= CERTAIN
    if not certain and question.sureness < LIKELY:
        return [], False
    known = [picked_up] if picked_up else [s.scenario.fact(fact) for fact in question.facts]
    if asking.gives_choice(words):
        known = [fact for fact in known if speaks_of_one(words, fact)]
    if known and known[0].id not in s.told:  # a small thing beside it is meant only if that is known
        also = detail.completing(words, known)
        others = (f for f in known[1:] if f.needs != "aside" and f is not also)
        known = [known[0], *([also] if also else []), *others]
    return known, certain


def _insisted_on(s: Situation, fact: Fact) -> bool:
    """Asked for it before, the caller has put the operator off."""
    return Beat.GUARDED in {b for e in s.attempt.customer for b in e.beats} and _asked_before(s, fact)


def _asked_before(s: Situation, fact: Fact) -> bool:
    return any(True for _ in _asked_of(s, fact))


def _asked_of(s: Situation, fact: Fact) -> Iterator[frozenset[str]]:
    """The content words of each question that aimed at the fact in earlier turns."""
    for event in s.attempt.operator:
        for question in event.reading.questions if event.turn < s.turn else ():
            if fact.id in question.facts:
                yield content_keys(event.text[question.start : question.end])


def _again(s: Situation, question: Question, known: list[Fact], words: str) -> list[Part]:
    """What has come out already: a plain yes to who only makes sure, else the same in other words.

    Who says 「さっき言いました」 must have been asked it: who asks something near it is told once more."""
    given_back = s.known(question.start, question.end) and not _offers_choice(s, question)
    if not asking.wants_value(words) and (given_back or asking.makes_sure(words)):
        return [Part(Beat.CONFIRM)]  # 「毎回違う者が出たのですね」
    fact = next((f for f in known if set(f.say) - s.lines), known[0])  # one with words left
    again = _same_question(s, fact, words) and not _asks_anew(s, fact, words)
    return [*([Part(Beat.AGAIN)] if again else []), Part(Beat.ANSWER, fact=fact.id)]


def _offers_choice(s: Situation, question: Question) -> bool:
    """「点灯ですか、点滅ですか」: a yes would be no answer."""
    text = s.said.text if s.said else ""
    others = (q for q in s.reading.questions if q is not question)
    between = (text[min(question.end, q.end) : max(question.start, q.start)] for q in others)
    return any(map(halves_of_a_choice, between))


def _same_question(s: Situation, fact: Fact, words: str) -> bool:
    """Whether the operator has asked just this before: for the same fact, mostly in the same words."""
    asked = content_keys(words)
    earlier = _asked_of(s, fact)
    return any(len(asked & before) >= ALIKE * max(1, len(asked | before)) for before in earlier)


def _asks_anew(s: Situation, fact: Fact, words: str) -> bool:
    """Whether the question wants something that neither the fact's own words nor what was asked before
    have in them: another detail, a choice."""
    if asking.gives_choice(words):
        return True
    examples = map(content_keys, fact.questions)
    known = frozenset().union(say_keys(fact.say), *_asked_of(s, fact), *examples)
    return bool(content_keys(words) - known - EVERYWHERE)


def _unmatched(s: Situation, question: Question, words: str) -> list[Part]:
    """What is said to a question that aims at nothing the caller has to tell: from the top, the first that
    fits."""
    value = asking.wants_value(words)
    echoes = [e for e in s.reading.echoes if e.start < question.end and question.start < e.end]
    if echoes and not value:  # "… is that right?": the lead has corrected what was wrong
        return [Part(Beat.CONFIRM)] if all(e.right for e in echoes) else []
    if (question.open and asking.is_wide(question)) or asking.of_own_view(words):
        return list(next_thing(s, wide=True))
    if calls_out(words) or wants_to_talk(words):
        return [Part(Beat.HEARS)]
    if asking.gives_choice(words):
        return [takes_one(s, words)]
    if _proposed(s, question) and not value:
        return [Part(Beat.CONSENT if s.mood.anger < AGREES else Beat.OFFER_DOUBT)]
    if asking.left_to_us(words):
        return _availability(s)
    yes_or_no = _yes_or_no(s, question, words)
    return [_of_no_fact(s, question, words)] if yes_or_no is None else yes_or_no


def _yes_or_no(s: Situation, question: Question, words: str) -> list[Part] | None:
    """The yes or no of who is asked for nothing else; None where it would be no answer."""
    value = asking.wants_value(words)
    unanswered = _unanswered(question, words)
    if asks_if_right(words) and not value:
        return [Part(Beat.RIGHT)]
    if asking.whether(words) and unanswered in (None, Beat.UNKNOWN, Beat.OFF_TOPIC):
        return [Part(Beat.NOTHING)]  # what there is, the scenario tells
    if s.known(question.start, question.end) and not value:
        return [Part(Beat.CONFIRM)]
    if asking.wants_consent(words) and unanswered is None and not value:
        return _consent(s)
    return None


def _consent(s: Situation) -> list[Part]:
    """What is said to 「…でよろしいでしょうか」; a request to wait is answered as such."""
    if s.reading.has(DialogueAct.HOLD, DialogueAct.FOLLOW):
        return []
    agrees = Beat.PROMISE_OK if s.mood.anger < AGREES else Beat.OFFER_DOUBT
    return [Part(Beat.CHECK_YES if s.settled else agrees)]


def _of_no_fact(s: Situation, question: Question, words: str) -> Part:
    """What the caller has nothing to tell of: they do not know, or wonder why they are asked."""
    known = Beat.UNKNOWN if s.on_topic(question.start, question.end) else Beat.OFF_TOPIC
    beat = _unanswered(question, words) or known
    own = beat in (Beat.UNKNOWN, Beat.OFF_TOPIC) and asking.of_own_life(words)
    if own or (beat is Beat.UNKNOWN and not asking.of_our_side(words)):
        return cannot_tell(s, words, question.sureness)
    return Part(beat)


def _unanswered(question: Question, words: str) -> Beat | None:
    """As `asking.unanswered`; whether one could hear at another time is no call."""
    beat = asking.unanswered(question)
    past = tells_of_call(words) or not asking.of_now(words)
    return None if beat is Beat.HEARS and past else beat


def _proposed(s: Situation, question: Question) -> bool:
    """Whether it proposes something that no remedy lists: 「写しもお送りできますが、ご入用ですか」."""
    return any(a.confidence >= CLEARLY and a.meets(question) for a in s.reading.of(DialogueAct.PROPOSE))


def _availability(s: Situation) -> list[Part]:
    """When the caller can be reached, if that is left to tell; else they suit themselves to the operator."""
    times = (f for f in s.scenario.facts if "best_time" in f.topics and s.may_tell(f, asked=True))
    fresh = next((f for f in times if f.id not in s.told | s.over), None)
    return [Part(Beat.ANSWER, fact=fresh.id)] if fresh else [Part(Beat.EITHER)]


def _own_data(s: Situation, question: Question) -> list[Part]:
    """The caller's own name, number …; asked for it a second time, they say so."""
    words = s.said.text[question.start : question.end] if s.said else ""
    if asking.gives_choice(words):
        return []  # 「ご自宅と会場、どちらにお届けしましょうか」
    asked = [f for f in question.own_data if not question.facts or getattr(s.scenario.card, f)]
    parts = [_from_the_card(s, field, words) for field in asked]
    earlier = (q for e in s.attempt.operator if e.turn < s.turn for q in e.reading.questions)
    given = {field for q in earlier for field in q.own_data}
    if any(p.beat is Beat.OWN_DATA for p in parts) and given & set(question.own_data):
        return [Part(Beat.AGAIN), *parts]
    return parts


def _from_the_card(s: Situation, field: str, words: str) -> Part:
    """What the card says; where the question names it itself, whether it is right."""
    value = getattr(s.scenario.card, field)
    if field in ("name", "reading"):
        value = value.replace(" ", "")  # written with a gap, spoken without
    if not value:  # everybody knows their own birthday: what is it wanted for?
        return Part(Beat.OFF_TOPIC if field == "birthday" else Beat.UNKNOWN)
    right = named_right(field, words, value)
    if right is None:
        return Part(Beat.OWN_DATA, value=value)
    return Part(Beat.RIGHT) if right else Part(Beat.CORRECT, value=value)
