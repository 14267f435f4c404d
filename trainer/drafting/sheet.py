"""A draft as YAML in the manner of the scenario files, with marks where a person has to write."""

from __future__ import annotations

from typing import Any

from trainer.case import Case
from trainer.checking.unfinished import MARK
from trainer.drafting.words import is_masked
from trainer.yaml_render import as_block, as_flow

_HEAD = (
    "# 事例「{}」から作った下書きです。"
    "「ここを書き足す」の行の下を書き直し、終わったらその行を消してください。"
)

_MARKS = {
    "company": "架空の会社と窓口の名前",
    "brief": "研修生が先に知ってよいことだけにする。権限(決められること)も確かめる",
    "card": "架空のお客様の名前・契約・これまでのお問い合わせ",
    "manual": "この件で応対者が開く手順書の文",
    "hidden": "お客様の本当の望みと、いちばんつらいところ",
    "opening": "お客様の第一声。事例の言葉のままなら、少し短くする",
    "facts": "聞かれたら話すこと。say はお客様の言葉に、gist は復唱で使う言葉に、asked_by は質問の言葉にする",
    "remedies": "申し出れば落ち着く解決策と、それを決められる人(authority)",
    "escalation": "引き継ぎの要否・きっかけ・理由",
    "must_mention": "引き継ぎ票に要る言葉(同じ意味の語は一行に)",
    "model_call": "手本になる応対。型どおりの言葉を、この場面の言葉に替える",
}
_MASKED = "伏せ字の代わりに入れた架空の名前や番号が、話に合っているか"


def as_yaml(data: dict[str, Any], case: Case) -> str:
    """The draft as people read it: what a case cannot tell stands under a MARK, to be written by hand."""
    lines = [_HEAD.format(" ".join(case.title.split()))]
    if any(is_masked(text) for text in case.texts()):
        lines.append(f"{MARK}: {_MASKED}")
    for key, value in data.items():
        if key in _MARKS:
            lines.append(f"{MARK}: {_MARKS[key]}")
        lines.append(_entry(key, value))
    return "\n".join(lines) + "\n"


def _entry(key: str, value: Any) -> str:
    if isinstance(value, dict) and value:
        return f"{key}:\n  {as_block(value, 0)[2:]}"
    if isinstance(value, list) and value and any(isinstance(item, (dict, list)) for item in value):
        return f"{key}:" + "".join(f"\n  {as_block(item, 2)}" for item in value)
    return f"{key}: {as_flow(value)}"
