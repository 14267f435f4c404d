"""Words for handing a call over: triggers, direction, timing, and the handover note."""

from __future__ import annotations

from enum import StrEnum
from typing import Self

from pydantic import Field, model_validator

from trainer.dialogue import Frozen, WhyPart


class Trigger(StrEnum):
    """Why a call has to leave the first line (rubric §3.1)."""

    T1 = "T1"  # 上席・責任者の要求
    T2 = "T2"  # 権限外の要求・決裁
    T3 = "T3"  # 専門知識が必要
    T4 = "T4"  # 怒りが下がらない
    T5 = "T5"  # 再入電・約束不履行
    T6 = "T6"  # 法的・安全・情報漏えい・報道
    T7 = "T7"  # カスハラ
    T8 = "T8"  # 膠着
    T9 = "T9"  # VIP・専任担当の指名
    T10 = "T10"  # 応対者自身への苦情


TRIGGER_LABELS = {
    Trigger.T1: "上席・責任者の要求",
    Trigger.T2: "権限を超える要求",
    Trigger.T3: "専門知識が必要",
    Trigger.T4: "怒りが下がらない",
    Trigger.T5: "再入電・約束が守られていない",
    Trigger.T6: "法的・安全・情報漏えい・報道",
    Trigger.T7: "カスハラ",
    Trigger.T8: "話が膠着",
    Trigger.T9: "VIP・専任担当の指名",
    Trigger.T10: "応対者への苦情",
}

AT_ONCE = frozenset({Trigger.T6, Trigger.T7})
"""Triggers that need no groundwork: handing over on the spot is never too early."""


class Direction(StrEnum):
    VERTICAL = "vertical"
    HORIZONTAL = "horizontal"


DIRECTION_LABELS = {Direction.VERTICAL: "上席へ", Direction.HORIZONTAL: "専門部署へ"}


class Need(StrEnum):
    REQUIRED = "required"
    OPTIONAL = "optional"
    NEEDLESS = "needless"


NEED_LABELS = {Need.REQUIRED: "必要", Need.OPTIONAL: "任意", Need.NEEDLESS: "不要"}


class Timing(StrEnum):
    TOO_EARLY = "too_early"
    ON_TIME = "on_time"
    TOO_LATE = "too_late"
    NEEDLESS = "needless"
    MISSED = "missed"
    KEPT = "kept"  # rightly not handed over


TIMING_LABELS = {
    Timing.TOO_EARLY: "早すぎ",
    Timing.ON_TIME: "適時",
    Timing.TOO_LATE: "遅すぎ",
    Timing.NEEDLESS: "不要な引き継ぎ",
    Timing.MISSED: "引き継がなかった",
    Timing.KEPT: "自分で対応",
}


class HandoverNote(Frozen):
    """The eight fields of a handover note (引き継ぎ票, rubric §3.4). Empty means not filled in."""

    customer: str = ""
    facts: str = ""
    wish: str = ""
    feelings: str = ""
    handled: str = ""
    reason: str = ""
    next_steps: str = ""
    risks: str = ""


NOTE_LABELS = {
    "customer": "お客様(氏名・契約・連絡先)",
    "facts": "事実(いつ・何が・経緯)",
    "wish": "ご要望(お客様の言葉で)",
    "feelings": "お気持ち(怒りの度合い・怒りのポイント)",
    "handled": "これまでの対応(案内・お詫び・約束・効かなかった言い方)",
    "reason": "引き継ぐ理由と方向",
    "next_steps": "次の行動・期限・折り返し先",
    "risks": "リスク(暴言・法的・SNSなど原文どおり)",
}


class EscalationPolicy(Frozen):
    """Whether, when, where to. `window`: operator turns of grace after it fell due (rubric §3.2).
    `to`: who takes over; the first entry is the usual one."""

    need: Need
    direction: Direction | None = None
    to: tuple[str, ...] = ()
    triggers: tuple[Trigger, ...] = ()
    window: int = Field(default=1, ge=0, le=5)
    why: str = ""

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if self.need is not Need.NEEDLESS and (self.direction is None or not self.to):
            raise ValueError("引き継ぐのに、方向か相手がありません → direction と to を書いてください")
        if self.need is Need.REQUIRED and not self.triggers:
            raise ValueError("引き継ぎが必要なのに、きっかけがありません → triggers を書いてください")
        return self


class Escalate(Frozen):
    """What the trainee fills in to hand over. `words`: what they say to the customer with it."""

    direction: Direction
    team: str = ""
    reason: str = ""
    words: str = ""
    note: HandoverNote = HandoverNote()


class EscalationVerdict(Frozen):
    """Was it needed, when was it due, what was done. Turns are operator turn numbers (1-based). `solved`:
    False where it was rightly kept, but came to nothing."""

    needed: Need
    timing: Timing
    direction_ok: bool | None = None
    due_turn: int | None = None
    done_turn: int | None = None
    direction: Direction | None = None
    direction_due: Direction | None = None
    because: tuple[Trigger, ...] = ()
    explained: tuple[WhyPart, ...] = ()
    solved: bool = True
    points: float = 0.0
    """0–100 for the timing, direction and explanation together (rubric §3.3)."""

    @property
    def words(self) -> str:
        """The judgement in one line."""
        where = f"・{DIRECTION_LABELS[self.direction_due]}" if self.direction_due else ""
        wrong = "、方向ちがい" if self.direction_ok is False else ""
        return f"引き継ぎ: {self._when}{wrong} ({NEED_LABELS[self.needed]}{where})"

    @property
    def _when(self) -> str:
        if self.due_turn is not None and self.done_turn is not None:
            off = self.done_turn - self.due_turn
            if self.timing is Timing.TOO_LATE and off > 0:
                return f"{off}発話おそい"
            if self.timing is Timing.TOO_EARLY and off < 0:
                return f"{-off}発話早い"
        return TIMING_LABELS[self.timing] + ("" if self.solved else "、ただし解決に至らず")
