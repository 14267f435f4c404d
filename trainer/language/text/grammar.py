"""Words without politeness, and the grammatical form of a sentence's end."""

from __future__ import annotations

from itertools import islice

from trainer.language.text.tokens import Token

_PLAIN = {
    "致す": "為る", "為さる": "為る", "下さる": "呉れる", "頂く": "貰う", "頂戴": "貰う",
    "御座る": "有る", "おる": "居る", "いらっしゃる": "居る", "仰る": "言う", "おっしゃる": "言う",
    "申す": "言う", "申し上げる": "言う", "参る": "行く", "伺う": "聞く", "拝見": "見る",
    "拝聴": "聞く", "ご覧": "見る", "御覧": "見る", "存じる": "思う", "です": "だ", "宜しい": "良い",
    "いかが": "どう", "如何": "どう", "方": "人", "者": "人", "差し上げる": "遣る", "承る": "受ける",
    "賜る": "貰う", "頂ける": "貰える",
}  # fmt: skip
_TAIL = 7  # words that show the form
_NOT = frozenset({"ず", "無い", "ぬ"})
_REQUESTING = frozenset({"下さる", "願う", "頂く", "貰う", "頂ける", "貰える"})
_ABLE = frozenset({"られる", "れる", "出来る", "得る"})
_FEELING = frozenset({"思う", "存じる", "察する", "感じる"})


def plain(token: Token) -> str:
    """The word without politeness or inflection; numbers are all one."""
    if token.pos == "名詞-数詞" or token.surface[0].isdigit():
        return "<数>"
    if token.kind == "人名":
        return "<人>"
    return _PLAIN.get(token.norm, token.norm)


def form_of(tokens: tuple[Token, ...]) -> str:
    """The grammatical form of a sentence's end: question, request, past, negation …"""
    said = (t for t in reversed(tokens) if not t.pos.startswith(("補助記号", "空白")))
    tail = list(islice(said, _TAIL))[::-1]
    if not tail:
        return "none"
    norms = [t.norm for t in tail]
    marks = tokens[-1].surface
    last = norms[-1]
    form = []
    if last == "か" or "?" in marks or (last in ("ね", "よ") and len(norms) > 1 and norms[-2] == "か"):
        form.append("問")
    if last in ("ね", "よ", "な", "わ", "もの", "よね"):
        form.append(last)
    if not _NOT.isdisjoint(norms[-4:]):
        form.append("否")
    if "兼ねる" in norms:
        form.append("兼")
    if "た" in norms[-3:]:
        form.append("た")
    if "意志推量形" in [t.conj for t in tail[-3:]]:
        form.append("推")
    if any(t.conj.startswith("命令形") for t in tail[-2:]):
        form.append("命")
    if not _REQUESTING.isdisjoint(norms[-5:]):
        form.append("願")
    if not _ABLE.isdisjoint(norms[-4:]):
        form.append("可")
    if not _FEELING.isdisjoint(norms[-4:]):
        form.append("思")
    if last in ("が", "けれど", "て", "から", "ので", "し", "で", "のに"):
        form.append("…" + last)
    if tail[-1].pos.startswith("名詞"):
        form.append("体")
    return "".join(form) or "平"
