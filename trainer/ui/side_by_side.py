"""Charts and comparisons of the result: dimension bars, and the model call beside the own one."""

from __future__ import annotations

from trainer.attempt import Attempt
from trainer.escalation import DIRECTION_LABELS, NOTE_LABELS, HandoverNote
from trainer.scenario import Scenario
from trainer.scorecard import Score, Scorecard
from trainer.script import Step
from trainer.ui.findings import points
from trainer.ui.markup import esc, prose, text


def bars(card: Scorecard, before: Scorecard | None) -> str:
    """Each dimension as a bar up to its full marks, with the previous attempt as a tick."""
    past = {d.id: d for d in before.dimensions} if before else {}
    rows = "".join(_bar(d, past.get(d.id)) for d in card.dimensions)
    legend = (
        '<i class="now"></i>今回'
        + ('<i class="then tick"></i>前回' if past else "")
        + '<i class="full"></i>満点'
    )
    return f'<p class="legend small">{legend}</p><div class="bars">{rows}</div>'


def _bar(score: Score, past: Score | None) -> str:
    tick, words = "", points(score)
    if past and past.points is not None and past.max:
        left = 100 * past.points / past.max
        tick = f'<i class="then" style="left:{left:.1f}%" title="前回 {points(past)}"></i>'
    share = None if score.points is None or not score.max else score.points / score.max
    fill = "" if share is None else f'<i class="fill" style="width:{100 * share:.1f}%"></i>'
    body = (
        fill + tick if share is not None else f'<span class="small muted">{esc(score.unscored or "")}</span>'
    )
    bar = f'<span class="bar">{body}</span>'
    return f'<span>{esc(score.title)}</span>{bar}<span class="num small">{words}</span>'


def model_call(scenario: Scenario, attempt: Attempt) -> str:
    """The exemplary operator's words beside the trainee's, turn by turn."""
    model = [_step(step) for step in scenario.model_call if step.say or step.escalate]
    own = [text(e.text) for e in attempt.operator]
    rows = "".join(
        f'<span class="num muted">{n + 1}</span><div>{own[n] if n < len(own) else "—"}</div>'
        f"<div>{model[n] if n < len(model) else '—'}</div>"
        for n in range(max(len(own), len(model)))
    )
    note = next((s.escalate.note for s in scenario.model_call if s.escalate), None)
    mine = attempt.escalated.note if attempt.escalated else None
    return (
        f'<div class="sides"><span></span><b>あなた</b><b>模範応対</b>{rows}</div>'
        + (_notes(mine, note) if note else "")
        + (f"<h4>この通話で学ぶこと</h4><p>{prose(scenario.teaches)}</p>" if scenario.teaches else "")
    )


def _step(step: Step) -> str:
    if step.say:
        return text(step.say)
    assert step.escalate is not None
    where = f"{DIRECTION_LABELS[step.escalate.direction]}引き継ぐ({step.escalate.team})"
    return f"{text(step.escalate.words)}<br><span class='muted small'>{esc(where)}</span>"


def _notes(mine: HandoverNote | None, model: HandoverNote) -> str:
    rows = "".join(
        f'<span class="small muted">{esc(label)}</span>'
        f"<div>{text(getattr(mine, name)) if mine and getattr(mine, name) else '—'}</div>"
        f"<div>{text(getattr(model, name)) or '—'}</div>"
        for name, label in NOTE_LABELS.items()
    )
    return (
        f'<h4>引き継ぎ票</h4><div class="sides wide-label"><span></span><b>あなた</b><b>模範</b>{rows}</div>'
    )
