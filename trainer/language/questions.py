"""Questions and requests for information, and what of the scenario they aim at."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from trainer.dialogue import QUESTIONS, SURE, TRANSFER, ActSpan, DialogueAct, Question
from trainer.language.forms import Forms, asking_word, asks
from trainer.language.matching import find, say_keys
from trainer.language.parsing import Clause, Parsed
from trainer.language.terms import DIRECT, compiled
from trainer.language.word_lists import endings
from trainer.scenario import Fact, Scenario

MOST_FACTS = 3
_ENOUGH = 0.55  # least weight for a fact to be aimed at
_SURELY = 0.95  # the same where the caller's own data are asked for
_BESIDE = 0.6  # a further fact needs this share of the best one's weight
_GIST, _SAY = 0.4, 0.1  # what a word of the fact itself adds
_NOT_ASKING = ("hold", "offer-question", "closing-check", "announce", "rhetorical")
_OTHER_ACTS = frozenset(
    {
        *(DialogueAct.CHECK, DialogueAct.PROPOSE, DialogueAct.HOLD, DialogueAct.PARA, DialogueAct.COMMIT),
        *(
            DialogueAct.FOLLOW,
            DialogueAct.CLOSE,
            DialogueAct.LIMIT,
            DialogueAct.EMP_FEEL,
            DialogueAct.NEG_DENY,
        ),
        *(DialogueAct.ESC_WHY, *TRANSFER),
    }
)
_FIRM_ACTS = frozenset({DialogueAct.PROPOSE, DialogueAct.HOLD, DialogueAct.NEG_DENY, *TRANSFER})
_FIRM = 0.7  # confidence with which another act overrules the form of a question
_TAIL = 8  # words in which a request closes


def read_questions(
    parsed: Parsed, forms: Forms, acts: Iterable[ActSpan], scenario: Scenario | None
) -> tuple[Question, ...]:
    """All questions in order. Requests to wait, consent, offers and closing checks are none.

    The `acts` read in the same words decide where the form alone leaves it open."""
    sure = [a for a in acts if a.confidence >= SURE]
    return tuple(q for c in parsed.clauses if (q := _question(parsed, forms, sure, c, scenario)))


def _question(
    parsed: Parsed, forms: Forms, acts: list[ActSpan], clause: Clause, scenario: Scenario | None
) -> Question | None:
    start, end = parsed.clause_span(clause)
    overlapping = [a for a in acts if a.start < end and start < a.end]
    here = {a.act for a in overlapping}
    firm = {a.act for a in overlapping if a.confidence >= _FIRM}
    if not (here & QUESTIONS or _may_ask(parsed, forms, clause)):
        return None
    own = forms.own_data(clause)
    facts = _facts(parsed, forms, clause, scenario, _SURELY if own else _ENOUGH) if scenario else ()
    asking = _is_question(parsed, forms, clause, own, facts)
    if own:
        asking = asking or bool(here & QUESTIONS)
    elif asking:
        others = _FIRM_ACTS if asking_word(parsed.words_of(clause)) else _OTHER_ACTS
        aside = forms.in_clause("consent", clause) or _confirms(forms, clause) or bool(firm & others)
        asking = bool(here & QUESTIONS) or not aside
    else:
        asking = bool(here & QUESTIONS) and not any(forms.in_clause(name, clause) for name in _NOT_ASKING)
        asking = asking and (asks(parsed, clause) or _requests(parsed, clause))
    if not asking:
        return None
    return Question(start=start, end=end, open=_open(forms, clause, own, here), facts=facts, own_data=own)


def _may_ask(parsed: Parsed, forms: Forms, clause: Clause) -> bool:
    """A quick first test."""
    return asks(parsed, clause) or forms.in_clause("ask-verb", clause) or forms.in_clause("beg", clause)


def _is_question(
    parsed: Parsed, forms: Forms, clause: Clause, own: tuple[str, ...], facts: tuple[str, ...]
) -> bool:
    if any(forms.in_clause(name, clause) for name in _NOT_ASKING):
        return False
    if forms.in_clause("ask-verb", clause) and _requests(parsed, clause):
        return True
    if forms.in_clause("beg", clause):
        return bool(own or facts) or _names_value(forms, clause)
    return asks(parsed, clause)


def _requests(parsed: Parsed, clause: Clause) -> bool:
    """「教えてください」 asks for it; 「お伝えします」 tells what will be done."""
    words = parsed.words_of(clause)
    tail = "".join(w.surface for w in words[-_TAIL:])
    return (
        asks(parsed, clause)
        or any(form in tail for form in endings("requests"))
        or tail.endswith(("教えて", "聞かせて"))
    )


def _names_value(forms: Forms, clause: Clause) -> bool:
    return forms.in_clause("single-value", clause) or forms.in_clause("open-question", clause)


def _confirms(forms: Forms, clause: Clause) -> bool:
    """「…ということでよろしいでしょうか」 gives back, it does not ask for more."""
    return forms.in_clause("confirm", clause) and not forms.in_clause("single-value", clause)


def _open(forms: Forms, clause: Clause, own: tuple[str, ...], here: set[DialogueAct]) -> bool:
    single = forms.in_clause("single-value", clause)
    if own or (single and not forms.in_clause("open-question", clause)):
        return False
    if len(here & QUESTIONS) == 1:
        return DialogueAct.OPEN_Q in here
    return not single and (
        forms.in_clause("open-question", clause) or forms.in_clause("open-invitation", clause)
    )


def _facts(parsed: Parsed, forms: Forms, clause: Clause, scenario: Scenario, least: float) -> tuple[str, ...]:
    if not scenario.facts:
        return ()
    first = min(forms.after("cushion", clause), clause.last)
    weights = {f.id: _weight(f, parsed, first, clause.last) for f in scenario.facts}
    best = max(weights.values())
    if best < least:
        return ()
    aimed = [i for i, w in weights.items() if w >= max(least, best * _BESIDE)]
    return tuple(sorted(aimed, key=lambda i: -weights[i])[:MOST_FACTS])


def _weight(fact: Fact, parsed: Parsed, first: int, last: int) -> float:
    """How much the question is about the fact: the best of its asked_by counts whole, others a
    quarter; words of the fact itself add a little and may suffice together."""
    asked = sorted(_asked(fact, parsed, first, last), reverse=True)
    weight = sum(asked[:1]) + sum(asked[1:4]) / 4
    hits = [find(compiled(t), parsed, first, last) for t in fact.gist]
    gist = sum(hit is not None and hit.weight == DIRECT for hit in hits)
    mine = {k for keyed in parsed.keys[first:last] for k in keyed}
    return weight + _GIST * min(gist, 2) + _SAY * min(len(mine & say_keys(fact.say)), 3)


def _asked(fact: Fact, parsed: Parsed, first: int, last: int) -> Iterator[float]:
    for text in fact.asked_by:
        hit = find(compiled(text, asking=True), parsed, first, last)
        if hit:
            yield hit.weight + (0.1 if hit.weight == DIRECT and len(text) > 2 else 0.0)
