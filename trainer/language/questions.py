"""Questions and requests for information, and what of the scenario they aim at."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property

from trainer.dialogue import QUESTIONS, SURE, TRANSFER, ActSpan, DialogueAct, Question, Span
from trainer.language.forms import Forms, asking_word, asks, requests, segments
from trainer.language.matching import any_of, find, say_keys
from trainer.language.parsing import Clause, Parsed
from trainer.language.terms import DIRECT, all_compiled
from trainer.language.word_lists import word_list
from trainer.scenario import Scenario
from trainer.story import Fact

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
_TAIL = 4  # words in which an exclamation closes
_FIRM = 0.7  # confidence with which another act overrules the form of a question


def read_questions(
    parsed: Parsed, forms: Forms, acts: Iterable[ActSpan], scenario: Scenario | None
) -> tuple[Question, ...]:
    """All questions in order. Requests to wait, consent, offers and closing checks are none.

    The `acts` read in the same words decide where the form alone leaves it open; an act that asks
    for certain is a question even if its form is none that we know."""
    sure = [a for a in acts if a.confidence >= SURE]
    found = [q for c in parsed.clauses if (q := _question(parsed, forms, sure, c, scenario))]
    for act in sure:
        if act.act in QUESTIONS and act.confidence >= _FIRM and not any(_meet(act, q) for q in found):
            found += [q for q in [_unformed(parsed, forms, act, sure, scenario)] if q]
    return tuple(sorted(found, key=lambda q: q.start))


def _meet(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


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
    about = _About(parsed, forms, clause, scenario, _SURELY if own else _ENOUGH)
    asking = _is_question(parsed, forms, clause, own, about)
    if own:
        asking = asking or bool(here & QUESTIONS)
    elif asking and not about.how:
        others = _FIRM_ACTS if asking_word(parsed.words_of(clause)) else _OTHER_ACTS
        if about.facts and not forms.in_clause("closing-check", clause):
            others = others - {DialogueAct.CHECK}
        aside = forms.in_clause("consent", clause) or _confirms(forms, clause) or bool(firm & others)
        asking = bool(here & QUESTIONS) or not aside
    elif not asking:
        asking = bool(here & QUESTIONS) and not _asks_nothing(parsed, forms, clause)
        asking = asking and (asks(parsed, clause) or requests(parsed, clause))
    if not asking or (forms.in_clause("beg", clause) and not own and about.to_do):
        return None
    wide = _open(forms, clause, own, here)
    return Question(start=start, end=end, open=wide, facts=about.facts, own_data=own)


def _unformed(
    parsed: Parsed, forms: Forms, act: ActSpan, acts: list[ActSpan], scenario: Scenario | None
) -> Question | None:
    """What an act asks for without the form of a question: 「ご用件を、どうぞ」."""
    clauses = [c for c in parsed.clauses if _meet(act, Span(start=(s := parsed.clause_span(c))[0], end=s[1]))]
    if not clauses or any(a is not act and a.confidence >= act.confidence and _meet(a, act) for a in acts):
        return None
    clause = clauses[-1]
    about = _About(parsed, forms, clause, scenario, _ENOUGH)
    aside = any(forms.in_clause(name, clause) for name in ("consent", "confirm"))
    if aside or _asks_nothing(parsed, forms, clause) or about.to_do:
        return None
    start, end = parsed.clause_span(clause)
    return Question(start=start, end=end, open=act.act is DialogueAct.OPEN_Q, facts=about.facts)


class _About:
    """What of the scenario a clause is about, worked out when it is asked for."""

    def __init__(
        self, parsed: Parsed, forms: Forms, clause: Clause, scenario: Scenario | None, least: float
    ) -> None:
        self._at = (parsed, forms, clause)
        self._scenario = scenario
        self._least = least

    @cached_property
    def facts(self) -> tuple[str, ...]:
        return _facts(*self._at, self._scenario, self._least) if self._scenario else ()

    @cached_property
    def to_do(self) -> bool:
        """A remedy is named: 「ケーブルを差し直してもらえますか」 asks to do it, not to tell."""
        parsed, forms, clause = self._at
        telling = forms.in_clause("ask-verb", clause) or asking_word(parsed.words_of(clause))
        return not telling and self.remedy

    @cached_property
    def how(self) -> bool:
        """「ほかの文字はいかがでしょうか」 asks about a fact; with a remedy it would offer that."""
        parsed, forms, clause = self._at
        if not self._scenario or not forms.has("how-about", clause.start, clause.end) or self.remedy:
            return False
        at = clause.first, clause.last
        return any(any_of(f.asked_by, parsed, *at) is not None for f in self._scenario.facts)

    @cached_property
    def remedy(self) -> bool:
        parsed, _, clause = self._at
        remedies = self._scenario.remedies if self._scenario else ()
        return any(any_of(r.offers, parsed, clause.first, clause.last) for r in remedies)


def _may_ask(parsed: Parsed, forms: Forms, clause: Clause) -> bool:
    """A quick first test."""
    return asks(parsed, clause) or forms.in_clause("ask-verb", clause) or forms.in_clause("beg", clause)


def _is_question(parsed: Parsed, forms: Forms, clause: Clause, own: tuple[str, ...], about: _About) -> bool:
    if _asks_nothing(parsed, forms, clause) and not about.how:
        return False
    if forms.in_clause("ask-verb", clause) and requests(parsed, clause):
        return True
    if forms.in_clause("beg", clause):
        return bool(own or about.facts) or _names_value(forms, clause)
    return asks(parsed, clause)


def _asks_nothing(parsed: Parsed, forms: Forms, clause: Clause) -> bool:
    """Waiting, offers, checks at the end; 「さぞご心配でしたでしょうか」 feels with the caller, and
    「もしもし?」 only calls."""
    if any(forms.in_clause(name, clause) for name in _NOT_ASKING):
        return True
    if all(w.pos.startswith(("感動詞", "補助記号", "空白")) for w in parsed.words_of(clause)):
        return True
    first, last = segments(parsed, clause)[-1]
    said = parsed.words[first:last]
    guess = "でしょう" in "".join(w.surface for w in said[-_TAIL:])
    return guess and any(w.surface in word_list("exclaiming") for w in said) and not asking_word(said)


def _names_value(forms: Forms, clause: Clause) -> bool:
    return forms.in_clause("single-value", clause) or forms.in_clause("open-question", clause)


def _confirms(forms: Forms, clause: Clause) -> bool:
    """「…ということでよろしいでしょうか」 gives back, it does not ask for more."""
    return forms.in_clause("confirm", clause) and not forms.in_clause("single-value", clause)


def _open(forms: Forms, clause: Clause, own: tuple[str, ...], here: set[DialogueAct]) -> bool:
    if forms.in_clause("wide-question", clause):
        return True
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
    places = _without_cushion(parsed, forms, clause)
    weights = {f.id: _weight(f, parsed, places) for f in scenario.facts}
    best = max(weights.values())
    if best < least:
        return ()
    aimed = [i for i, w in weights.items() if w >= max(least, best * _BESIDE)]
    return tuple(sorted(aimed, key=lambda i: -weights[i])[:MOST_FACTS])


def _without_cushion(parsed: Parsed, forms: Forms, clause: Clause) -> tuple[tuple[int, int], ...]:
    """Word ranges that say what is asked: behind the cushion, and before it what asks already
    (「どなたへのお祝いか、差し支えなければ…」)."""
    before, behind = forms.around("cushion", clause)
    ahead = parsed.words[clause.first : before]
    if ahead and (ahead[-1].surface == "か" or asking_word(ahead)):
        return (clause.first, before), (behind, clause.last)
    return ((behind, clause.last),)


def _weight(fact: Fact, parsed: Parsed, places: tuple[tuple[int, int], ...]) -> float:
    """How much the question is about the fact: the best of its asked_by counts whole, others a
    quarter; words of the fact itself add a little and may suffice together."""
    asked = sorted((w for at in places for w in _asked(fact, parsed, *at)), reverse=True)
    weight = sum(asked[:1]) + sum(asked[1:4]) / 4
    gist = sum(
        (hit := find(t, parsed, *at)) is not None and hit.weight == DIRECT
        for t in all_compiled(fact.gist)
        for at in places
    )
    mine = {k for first, last in places for keyed in parsed.keys[first:last] for k in keyed}
    return weight + _GIST * min(gist, 2) + _SAY * min(len(mine & say_keys(fact.say)), 3)


def _asked(fact: Fact, parsed: Parsed, first: int, last: int) -> Iterator[float]:
    for term in all_compiled(fact.asked_by, asking=True):
        hit = find(term, parsed, first, last)
        if hit:
            yield hit.weight + (0.1 if hit.weight == DIRECT and len(term.text) > 2 else 0.0)
