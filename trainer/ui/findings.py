"""The result in words: verdict on the handover, what to look at first, and everything folded below."""

from __future__ import annotations

from collections.abc import Sequence

from trainer.attempt import Attempt
from trainer.dialogue import WhyPart
from trainer.escalation import (
    DIRECTION_LABELS,
    NEED_LABELS,
    TIMING_LABELS,
    TRIGGER_LABELS,
    Need,
    Timing,
)
from trainer.scenario import Scenario
from trainer.scorecard import CriterionScore, Finding, Score, Scorecard
from trainer.ui.markup import chip, esc, fold, icon, prose, text
from trainer.ui.transcript import KIND_WORDS, MARKS

WHY_LABELS = {
    WhyPart.REASON: "理由",
    WhyPart.WHO: "相手",
    WhyPart.WAIT: "待ち時間",
    WhyPart.HISTORY: "経緯を伝えること",
    WhyPart.CONSENT: "承諾",
}
_GOOD = {Timing.ON_TIME, Timing.KEPT}


def headline(card: Scorecard) -> str:
    """Total and stars, or why there is none."""
    if card.total is None:
        return f'<div class="total"><b>未採点</b><span>{esc(card.unscored or "")}</span></div>'
    stars = "★" * card.stars + "☆" * (3 - card.stars)
    return (
        f'<div class="total"><b class="num">{card.total:.0f}<small>点</small></b>'
        f'<span class="stars" role="img" aria-label="星{card.stars}つ(3つ中)">{stars}</span></div>'
    )


def verdict(card: Scorecard, scenario: Scenario) -> str:
    """One line, unfolding to the parts of the judgement."""
    v = card.escalation
    if v is None:
        return ""
    good = v.timing in _GOOD and v.direction_ok is not False and v.solved
    kind = "good" if good else "attention"
    rows = [("要否", NEED_LABELS[v.needed]), ("時機", TIMING_LABELS[v.timing])]
    if v.because:
        rows.append(("きっかけ", "、".join(TRIGGER_LABELS[t] for t in v.because)))
    rows.append(("引き継ぎどき", f"{v.due_turn}発話目" if v.due_turn else "なし"))
    rows.append(("実際", f"{v.done_turn}発話目" if v.done_turn else "引き継がず"))
    if v.direction_due:
        did = DIRECTION_LABELS[v.direction] if v.direction else "なし"
        due = "引き継ぐなら" if v.needed is Need.OPTIONAL else "正しくは"
        rows.append(("方向", f"{did}({due}{DIRECTION_LABELS[v.direction_due]})"))
    if v.done_turn:
        parts = "".join(
            chip(label, "good" if part in v.explained else "", "check" if part in v.explained else "remove")
            for part, label in WHY_LABELS.items()
        )
        rows_html = f"<dt>お客様への説明</dt><dd><div class='chips'>{parts}</div></dd>"
    else:
        rows_html = ""
    table = "".join(f"<dt>{name}</dt><dd>{esc(value)}</dd>" for name, value in rows) + rows_html
    why = f"<p>{prose(scenario.escalation.why)}</p>" if scenario.escalation.why else ""
    line = f"{icon('check_circle' if kind == 'good' else 'info')}<b>{esc(v.words)}</b>"
    return fold(line, f"<dl>{table}</dl>{why}", kind=f"verdict {kind}")


def first_things(card: Scorecard) -> str:
    """One strength and the things to change, each with the trainee's own words."""
    parts = []
    if card.strength:
        parts.append(f'<section class="first good"><h3>よかった点</h3>{_quoted(card.strength, "")}</section>')
    if card.changes:
        body = "".join(_quoted(f, sign) for f, sign in zip(card.changes, "①②③", strict=False))
        parts.append(f'<section class="first change"><h3>直すのは{len(card.changes)}つ</h3>{body}</section>')
    elif card.total is not None:
        parts.append(
            '<section class="first change"><h3>直すところ</h3><p>大きな指摘はありません。</p></section>'
        )
    return f'<div class="firsts">{"".join(parts)}</div>'


def _quoted(finding: Finding, sign: str) -> str:
    where = f'<span class="muted small">{finding.turn}発話目</span>' if finding.turn else ""
    return (
        f'<div class="quoted {finding.kind}"><p><b>{sign} {esc(finding.title)}</b> {where}</p>'
        f"{_remark(finding)}</div>"
    )


def _remark(finding: Finding) -> str:
    """The words it rests on, why it matters, and a better wording."""
    quote = f"<q>{text(_short(finding.evidence.quote))}</q>" if finding.evidence else ""
    better = f'<p class="better">{icon("arrow_forward")}<span>{text(finding.better)}</span></p>'
    return f"{quote}<p>{text(finding.why)}</p>{better if finding.better else ''}"


def _short(words: str, limit: int = 90) -> str:
    return words if len(words) <= limit else words[:limit] + "…"


def all_of(card: Scorecard) -> list[Finding]:
    """Every finding, of dimensions and of deductions."""
    return [f for d in card.dimensions for f in d.findings] + [p.finding for p in card.penalties]


def folded(card: Scorecard) -> str:
    """All findings by dimension, and the deductions."""
    parts = [fold(_dimension_line(d), _findings(d.findings) or _nothing(d)) for d in card.dimensions]
    if card.penalties:
        lines = "".join(
            f'<li><b class="num">{_penalty(p.points, p.cap)}</b>{_finding(p.finding)}</li>'
            for p in card.penalties
        )
        parts.append(fold(f"<b>減点</b> {len(card.penalties)}件", f'<ul class="findings">{lines}</ul>'))
    return "".join(parts)


def _dimension_line(score: Score) -> str:
    counts = " ".join(
        f'<span class="t-{kind}">{MARKS[kind]} {n}</span>'
        for kind in MARKS
        if (n := sum(f.kind == kind for f in score.findings))
    )
    return f'<b>{esc(score.title)}</b> <span class="num muted">{points(score)}</span> {counts}'


def points(score: Score) -> str:
    """12.5 / 20, or 未採点."""
    return "未採点" if score.points is None else f"{score.points:.1f} / {score.max:.0f}"


def _nothing(score: Score) -> str:
    return f'<p class="muted">{esc(score.unscored or "この観点の指摘はありません。")}</p>'


def _penalty(deduction: float, cap: float | None) -> str:
    return f"上限{cap:.0f}点" if cap is not None else f"{deduction:+.0f}点"


def _findings(found: Sequence[Finding]) -> str:
    ordered = sorted(found, key=lambda f: -f.weight)
    return f'<ul class="findings">{"".join(f"<li>{_finding(f)}</li>" for f in ordered)}</ul>' if found else ""


def _finding(finding: Finding) -> str:
    where = f" {finding.turn}発話目" if finding.turn else ""
    source = f'<p class="small muted">出典: {esc(finding.source)}</p>' if finding.source else ""
    return (
        f'<div class="{finding.kind}"><b class="t-{finding.kind}">{MARKS[finding.kind]}'
        f'<span class="sr">{KIND_WORDS[finding.kind]}</span> {esc(finding.title)}</b>'
        f'<span class="muted small">{where}</span>{_remark(finding)}{source}</div>'
    )


def grounds(card: Scorecard) -> str:
    """採点の根拠: each criterion with what it came to."""
    return (
        "".join(
            f'<h4>{esc(d.title)} <span class="num muted">{points(d)}</span></h4>'
            f'<table class="criteria">{"".join(_criterion(c) for c in d.criteria)}</table>'
            f"{'' if d.criteria else _nothing(d)}"
            for d in card.dimensions
        )
        + f'<p class="small muted">評価基準の版: {esc(card.rubric)}</p>'
    )


def _criterion(c: CriterionScore) -> str:
    value = "未採点" if c.quality is None else f"{c.quality:.0%}"
    why = c.unscored if c.quality is None else c.detail
    cells = (f"<td>{esc(c.title)}</td>", f'<td class="num">{value}</td>', f"<td>{esc(why or '')}</td>")
    return f"<tr>{''.join(cells)}</tr>"


def hidden(scenario: Scenario, attempt: Attempt) -> tuple[str, str]:
    """(count, list): the facts that had to be earned, and which of them were."""
    facts = [f for f in scenario.facts if f.hidden]
    told = [f for f in facts if f.id in attempt.told]
    items = "".join(_fact(text(f.say[0]), f.id in attempt.told) for f in facts)
    wish = (
        f"<dl><dt>本当の望み</dt><dd>{prose(scenario.hidden.wish)}</dd>"
        f"<dt>いちばんの痛み</dt><dd>{prose(scenario.hidden.sore_point)}</dd></dl>"
    )
    return f"{len(told)}/{len(facts)}", f'{wish}<ul class="facts">{items}</ul>'


def _fact(words: str, told: bool) -> str:
    kind, symbol, read = (
        ("told", "check_circle", "引き出せた") if told else ("untold", "radio_button_unchecked", "引き出せず")
    )
    return f'<li class="{kind}">{icon(symbol)}<span>{words}<span class="sr">({read})</span></span></li>'
