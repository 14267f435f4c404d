"""A scene of a study meeting as HTML: how far the story is told, the question, all answers, the vote."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from trainer.case import Case, Moment
from trainer.dialogue import CHANNEL_LABELS
from trainer.meeting import CHOICE_LABELS, STAGE_LABELS, Choice, Meeting, Scene, Shown, Stage, question_at
from trainer.persona import PERSONA_LABELS
from trainer.study import Content
from trainer.ui import case_cards, case_story
from trainer.ui.markup import chip, esc, fold, icon, text

CHOICE_SYMBOLS = {
    Choice.CARRY_ON: "forum",
    Choice.SUPERIOR: "supervisor_account",
    Choice.SPECIALIST: "account_tree",
    Choice.END: "call_end",
}
_STEPS = (Stage.ASKED, Stage.COMPARED, Stage.HAPPENED)


def steps(meeting: Meeting, scene: Scene) -> str:
    """Where in the meeting this is."""
    item = meeting.items[scene.item]
    parts = [f"事例 {scene.item + 1}/{len(meeting.items)}"] if len(meeting.items) > 1 else []
    if scene.stop is not None:
        parts.append(f"分かれ目 {item.stops.index(scene.stop) + 1}/{len(item.stops)}")
        marks = "".join(
            f'<li class="{"here" if stage is scene.stage else ""}"'
            f"{' aria-current=step' if stage is scene.stage else ''}>{STAGE_LABELS[stage]}</li>"
            for stage in _STEPS
        )
    else:
        marks = f'<li class="here" aria-current="step">{STAGE_LABELS[Stage.SUMMED_UP]}</li>'
    lead = f'<b class="num">{" ・ ".join(parts)}</b>' if parts else ""
    return f'<div class="study-steps">{lead}<ol>{marks}</ol></div>'


def told(case: Case, scene: Scene, stops: Sequence[int]) -> str:
    """The story as far as it may be known at this scene; what was there before is folded."""
    if scene.stop is None:
        return case_story.story(case)
    number = stops.index(scene.stop)
    behind = stops[number + 1] if number + 1 < len(stops) else len(case.timeline) - 1
    first, last = {
        Stage.ASKED: (stops[number - 1] + 1 if number else 0, scene.stop),
        Stage.COMPARED: (scene.stop, scene.stop),
        Stage.HAPPENED: (scene.stop + 1, behind),
    }[scene.stage]
    old, fresh = case.timeline[:first], case.timeline[first : last + 1]
    situation = f'<p class="study-situation">{text(case.situation)}</p>'
    parts = []
    if old or scene.stage is not Stage.ASKED:
        before = case_story.timeline([_plain(m) for m in old])
        parts.append(fold("状況と、ここまでの経過", situation + before, kind="quiet"))
    else:
        parts.append(situation)
    if scene.stage is Stage.HAPPENED:
        parts.append(f"<h2>{icon('history')}実際は、こう動きました</h2>")
    parts.append(case_story.timeline([_plain(m) for m in fresh]))
    if scene.stage is Stage.HAPPENED:
        if behind == len(case.timeline) - 1 and case.outcome:
            parts.append(f'<p class="study-outcome"><b>結果</b> {text(case.outcome)}</p>')
    else:
        parts.append(question(question_at(case, scene.stop)))
    return f'<article class="story study-told">{"".join(parts)}</article>'


def _plain(moment: Moment) -> Moment:
    """Without its question: a meeting puts that in its own time."""
    return moment.model_copy(update={"decision": ""})


def question(words: str) -> str:
    return (
        f'<div class="study-question">{icon("alt_route")}<div><b>分かれ目</b><p>{text(words)}</p></div></div>'
    )


def votes(counted: Mapping[Choice, int]) -> str:
    """The vote as bars; the figure stands beside each."""
    most, total = max(counted.values(), default=0), sum(counted.values())
    rows = "".join(
        f'<div class="vote{" most" if n and n == most else ""}"><span>{icon(CHOICE_SYMBOLS[choice])}'
        f'{CHOICE_LABELS[choice]}</span><span class="vote-bar" aria-hidden="true">'
        f'<i style="width:{100 * n / total if total else 0:.0f}%"></i></span><b class="num">{n}人</b></div>'
        for choice, n in counted.items()
    )
    return (
        '<section class="votes" aria-label="引き継ぐかどうかの投票">'
        f"<h2>{icon('how_to_vote')}投票 {total}人</h2>{rows}</section>"
    )


def answers(shown: Sequence[Shown]) -> str:
    """All answers, the voices of a choice together; one's own is marked."""
    if not shown:
        return '<p class="muted">出された回答はありません。</p>'
    order = list(Choice)
    rows = "".join(_answer(one) for one in sorted(shown, key=lambda one: order.index(one.choice)))
    return f'<h2>{icon("forum")}みんなの回答</h2><ul class="study-answers">{rows}</ul>'


def _answer(one: Shown) -> str:
    words = f"<p>{text(one.words)}</p>" if one.words else '<p class="muted">(言葉なし)</p>'
    who = f'<span class="small muted">{esc(one.name)}</span>' if one.name else ""
    own = chip("あなた", "good") if one.own else ""
    choice = chip(CHOICE_LABELS[one.choice], "", CHOICE_SYMBOLS[one.choice])
    return f'<li class="{"own" if one.own else ""}">{choice}{own}{who}{words}</li>'


def contents(found: Sequence[Content]) -> str:
    """What the rules see in one's own words."""
    if not found:
        return '<p class="small muted">言葉から読み取れた応対の要素はありません。</p>'
    rows = "".join(
        f"<li>{chip(one.label, 'attention' if one.fault else 'good', 'error' if one.fault else 'check')}"
        f"<q>{text(one.quote)}</q>{_better(one)}</li>"
        for one in found
    )
    return f'<ul class="study-contents">{rows}</ul>'


def _better(one: Content) -> str:
    return f'<p class="better small">{icon("arrow_forward")}{text(one.better)}</p>' if one.better else ""


def case_line(case: Case) -> str:
    """Title and kind, without what a meeting is to find out: the cause, and whether it was handed over."""
    kinds = [chip(PERSONA_LABELS[case.persona]), chip(CHANNEL_LABELS[case.channel])]
    kinds += [chip(case.industry)] if case.industry else []
    return f'<h1>{esc(case.title) or case_cards.UNTITLED}</h1><div class="chips">{"".join(kinds)}</div>'
