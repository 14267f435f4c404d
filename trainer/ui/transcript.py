"""The talk as HTML: while it runs, and afterwards with its evidence marked. All words escaped."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from trainer.attempt import (
    AnyEvent,
    Attempt,
    CaseOpened,
    CustomerSaid,
    Ended,
    Escalated,
    HintTaken,
    HoldEnded,
    HoldStarted,
    OperatorSaid,
    OperatorSilent,
    Prepared,
)
from trainer.dialogue import Channel
from trainer.escalation import DIRECTION_LABELS
from trainer.scorecard import Finding, cut
from trainer.ui import channel_words, worded
from trainer.ui.clock import duration
from trainer.ui.markup import esc, icon, text, tip

MARKS = {"good": "○", "missed": "△", "fault": "×"}
KIND_WORDS = {"good": "よかった点", "missed": "足りなかった点", "fault": "直す点"}
_WORST = ("fault", "missed", "good")


def bubbles(
    events: Sequence[AnyEvent],
    stand_in: CustomerSaid | None = None,
    beside: str = "",
    channel: Channel = Channel.PHONE,
) -> str:
    """Lines of the running call; before `stand_in` it is told that the script speaks for the model.
    `beside` (HTML) stands at each of the customer's."""
    return "".join(
        (worded.aside(stand_in) if stand_in is not None and e is stand_in else "")
        + _line(e, text(e.text) if isinstance(e, OperatorSaid) else "", beside, channel)
        for e in events
    )


def _line(event: AnyEvent, own: str, tag: str = "", channel: Channel = Channel.PHONE) -> str:
    """One event; `own` is the HTML of the operator's words, marked or plain, `tag` what stands beside
    the customer's."""
    word = channel_words.words(channel)
    match event:
        case CustomerSaid():
            words = f"<div>{text(event.text)}</div>"
            return f'<div class="line customer"><span class="who">客</span>{words}{tag}</div>'
        case OperatorSaid():
            return f'<div class="line operator"><span class="who">あなた</span><div>{own}</div></div>'
        case Prepared():
            return _aside("assignment_turned_in", f"準備シートを出して、{word.took_over}")
        case OperatorSilent():
            return _aside("mic_off", f"無言({event.seconds:.0f}秒)")
        case HoldStarted():
            return _aside("pause_circle", word.did_hold)
        case HoldEnded():
            return _aside("play_circle", f"{word.did_resume}({duration(event.seconds)})")
        case HintTaken():
            return _aside("lightbulb", f"ヒント: {event.text}", "hint")
        case CaseOpened():
            what = "事例" if event.case else "マニュアル"
            return _aside("menu_book", f"{what}「{event.title}」を見ました")
        case Escalated():
            where = f"{DIRECTION_LABELS[event.direction]}引き継ぎました({event.team})"
            return _aside("phone_forwarded", where)
        case Ended():
            return _aside(word.end_symbol, f"{word.talk}終了 — {word.outcome(event.outcome)}")
    return _aside(word.symbol, f"{word.talk}開始")


def _aside(symbol: str, words: str, kind: str = "") -> str:
    return f'<div class="line aside {kind}">{icon(symbol)}<span>{text(words)}</span></div>'


def marked(attempt: Attempt, findings: Iterable[Finding], channel: Channel = Channel.PHONE) -> str:
    """The whole call; words that a finding rests on are underlined and tell why when touched."""
    by_turn: dict[int, list[Finding]] = {}
    for finding in findings:
        turn = finding.evidence.turn if finding.evidence else finding.turn
        if turn is not None:
            by_turn.setdefault(turn, []).append(finding)
    rows = []
    for event in attempt.events:
        if isinstance(event, OperatorSaid):
            own = mark(event.text, by_turn.get(event.turn, []))
            rows.append(f'<div class="numbered" id="turn-{event.turn}">{_line(event, own)}</div>')
        else:
            tag = ""
            if isinstance(event, CustomerSaid) and attempt.started.speaker == "model":
                tag = worded.tag(event)
            rows.append(_line(event, "", tag, channel))
    return "".join(rows)


def mark(words: str, findings: Sequence[Finding]) -> str:
    """One utterance with its evidence. Findings on (nearly) all of it, or on something that was
    not said, stand as a mark at the end instead of underlining everything."""
    parts = [f for f in findings if _is_part(f, words)]
    rest = [f for f in findings if not _is_part(f, words)]
    pieces, end = [], 0
    for piece, here in cut(words, parts):
        end += len(piece)
        last = any(f.evidence and f.evidence.end == end for f in parts)
        pieces.append(_underlined(text(piece), here, last=last) if here else text(piece))
    kinds = [[f for f in rest if f.kind == kind] for kind in _WORST]
    ends = "".join(_underlined("", same, last=True) for same in kinds if same)
    return "".join(pieces) + ends


def _is_part(finding: Finding, words: str) -> bool:
    evidence = finding.evidence
    if evidence is None:
        return False
    return finding.kind != "missed" or evidence.end - evidence.start < 0.9 * len(words)


def _underlined(content: str, findings: Sequence[Finding], *, last: bool) -> str:
    kind = next(k for k in _WORST if any(f.kind == k for f in findings))
    number = str(len(findings)) if not content and len(findings) > 1 else ""
    sign = f'<sup class="sign" aria-label="{KIND_WORDS[kind]}">{MARKS[kind]}{number}</sup>' if last else ""
    return tip(content + sign, "".join(explained(f) for f in findings), f"ev {kind}")


def explained(finding: Finding) -> str:
    """A finding in a few lines: what, why, better."""
    better = f'<span class="better"><b>言い換え</b> {text(finding.better)}</span>' if finding.better else ""
    return (
        f'<span class="why {finding.kind}"><b>{MARKS[finding.kind]} {esc(finding.title)}</b>'
        f"<span>{text(finding.why)}</span>{better}</span>"
    )
