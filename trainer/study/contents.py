"""What the rules see in the words of an answer: acts with the words they rest on, and better wording."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from trainer.case import Moment, Party
from trainer.dialogue import NEGATIVE, SURE, SURE_OF_FAULT, DialogueAct, Speaker, Utterance
from trainer.language import read

ACT_LABELS = {
    DialogueAct.OPEN: "名乗り・第一声",
    DialogueAct.BC: "相槌",
    DialogueAct.PARA: "復唱・言い換え",
    DialogueAct.OPEN_Q: "広く尋ねる質問",
    DialogueAct.CLOSED_Q: "確かめる質問",
    DialogueAct.EMP_FEEL: "気持ちへの共感",
    DialogueAct.EMP_SIT: "事情の受け止め・労い",
    DialogueAct.APO_PART: "限定のお詫び",
    DialogueAct.APO_BARE: "何についてかが無いお詫び",
    DialogueAct.APO_FULL: "過失を認めるお詫び",
    DialogueAct.CUSHION: "クッション言葉",
    DialogueAct.EXPLAIN: "説明・根拠",
    DialogueAct.PROPOSE: "解決策の提示",
    DialogueAct.COMMIT: "具体的な約束",
    DialogueAct.FOLLOW: "折り返し・フォロー",
    DialogueAct.HOLD: "保留・確認の依頼",
    DialogueAct.CHECK: "理解・納得の確認",
    DialogueAct.ESC_V: "上席への引き継ぎ",
    DialogueAct.ESC_H: "専門部署への引き継ぎ",
    DialogueAct.ESC_WHY: "引き継ぎの説明",
    DialogueAct.TAKEOVER: "二次対応の引き受け",
    DialogueAct.LIMIT: "毅然とした線引き",
    DialogueAct.CLOSE: "終話",
    DialogueAct.NEG_DENY: "否定・反論に聞こえる言い方",
    DialogueAct.NEG_COLD: "冷たく聞こえる言い方",
    DialogueAct.NEG_OVER: "権限や根拠を超えた約束",
}
_SIDES = {
    Party.CUSTOMER: Speaker.CUSTOMER,
    Party.OPERATOR: Speaker.OPERATOR,
    Party.SUPERVISOR: Speaker.OPERATOR,
}


class Content(NamedTuple):
    """One thing that was found. `quote` is cut from the answer; `better` "" unless it could be said
    better; `fault`: it is not good as it stands."""

    label: str
    quote: str
    better: str = ""
    fault: bool = False


def contents(words: str, before: Sequence[Moment] = ()) -> list[Content]:
    """In the order of the words; each act once, at its surest place. `before`: what had been said."""
    if not words.strip():
        return []
    said = tuple(Utterance(speaker=_SIDES[m.who], text=m.text) for m in before if m.who in _SIDES)
    reading = read(words, said)
    surest: dict[DialogueAct, tuple[float, int, int]] = {}
    for act in reading.acts:
        enough = SURE_OF_FAULT if act.act in NEGATIVE else SURE
        known = surest.get(act.act, (enough, 0, 0))
        if act.confidence >= known[0]:
            surest[act.act] = (act.confidence, act.start, act.end)
    found = [
        (start, Content(ACT_LABELS[act], words[start:end], fault=act in NEGATIVE))
        for act, (_, start, end) in surest.items()
    ]
    found += [
        (c.start, Content("言葉遣い", words[c.start : c.end], better=c.better, fault=True))
        for c in reading.courtesy
    ]
    return [content for _, content in sorted(found, key=lambda pair: pair[0])]
