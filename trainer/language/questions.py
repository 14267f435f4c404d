"""Questions and requests for information, and what of the scenario they aim at."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

from trainer.dialogue import QUESTIONS, SURE, TRANSFER, ActSpan, DialogueAct, Question, Span
from trainer.language.aims import ALIKE, aimed, likeness
from trainer.language.forms import Forms, asking_word, asks, forms_of, past, requests, segments
from trainer.language.likeness import compared
from trainer.language.matching import any_of
from trainer.language.own_fields import own_fields
from trainer.language.parsing import Clause, Parsed
from trainer.language.plain_wording import plainly
from trainer.language.question_forms import (
    asks_how_it_was_said,
    asks_leave,
    asks_not_to,
    asks_to_tell,
    bids_go_on,
    breaks_off,
    not_this,
    only_feels,
    question_words,
    rounds_off,
    single_questions,
    suggests,
)
from trainer.language.topics import Topic, read_topics, topic_entries
from trainer.language.word_lists import word_list
from trainer.scenario import Scenario

_CLEAR = 0.98  # weight from which on a topic is surely asked for
_ASKED_FOR = 0.9  # … is asked for and not merely touched on
_ANYTHING_ELSE = frozenset({"impact", "worry", "wish", "feelings", "matter", "scope", "story"})
"""Topics that 「ほかに何か」 at the end of a call asks for, too."""
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
_ANSWERED_BY_THEMSELVES = frozenset({DialogueAct.HOLD, DialogueAct.CLOSE, *TRANSFER})
"""Acts whose requests the caller answers as such, whatever a fact says."""
_TAIL = 4  # words in which an exclamation closes
_FIRM = 0.7  # confidence with which another act overrules the form of a question


def read_questions(
    parsed: Parsed, forms: Forms, acts: Iterable[ActSpan], scenario: Scenario | None
) -> tuple[Question, ...]:
    """All questions in order. Requests to wait, consent, offers and closing checks are none.

    The `acts` read in the same words decide where the form alone leaves it open; an act that asks
    for certain is a question even if its form is none that we know."""
    sure = [a for a in acts if a.confidence >= SURE]
    single = [one for clause in parsed.clauses for one in single_questions(parsed, clause)]
    found = [q for c in single if (q := _question(parsed, forms, sure, c, scenario))]
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
        return _requested(parsed, forms, clause, scenario, firm)
    own = own_fields(parsed, clause, scenario.card.name if scenario else "")
    parsed, forms, clause = _in_plain_words(parsed, forms, clause)
    about = _About(parsed, forms, clause, scenario, bool(own))
    asking = _is_question(parsed, forms, clause, own, about)
    if own:
        asking = asking or bool(here & QUESTIONS)
    elif asking and not about.how:
        others = _FIRM_ACTS if asking_word(parsed.words_of(clause)) else _OTHER_ACTS
        if (about.facts or about.clear) and not forms.in_clause("closing-check", clause):
            others = others - {DialogueAct.CHECK, DialogueAct.NEG_DENY}
        aside = forms.in_clause("consent", clause) or _confirms(forms, clause) or bool(firm & others)
        asking = bool(here & QUESTIONS) or not aside
    elif not asking:
        asking = bool(here & QUESTIONS) and not _asks_nothing(parsed, forms, clause, about)
        asking = asking and (asks(parsed, clause) or requests(parsed, clause))
    if not asking or (forms.in_clause("beg", clause) and not own and about.to_do):
        asking = not firm & _ANSWERED_BY_THEMSELVES and _like_an_example(parsed, forms, clause, about)
    if not asking:
        return None
    wide = _open(forms, clause, own, here)
    return Question(start=start, end=end, open=wide, facts=about.facts, own_data=own, topics=about.asked_for)


def _requested(
    parsed: Parsed, forms: Forms, clause: Clause, scenario: Scenario | None, firm: set[DialogueAct]
) -> Question | None:
    """A request that the scenario has an answer to: 「濡れたお品は置いておいてください」."""
    if scenario is None or firm & _ANSWERED_BY_THEMSELVES or not _bids(parsed, clause):
        return None
    start, end = parsed.clause_span(clause)
    parsed, forms, clause = _in_plain_words(parsed, forms, clause)
    about = _About(parsed, forms, clause, scenario)
    if not _like_an_example(parsed, forms, clause, about):
        return None
    return Question(start=start, end=end, open=False, facts=about.facts, topics=about.asked_for)


def _like_an_example(parsed: Parsed, forms: Forms, clause: Clause, about: _About) -> bool:
    """Whether a request or a choice is clearly like one that a fact is given as the answer to."""
    if not _bids(parsed, clause) or about.remedy:
        return False
    if any(forms.in_clause(name, clause) for name in ("hold", "closing-check")):
        return False
    return about.likeness >= ALIKE and bool(about.facts)


def _bids(parsed: Parsed, clause: Clause) -> bool:
    """Whether the caller is to say something to it: a request, a question, 「お送りしましょうか」."""
    text = parsed.text_of(clause).rstrip("。?!、 ")
    return text.endswith(question_words("shall_we")) or requests(parsed, clause) or asks(parsed, clause)


def _unformed(
    parsed: Parsed, forms: Forms, act: ActSpan, acts: list[ActSpan], scenario: Scenario | None
) -> Question | None:
    """What an act asks for without the form of a question: 「ご用件を、どうぞ」."""
    clauses = [c for c in parsed.clauses if _meet(act, Span(start=(s := parsed.clause_span(c))[0], end=s[1]))]
    if not clauses or any(a is not act and a.confidence >= act.confidence and _meet(a, act) for a in acts):
        return None
    start, end = parsed.clause_span(clauses[-1])
    parsed, forms, clause = _in_plain_words(parsed, forms, clauses[-1])
    about = _About(parsed, forms, clause, scenario)
    aside = any(forms.in_clause(name, clause) for name in ("consent", "confirm"))
    if aside or _asks_nothing(parsed, forms, clause, about) or about.to_do:
        return None
    return Question(
        start=start, end=end, open=act.act is DialogueAct.OPEN_Q, facts=about.facts, topics=about.asked_for
    )


def _in_plain_words(parsed: Parsed, forms: Forms, clause: Clause) -> tuple[Parsed, Forms, Clause]:
    """The clause by itself as a plain speaker would say it; as it is, if it is plain already."""
    text = parsed.text_of(clause)
    plain = plainly(text)
    if plain == text:
        return parsed, forms, clause
    forms = forms_of(plain)
    words = forms.parsed.words
    return forms.parsed, forms, Clause(0, len(forms.parsed.normal.text), 0, len(words), clause.asked)


class _About:
    """What of the scenario a clause is about, worked out when it is asked for."""

    def __init__(
        self, parsed: Parsed, forms: Forms, clause: Clause, scenario: Scenario | None, own: bool = False
    ) -> None:
        self._at = (parsed, forms, clause)
        self._scenario = scenario
        self._own = own

    @cached_property
    def topics(self) -> tuple[Topic, ...]:
        """What is asked for, the surest first, behind and before a cushion alike."""
        parsed, forms, clause = self._at
        last = segments(parsed, clause)[-1]
        behind = read_topics(parsed, *last)
        if behind and behind[0].weight >= _CLEAR:  # 「間に合うか調べたいので、着る日を教えてください」
            return behind
        found: dict[str, Topic] = {}
        for place in _without_cushion(parsed, forms, clause):
            for topic in read_topics(parsed, *place) if place[0] < place[1] else ():
                if topic.id not in found or found[topic.id].weight < topic.weight:
                    found[topic.id] = topic
        return tuple(sorted(found.values(), key=lambda t: (-t.weight, t.id)))

    @cached_property
    def facts(self) -> tuple[str, ...]:
        if not self._scenario:
            return ()
        places = _without_cushion(*self._at)
        return aimed(self._at[0], places, self.topics, self._scenario, self._own)

    @cached_property
    def likeness(self) -> float:
        """How like the clause is to the nearest example question of any fact, 0–1."""
        if not self._scenario or not self._scenario.facts:
            return 0.0
        found = likeness(self._at[0], _without_cushion(*self._at), self._scenario.facts)
        return max((like.nearest for like in found.values()), default=0.0)

    @property
    def asked_for(self) -> tuple[str, ...]:
        """Ids of the topics that are asked for and not merely touched on."""
        return tuple(t.id for t in self.topics if t.weight >= _ASKED_FOR)

    @property
    def clear(self) -> bool:
        """Something known is surely asked for."""
        return bool(self.topics) and self.topics[0].weight >= _CLEAR

    @property
    def caller(self) -> bool:
        """The caller themself is asked after."""
        return self.clear and topic_entries()[self.topics[0].id].caller

    @property
    def goes_on(self) -> bool:
        """More than whether there is anything else: 「ほかに何か試されましたか」."""
        return self.clear and self.topics[0].id not in _ANYTHING_ELSE

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
        if not forms.has("how-about", clause.start, clause.end) or self.remedy or suggests(parsed, clause):
            return False
        return bool(self.facts) or self.clear

    @cached_property
    def remedy(self) -> bool:
        parsed, _, clause = self._at
        remedies = self._scenario.remedies if self._scenario else ()
        return any(any_of(r.offers, parsed, clause.first, clause.last) for r in remedies)


def _may_ask(parsed: Parsed, forms: Forms, clause: Clause) -> bool:
    """A quick first test."""
    return (
        _asks(parsed, clause)
        or forms.in_clause("ask-verb", clause)
        or forms.in_clause("beg", clause)
        or asks_to_tell(parsed, clause)
    )


def _asks(parsed: Parsed, clause: Clause) -> bool:
    return (
        bids_go_on(parsed, clause)
        or asks(parsed, clause)
        or breaks_off(parsed, clause)
        or asks_how_it_was_said(parsed, clause)
    )


def _is_question(parsed: Parsed, forms: Forms, clause: Clause, own: tuple[str, ...], about: _About) -> bool:
    if bids_go_on(parsed, clause):
        return True
    if _asks_nothing(parsed, forms, clause, about) and not about.how:
        return False
    if forms.in_clause("ask-verb", clause) and requests(parsed, clause) or asks_to_tell(parsed, clause):
        return True
    if forms.in_clause("beg", clause):
        return bool(own or about.facts) or _names_value(forms, clause)
    return _asks(parsed, clause)


def _asks_nothing(parsed: Parsed, forms: Forms, clause: Clause, about: _About) -> bool:
    """Waiting, offers, checks at the end; 「さぞご心配でしたでしょうか」 feels with the caller, and
    「もしもし?」 only calls."""
    for name in _NOT_ASKING:
        waited = name == "hold" and past(parsed, clause.first, clause.last)
        if waited and asking_word(parsed.words_of(clause)):
            continue  # 「どのくらいお待ちいただいたのでしょう」
        if forms.in_clause(name, clause):
            return not (name == "closing-check" and about.goes_on or name == "rhetorical" and about.caller)
    if any(other(parsed, clause) for other in (asks_leave, asks_not_to, only_feels, rounds_off)):
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
    if forms.in_clause("wide-question", clause) or bids_go_on(forms.parsed, clause):
        return True
    single = forms.in_clause("single-value", clause) or "かどうか" in forms.parsed.text_of(clause)
    if own or (single and not forms.in_clause("open-question", clause)):
        return False
    if len(here & QUESTIONS) == 1 and not single:
        return DialogueAct.OPEN_Q in here
    return not single and (
        forms.in_clause("open-question", clause) or forms.in_clause("open-invitation", clause)
    )


def _without_cushion(parsed: Parsed, forms: Forms, clause: Clause) -> tuple[tuple[int, int], ...]:
    """Word ranges that say what is asked: behind the cushion, and before it what asks already
    (「どなたへのお祝いか、差し支えなければ…」)."""
    first = not_this(parsed, clause)
    before, behind = forms.around("cushion", clause)
    ahead = parsed.words[first:before]
    behind_it = compared(parsed, [(behind, clause.last)])
    if ahead and (ahead[-1].surface == "か" or asking_word(ahead) or not behind_it):
        return (first, before), (behind, clause.last)
    return ((max(first, behind), clause.last),)
