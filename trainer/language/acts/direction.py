"""Where a call is handed over to: up to a superior or across to a team.

`read_acts` sees the words alone. The role named decides, whoever bears it: 「係長の谷」 is up,
「技術チーム」 across. A bare name says nothing, unless the scenario tells who that is or the operator
has said so before.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from trainer.dialogue import SURE, TRANSFER, ActSpan, DialogueAct, Speaker, Transcript
from trainer.escalation import Direction
from trainer.language.lexicon.word_lists import endings, word_list
from trainer.language.story.terms import negative
from trainer.language.text.forms import Forms, forms_of, past, segments
from trainer.language.text.parsing import Clause, Parsed, plain
from trainer.language.text.tokens import Token
from trainer.scenario import Scenario

_ACT = {Direction.VERTICAL: DialogueAct.ESC_V, Direction.HORIZONTAL: DialogueAct.ESC_H}
_HINT = 0.49
_NAMED = 0.7  # confidence of a handover that only the form shows: 「深沢に代わります」


def directed(
    forms: Forms, acts: tuple[ActSpan, ...], transcript: Transcript, scenario: Scenario | None
) -> tuple[ActSpan, ...]:
    """The acts with one direction at most for each place where a handover is spoken of; handovers
    without a word of handing over become hints, those that only their form shows are added. In order
    of place."""
    out = [a for a in acts if a.act not in TRANSFER]
    transfers = sorted((a for a in acts if a.act in TRANSFER), key=lambda a: -a.confidence)
    kept: list[ActSpan] = []
    for act in transfers:
        if not any(act.start < k.end and k.start < act.end for k in kept):
            kept.append(_settled(forms, act, transcript, scenario))
    for clause in forms.parsed.clauses:
        start, end = forms.parsed.clause_span(clause)
        if not any(k.start < end and start < k.end and k.confidence >= SURE for k in kept):
            named = _by_form(forms, clause, transcript, scenario)
            kept = [k for k in kept if not named or end <= k.start or k.end <= start] + named
    return tuple(sorted([*out, *kept], key=lambda a: (a.start, a.end, a.act)))


def refused(forms: Forms, start: int, end: int) -> bool:
    """Whether [start, end) of the normal form refuses a handover and speaks of no other:
    「責任者に代わっても同じです」, but not 「今は代われませんが、責任者からお電話します」."""
    if not forms.met("no-transfer"):
        return False
    stretches = list(_stretches(forms, start, end))
    declined = any(forms.has("no-transfer", *stretch) for stretch in stretches)
    return declined and not any(_meant(forms, stretch) for stretch in stretches)


def spoken_of(forms: Forms) -> bool:
    """Whether a handover is spoken of and not refused."""
    text = forms.parsed.normal.text
    return forms.met("transfer") and any(_meant(forms, s) for s in _stretches(forms, 0, len(text)))


def _meant(forms: Forms, stretch: tuple[int, int]) -> bool:
    return forms.has("transfer", *stretch) and not forms.has("no-transfer", *stretch)


def _stretches(forms: Forms, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The segments that meet [start, end), as spans of the normal form."""
    parsed = forms.parsed
    for clause in parsed.clauses:
        for first, last in segments(parsed, clause):
            span = parsed.words[first].start, parsed.words[last - 1].end
            if span[0] < end and start < span[1]:
                yield span


def _settled(forms: Forms, act: ActSpan, transcript: Transcript, scenario: Scenario | None) -> ActSpan:
    parsed = forms.parsed
    first, last = _words_in(parsed, act)
    low, high = parsed.words[first].start, parsed.words[last - 1].end
    if refused(forms, low, high):
        return act.model_copy(update={"confidence": min(act.confidence, _HINT)})
    direction = _of_role(parsed, first, last)
    if direction is None and (name := _name(parsed, first, last)):
        direction = _of_name(name, transcript, scenario)
    if direction is not None:
        return act.model_copy(update={"act": _ACT[direction]})
    if act.confidence >= SURE and not forms.has("transfer", low, high):
        return act.model_copy(update={"confidence": _HINT})
    return act


def _by_form(
    forms: Forms, clause: Clause, transcript: Transcript, scenario: Scenario | None
) -> list[ActSpan]:
    """「では深沢に代わります」, 「係長の谷におつなぎします」, where the acts saw nothing or are unsure."""
    if not forms.in_clause("hand-over", clause):
        return []
    parsed = forms.parsed
    name = _name(parsed, clause.first, clause.last)
    done = past(parsed, clause.first, clause.last) or negative(parsed.words, clause.last - 1)
    role = _of_role(parsed, clause.first, clause.last)
    if not (name or role) or done or refused(forms, clause.start, clause.end):
        return []
    direction = role or _of_name(name, transcript, scenario)
    if direction is None:
        return []
    start, end = parsed.clause_span(clause)
    return [ActSpan(start=start, end=end, act=_ACT[direction], confidence=_NAMED, because="direction:form")]


def _words_in(parsed: Parsed, act: ActSpan) -> tuple[int, int]:
    """Word range [first, last) of the act, at least one word."""
    inside = [i for i, w in enumerate(parsed.words) if _within(parsed, w, act)]
    return (inside[0], inside[-1] + 1) if inside else (0, len(parsed.words))


def _within(parsed: Parsed, word: Token, act: ActSpan) -> bool:
    start, end = parsed.span(word.start, word.end)
    return start < act.end and act.start < end


def _of_role(parsed: Parsed, first: int, last: int) -> Direction | None:
    """By the last role named: 「上席に確認のうえ、技術担当におつなぎします」 goes across."""
    text = parsed.normal.text[parsed.words[first].start : parsed.words[last - 1].end]
    places = {
        direction: max((text.rfind(w) + len(w) for w in endings(roles) if w in text), default=0)
        for direction, roles in (
            (Direction.VERTICAL, "superiors"),
            (Direction.HORIZONTAL, "specialists"),
        )
    }
    up, across = places[Direction.VERTICAL], places[Direction.HORIZONTAL]
    if up == across:
        return None
    return Direction.VERTICAL if up > across else Direction.HORIZONTAL


def _name(parsed: Parsed, first: int, last: int) -> str:
    """A person to whom one hands over: 「深沢に」, 「深沢へ」, 「深沢と代わります」; not 「佐藤様に」."""
    for word, after in zip(parsed.words[first:last], parsed.words[first + 1 : last], strict=False):
        person = word.pos == "名詞-固有名詞" and word.surface not in word_list("me")
        if person and after.surface in {"に", "へ", "と"} and after.start == word.end:
            return word.surface
    return ""


def _of_name(name: str, transcript: Transcript, scenario: Scenario | None) -> Direction | None:
    """The scenario's own direction if the name occurs in it, else the one spoken of before."""
    policy = scenario.escalation if scenario else None
    if scenario and policy and policy.direction and name in _story(scenario):
        return policy.direction
    for said in reversed(transcript):
        if said.speaker is not Speaker.OPERATOR:
            continue
        forms = forms_of(said.text)
        words = len(forms.parsed.words)
        if words and spoken_of(forms) and (direction := _of_role(forms.parsed, 0, words)):
            return direction
    return policy.direction if policy else None


@lru_cache(maxsize=64)
def _story_of(texts: tuple[str, ...]) -> str:
    return plain("\n".join(texts))


def _story(scenario: Scenario) -> str:
    """What the operator can know of who is who."""
    pages = tuple(page.text for page in scenario.manual)
    said = tuple(step.say for step in scenario.model_call if step.say)
    brief = scenario.brief
    return _story_of(
        (
            *(brief.situation, brief.goal, brief.authority, scenario.escalation.why),
            *(*scenario.escalation.to, *scenario.card.history, scenario.card.memo, *pages, *said),
        )
    )
