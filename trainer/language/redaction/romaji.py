"""Latin letters ↔ kana (Hepburn): to see whether a Latin word is a Japanese name, and to find a
known reading in Latin letters."""

from __future__ import annotations

from functools import lru_cache

from trainer.language.redaction.words import hiragana

_ROWS = {
    "": "あいうえお", "k": "かきくけこ", "s": "さしすせそ", "t": "たちつてと", "n": "なにぬねの",
    "h": "はひふへほ", "m": "まみむめも", "r": "らりるれろ", "g": "がぎぐげご", "z": "ざじずぜぞ",
    "d": "だぢづでど", "b": "ばびぶべぼ", "p": "ぱぴぷぺぽ",
}  # fmt: skip
_SPECIAL = {
    "ya": "や", "yu": "ゆ", "yo": "よ", "wa": "わ", "wo": "を", "shi": "し", "chi": "ち", "tsu": "つ",
    "fu": "ふ",
    "ji": "じ", "sha": "しゃ", "shu": "しゅ", "sho": "しょ", "cha": "ちゃ", "chu": "ちゅ", "cho": "ちょ",
    "ja": "じゃ", "ju": "じゅ", "jo": "じょ",
}  # fmt: skip


@lru_cache(maxsize=1)
def _table() -> dict[str, str]:
    table = {head + v: kana for head, row in _ROWS.items() for v, kana in zip("aiueo", row, strict=True)}
    for head in "kgnhbpmr":
        row = _ROWS[head]
        table |= {f"{head}y{v}": row[1] + small for v, small in zip("auo", "ゃゅょ", strict=True)}
    return table | _SPECIAL


@lru_cache(maxsize=2048)
def kana_of(word: str) -> str:
    """Lower-case Latin letters as hiragana; "" if they are not Japanese spelling."""
    out = []
    i = 0
    while i < len(word):
        piece = next((word[i : i + n] for n in (3, 2, 1) if word[i : i + n] in _table()), "")
        if piece:
            out.append(_table()[piece])
            i += len(piece)
        elif word[i] in "nm" and (word[i] == "n" or word[i + 1 : i + 2] in ("b", "p", "m")):
            out.append("ん")
            i += 1
        elif word[i + 1 : i + 2] == word[i] or word[i : i + 2] == "tc":
            out.append("っ")
            i += 1
        elif word[i] == "h" and out:  # Ohno, Satoh
            i += 1
        else:
            return ""
    return "".join(out)


@lru_cache(maxsize=512)
def spellings(reading: str) -> frozenset[str]:
    """Latin spellings of a kana reading: satou, sato, satoh; empty if a letter has none."""
    back: dict[str, str] = {}
    for latin, kana in _table().items():
        if kana not in back or latin in _SPECIAL:
            back[kana] = latin
    text, out, i = hiragana(reading), "", 0
    while i < len(text):
        pair, one = text[i : i + 2], text[i]
        if pair in back:
            out, i = out + back[pair], i + 2
        elif one in back:
            out, i = out + back[one], i + 1
        elif one in "んっー":
            out, i = out + {"ん": "n", "っ": "", "ー": ""}[one], i + 1
            if one == "っ" and (after := back.get(text[i : i + 2]) or back.get(text[i : i + 1])):
                out += after[0]
        else:
            return frozenset()
    short = out.replace("ou", "o").replace("oo", "o").replace("uu", "u")
    return frozenset(
        {out, short, short.replace("nb", "mb").replace("np", "mp"), short + "h" * short.endswith("o")}
    )
