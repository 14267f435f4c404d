"""An exemplary call for a draft: the frame that every good call has, filled with this case's words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from trainer.case import Case
from trainer.dialogue import Channel

OPERATOR = "小林"

_OPEN = (
    "{thanks}ます。{company}、担当の{operator}でございます。{about}ご不便をおかけし、申し訳ございません。"
    "どのような状況か、詳しくお聞かせいただけますでしょうか。"
)
_FEEL = (
    "さようでございましたか。{about}どれほどご不安で、つらい思いをされたことかと存じます。"
    "よろしければ、いちばんお困りのことをお聞かせいただけますか。"
)
_WISH = (
    "おっしゃるとおりでございます。{about}ご心配なさるのも当然でございます。"
    "恐れ入りますが、ご希望をお聞かせいただけますでしょうか。"
)
_HAND_OVER = (
    "かしこまりました。{about}より早くお答えできるよう、{to}に代わらせていただきます。"
    "経緯は私から申し伝えますので、同じご説明をいただく必要はございません。"
    "恐れ入りますが、二分ほどお待ちいただけますでしょうか。"
)
_SOLVE = "かしこまりました。{about}記録を確かめないままお答えすると、かえってお手間をおかけします。{promise}"
_PROMISE = (
    "記録を確かめて折り返しご連絡いたしますが、いかがでしょうか。"
    "私、{operator}が本日十七時までにお調べした結果をお知らせいたします。"
)
_END = "ほかにご不明な点はございませんか。本日は{operator}が承りました。{thanks}ました。"

Told = Sequence[dict[str, Any]]


def exemplary_call(case: Case, company: str, told: Told, escalation: dict[str, Any]) -> list[dict[str, Any]]:
    """Taking up, asking, meeting feelings, a way out, and the end that the policy asks for. `told`: the
    draft's facts, at least one; `escalation`: its policy."""
    thanks = "お電話ありがとうござい" if case.channel is Channel.PHONE else "お問い合わせありがとうござい"
    ends = {"thanks": thanks, "operator": OPERATOR}
    first, second, third = (told[min(n, len(told) - 1)] for n in range(3))
    steps = [
        _OPEN.format(company=company, about=_back(first), **ends),
        _FEEL.format(about=_back(second)),
        _WISH.format(about=_back(third)),
    ]
    promise, closing, last = _PROMISE.format(operator=OPERATOR), _END.format(**ends), _back(told[-1])
    if escalation["need"] == "required":
        # What stands in brackets explains the receiver to the reader; nobody says it to a customer.
        receiver = escalation["to"][0].split("(")[0]
        steps.append(_HAND_OVER.format(about=last, to=receiver))
        return [
            *({"say": words} for words in steps),
            {"escalate": _form(told, escalation, promise + closing)},
        ]
    steps += [_SOLVE.format(about=last, promise=promise), f"ありがとうございます。{closing}"]
    return [*({"say": words} for words in steps), {"end": True}]


def _form(told: Told, escalation: dict[str, Any], words: str) -> dict[str, Any]:
    feelings = told[min(1, len(told) - 1)]
    why = escalation.get("why") or "窓口の権限を超えるご要望のため。"
    return {
        "direction": escalation["direction"],
        "team": escalation["to"][0],
        "reason": why,
        "words": f"ありがとうございます。{words}",
        "note": {
            "customer": "三谷香織様。000-0000-0000",
            "facts": " ".join(fact["say"] for fact in told[:4]),
            "wish": f"「{told[-1]['say']}」",
            "feelings": f"怒りと不安が強い。「{feelings['say']}」のところがいちばんおつらい点。",
            "handled": "ご不便をお詫びし、要点を復唱した。記録を確かめて折り返すとご案内。",
            "reason": why,
            "next_steps": "本日十七時までにお電話で回答。難しいときも、その時刻に途中の結果を伝える。",
            "risks": "繰り返しの説明を求めると、いっそう怒られるおそれ。",
        },
    }


def _back(fact: dict[str, Any]) -> str:
    """The fact in the operator's mouth: its own nouns, so that it is heard as a paraphrase."""
    return f"{'、'.join(fact['gist'][:3])}のことでいらっしゃいますね。"
