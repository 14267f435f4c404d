"""Questions and requests for information, and what of the scenario they aim at."""

from __future__ import annotations

from collections.abc import Iterable

from trainer.dialogue import QUESTIONS, SURE, TRANSFER, ActSpan, DialogueAct, Question, Span
from trainer.language.lexicon.word_lists import word_list
from trainer.language.questions.about import About
from trainer.language.questions.aims import ALIKE
from trainer.language.questions.own_fields import own_fields
from trainer.language.questions.question_forms import (
    announces,
    asks_behind,
    asks_how_it_was_said,
    asks_leave,
    asks_not_to,
    asks_to_tell,
    bids_go_on,
    breaks_off,
    left_open,
    not_this,
    only_feels,
    question_words,
    reassures,
    rounds_off,
    single_questions,
    spares,
    wonders_what,
)
from trainer.language.text.forms import (
    Forms,
    asking_word,
    asks,
    asks_which,
    forms_of,
    past,
    requests,
    segments,
)
from trainer.language.text.parsing import Clause, Parsed
from trainer.language.text.plain_wording import plainly
from trainer.scenario import Scenario

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
_WITH_QUESTIONS = QUESTIONS | {DialogueAct.BC, DialogueAct.OPEN, DialogueAct.PARA, DialogueAct.CUSHION}
_GIVING_BACK = frozenset({DialogueAct.CHECK, DialogueAct.PARA})
_TAIL = 4  # words in which an exclamation closes
_FIRM = 0.7  # confidence with which another act overrules the form of a question
_CERTAIN = 0.9  # … with which a check or a denial overrules that a fact may be meant


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
        if act.act in QUESTIONS and act.confidence >= _FIRM and not any(act.meets(q) for q in found):
            found += [q for q in [_unformed(parsed, forms, act, sure, scenario)] if q]
    return tuple(sorted(found, key=lambda q: q.start))


def _question(
    parsed: Parsed, forms: Forms, acts: list[ActSpan], clause: Clause, scenario: Scenario | None
) -> Question | None:
    start, end = parsed.clause_span(clause)
    overlapping = [a for a in acts if a.start < end and start < a.end]
    here = {a.act for a in overlapping}
    firm = {a.act for a in overlapping if a.confidence >= _FIRM}
    if not (here & QUESTIONS or _may_ask(parsed, forms, clause)):
        return _requested(parsed, forms, clause, scenario, firm)
    if here - _WITH_QUESTIONS and left_open(parsed, clause) and not asking_word(parsed.words_of(clause)):
        return None  # 「お祝いに、残業までされて…」 feels with the caller
    own = own_fields(parsed, clause, scenario.card if scenario else None)
    parsed, forms, clause = _in_plain_words(parsed, forms, clause)
    sure = {a.act for a in overlapping if a.confidence >= _CERTAIN}
    besides = not_this(parsed, clause) > clause.first  # 「くるみのほかに…」 is no 「ほかに」
    checks = DialogueAct.CHECK in sure and not besides
    offers = DialogueAct.PROPOSE in sure and not asks_behind(parsed, clause)
    about = About(parsed, forms, clause, scenario, bool(own) or checks or offers)
    asking = _is_question(parsed, forms, clause, own, about)
    if own:
        asking = asking or bool(here & QUESTIONS)
    elif asking and not about.how:
        others = _FIRM_ACTS if asking_word(parsed.words_of(clause)) else _OTHER_ACTS
        if (about.facts or (about.clear and not checks)) and not forms.in_clause("closing-check", clause):
            others = others - {DialogueAct.CHECK, DialogueAct.NEG_DENY}
        if asks_behind(parsed, clause) and about.facts:
            others = others - {DialogueAct.PROPOSE}
        given_back = _confirms(forms, clause) and not (_makes_sure(parsed, clause, here) and about.facts)
        aside = forms.in_clause("consent", clause) or given_back or bool(firm & others)
        asking = bool(here & QUESTIONS) or not aside
    elif not asking:
        asking = bool(here & QUESTIONS) and not _asks_nothing(parsed, forms, clause, about)
        asking = asking and (asks(parsed, clause) or requests(parsed, clause))
    if not asking or (forms.in_clause("beg", clause) and not own and about.to_do):
        asking = not firm & _ANSWERED_BY_THEMSELVES and _like_an_example(parsed, forms, clause, about)
    if not asking:
        return None
    wide = _open(forms, clause, own, here)
    return _as_read(start, end, wide, about, own)


def _requested(
    parsed: Parsed, forms: Forms, clause: Clause, scenario: Scenario | None, firm: set[DialogueAct]
) -> Question | None:
    """A request that the scenario has an answer to: 「濡れたお品は置いておいてください」."""
    if scenario is None or firm & _ANSWERED_BY_THEMSELVES or not _bids(parsed, clause):
        return None
    start, end = parsed.clause_span(clause)
    parsed, forms, clause = _in_plain_words(parsed, forms, clause)
    about = About(parsed, forms, clause, scenario)
    if not _like_an_example(parsed, forms, clause, about):
        return None
    return _as_read(start, end, False, about)


def _like_an_example(parsed: Parsed, forms: Forms, clause: Clause, about: About) -> bool:
    """Whether a request or a choice is clearly like one that a fact is given as the answer to."""
    if not _bids(parsed, clause) or about.remedy or reassures(parsed, clause) or spares(parsed, clause):
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
    clauses = [c for c in parsed.clauses if act.meets(Span(start=(s := parsed.clause_span(c))[0], end=s[1]))]
    if not clauses or any(a is not act and a.confidence >= act.confidence and a.meets(act) for a in acts):
        return None
    start, end = parsed.clause_span(clauses[-1])
    parsed, forms, clause = _in_plain_words(parsed, forms, clauses[-1])
    about = About(parsed, forms, clause, scenario)
    aside = any(forms.in_clause(name, clause) for name in ("consent", "confirm"))
    if aside or _asks_nothing(parsed, forms, clause, about) or about.to_do:
        return None
    return _as_read(start, end, act.act is DialogueAct.OPEN_Q, about)


def _as_read(start: int, end: int, wide: bool, about: About, own: tuple[str, ...] = ()) -> Question:
    return Question(
        start=start,
        end=end,
        open=wide,
        facts=about.facts,
        sureness=about.aim.sureness,
        own_data=own,
        topics=about.asked_for,
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
        or wonders_what(parsed, clause)
    )


def _is_question(parsed: Parsed, forms: Forms, clause: Clause, own: tuple[str, ...], about: About) -> bool:
    if bids_go_on(parsed, clause):
        return True
    if _asks_nothing(parsed, forms, clause, about) and not about.how:
        return False
    if forms.in_clause("ask-verb", clause) and requests(parsed, clause) or asks_to_tell(parsed, clause):
        return True
    if forms.in_clause("beg", clause):
        return bool(own or about.facts) or _names_value(forms, clause)
    return _asks(parsed, clause)


def _asks_nothing(parsed: Parsed, forms: Forms, clause: Clause, about: About) -> bool:
    """Waiting, offers, checks at the end; 「さぞご心配でしたでしょうか」 feels with the caller, and
    「もしもし?」 only calls."""
    words = parsed.words_of(clause)
    wanted = about.clear and asks_which(words)
    besides = not_this(parsed, clause) > clause.first and past(parsed, clause.first, clause.last)
    for name in _NOT_ASKING:
        waited = name == "hold" and past(parsed, clause.first, clause.last)
        if waited and asking_word(parsed.words_of(clause)):
            continue  # 「どのくらいお待ちいただいたのでしょう」
        if name == "closing-check" and (besides or wanted):
            continue  # 「色鉛筆のほかに、何か入っておりましたか」, 「どのようにいたせばご納得いただけますか」
        if name == "offer-question" and past(parsed, clause.first, clause.last):
            continue  # 「何か試してくださいと言われたことはありましたか」
        if forms.in_clause(name, clause):
            return not (name == "closing-check" and about.goes_on or name == "rhetorical" and about.caller)
    if any(other(parsed, clause) for other in (asks_leave, asks_not_to, reassures)):
        return True
    if rounds_off(parsed, clause) and not wanted:
        return True
    if announces(parsed, clause) and not about.facts:
        return True
    known = asking_word(words) or about.facts or (about.clear and not left_open(parsed, clause))
    if breaks_off(parsed, clause) and not (asks(parsed, clause) or known):
        return True  # 「…の交換かなって」 leaves a guess open
    if only_feels(parsed, clause) and not (clause.asked and about.facts):
        return True
    if all(w.pos.startswith(("感動詞", "補助記号", "空白")) for w in words):
        return True
    first, last = segments(parsed, clause)[-1]
    said = parsed.words[first:last]
    ending = "".join(w.surface for w in said[-_TAIL:])
    guess = "でしょう" in ending or ending.endswith("か") and not clause.asked
    return guess and any(w.surface in word_list("exclaiming") for w in said) and not asking_word(said)


def _names_value(forms: Forms, clause: Clause) -> bool:
    return forms.in_clause("single-value", clause) or forms.in_clause("open-question", clause)


def _confirms(forms: Forms, clause: Clause) -> bool:
    """「…ということでよろしいでしょうか」 gives back, it does not ask for more; 「どの宛先と取り違えられた
    のでしょうか」 does."""
    asks_more = forms.in_clause("single-value", clause) or asks_which(forms.parsed.words_of(clause))
    return forms.in_clause("confirm", clause) and not asks_more


def _makes_sure(parsed: Parsed, clause: Clause, here: set[DialogueAct]) -> bool:
    """「土曜の夕方ということでお間違いないですか」, if it is not read as giving back anyhow."""
    return not here & _GIVING_BACK and parsed.text_of(clause).rstrip("。?").endswith(question_words("sure"))


def _open(forms: Forms, clause: Clause, own: tuple[str, ...], here: set[DialogueAct]) -> bool:
    if forms.in_clause("wide-question", clause) or bids_go_on(forms.parsed, clause):
        return True
    if any(form in forms.parsed.text_of(clause) for form in question_words("own_view")):
        return True
    single = forms.in_clause("single-value", clause) or "かどうか" in forms.parsed.text_of(clause)
    if own or (single and not forms.in_clause("open-question", clause)):
        return False
    if len(here & QUESTIONS) == 1 and not single:
        return DialogueAct.OPEN_Q in here
    return not single and (
        forms.in_clause("open-question", clause) or forms.in_clause("open-invitation", clause)
    )
