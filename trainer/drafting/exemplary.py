"""An exemplary call for a draft: the frame that every good call has, filled with this case's words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from trainer.case import Case
from trainer.dialogue import Channel

OPERATOR = "小林"

Facts = Sequence[dict[str, Any]]


def exemplary_call(
    case: Case, company: str, told: Facts, remedies: Facts, escalation: dict[str, Any]
) -> list[dict[str, Any]]:
    """Taking up, asking, meeting feelings, a way out, and the end that the policy asks for."""
    hand_over = escalation["need"] == "required"
    thanks = (
        "お電話ありがとうございます" if case.channel is Channel.PHONE else "お問い合わせありがとうございます"
    )
    steps = [
        f"{thanks}。{company}、担当の{OPERATOR}でございます。{_back(told[0])}ご不便をおかけし、申し訳ございません。"
        "どのような状況か、詳しくお聞かせいただけますでしょうか。",
        f"さようでございましたか。{_back(told[min(1, len(told) - 1)])}どれほどご不安で、"
        "つらい思いをされたことかと存じます。よろしければ、いちばんお困りのことをお聞かせいただけますか。",
        f"おっしゃるとおりでございます。{_back(told[min(2, len(told) - 1)])}ご心配なさるのも当然でございます。"
        "恐れ入りますが、ご希望をお聞かせいただけますでしょうか。",
    ]
    promise = (
        f"記録を確かめて折り返しご連絡いたしますが、いかがでしょうか。私、{OPERATOR}が本日十七時までに"
        "お調べした結果をお知らせいたします。"
    )
    closing = f"ほかにご不明な点はございませんか。本日は{OPERATOR}が承りました。{thanks.replace('ます', 'ました')}。"
    if not hand_over:
        steps += [
            f"かしこまりました。{_back(told[-1])}記録を確かめないままお答えすると、かえってお手間をおかけします。{promise}",
            f"ありがとうございます。{closing}",
        ]
        return [*({"say": words} for words in steps), {"end": True}]
    to = escalation["to"][0]
    steps.append(
        f"かしこまりました。{_back(told[-1])}より早くお答えできるよう、{to}に代わらせていただきます。"
        "経緯は私から申し伝えますので、同じご説明をいただく必要はございません。恐れ入りますが、二分ほどお待ち"
        "いただけますでしょうか。"
    )
    return [*({"say": words} for words in steps), {"escalate": _form(told, escalation, promise + closing)}]


def _form(told: Facts, escalation: dict[str, Any], words: str) -> dict[str, Any]:
    feelings = told[min(1, len(told) - 1)]
    return {
        "direction": escalation["direction"],
        "team": escalation["to"][0],
        "reason": escalation.get("why") or "窓口では決められないご要望のため。",
        "words": f"ありがとうございます。{words}",
        "note": {
            "customer": "三谷香織様。000-0000-0000",
            "facts": " ".join(fact["say"] for fact in told[:4]),
            "wish": f"「{told[-1]['say']}」",
            "feelings": f"怒りと不安が強い。「{feelings['say']}」のところがいちばんおつらい点。",
            "handled": "ご不便をお詫びし、要点を復唱した。記録を確かめて折り返すとご案内。",
            "reason": escalation.get("why") or "窓口の権限を超えるご要望のため。",
            "next_steps": "本日十七時までにお電話で回答。難しいときも、その時刻に途中の結果をお伝えください。",
            "risks": "繰り返しの説明を求めると、いっそう怒られるおそれ。",
        },
    }


def _about(fact: dict[str, Any]) -> str:
    return "、".join(fact["gist"][:3])


def _back(fact: dict[str, Any]) -> str:
    """The fact in the operator's mouth: its own nouns, so that it is heard as a paraphrase."""
    return f"{_about(fact)}のことでいらっしゃいますね。"
