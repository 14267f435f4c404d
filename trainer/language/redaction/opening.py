"""Somebody says who is calling: 千葉ですが, もしもし林です."""

from __future__ import annotations

import re
from collections.abc import Iterator

from trainer.language.redaction.gazetteer import GIVEN, SURNAME, readings_of
from trainer.language.redaction.names import Span, cue, nameable, one_name_at, word_list
from trainer.language.redaction.passage import Passage
from trainer.language.text.tokens import Token


def opening(passage: Passage) -> Iterator[Span]:
    """A name at the beginning of a sentence or behind a greeting, with 〜です after it."""
    tokens = passage.tokens
    for i, token in enumerate(tokens[:-1]):
        before = tokens[i - 1] if i else None
        first = before is None or before.pos.startswith("補助記号") or before.surface in word_list("greeting")
        if not first:
            continue
        if span := _torn_kana(passage, i):
            yield span
        if not (nameable(token) or token.kind == "地名"):
            continue
        span = one_name_at(passage, i)
        m = cue("opening").match(passage.text, span[1]) if span else None
        if span is None or m is None or _weak(token, m[0]):
            continue
        if _can_call(passage, token, span) and _whole_words(passage, m):
            yield span


_CHEERFUL = re.compile(r"(?:^|[。!?\n])([ぁ-ゖァ-ヶー]{2,5}?)(?:でーす|でーっす|でっす|だよー)", re.M)


def cheerful(passage: Passage) -> Iterator[Span]:
    """あおいでーす."""
    for m in _CHEERFUL.finditer(passage.text):
        everyday = any(m[1] in word_list(name) for name in ("everyday", "not_names"))
        if not everyday and not readings_of(m[1]).isdisjoint({SURNAME, GIVEN}):
            yield m.span(1)


def _can_call(passage: Passage, token: Token, span: Span) -> bool:
    """A surname, or a name in kana that the analyser took for one (みゆです)."""
    word = passage.text[slice(*span)]
    kana = all("ぁ" <= c <= "ー" for c in word)
    return token.kind == "人名" if kana else SURNAME in readings_of(word)


def _weak(token: Token, ending: str) -> bool:
    """金だよ: a common noun of one character needs a formal ending."""
    common = len(token.surface) == 1 and token.kind not in {"人名", "地名"}
    return common and ending in {"だ", "や", "どす"}


def _whole_words(passage: Passage, m: re.Match[str]) -> bool:
    """No だ of だけ."""
    last = next(passage.before(m.end()), None)
    return last is not None and last.end > m.start()


_GRAMMAR = ("助詞", "助動詞", "代名詞", "連体詞", "副詞", "接続詞", "形容詞", "動詞-非自立可能")


def _torn_kana(passage: Passage, index: int) -> Span | None:
    """ながたにだけど: no sentence begins with an ending, so these kana are a name, unless grammar
    is all there is (、ということです)."""
    token, before = passage.tokens[index], passage.tokens[index - 1] if index else None
    if not token.pos.startswith(("助動詞", "助詞", "接尾辞")) or len(token.surface) > 1:
        return None
    if before is not None and (before.pos.startswith("代名詞") or before.pos == "補助記号-括弧閉"):
        return None
    m = cue("caller").search(passage.text, token.end, token.start + 12)
    if not m or not 3 <= m.start() - token.start <= 7:
        return None
    kana = passage.text[token.start : m.start()]
    parts = passage.tokens[index : passage.token_from(m.start())]
    if any(len(t.surface) > 2 for t in parts):  # shards of a name are short
        return None
    grammar = any(len(t.surface) > 1 and t.pos.startswith(_GRAMMAR) for t in parts) or any(
        t.surface in word_list("not_names") for t in parts if len(t.surface) > 1
    )
    hiragana = all("ぁ" <= c <= "ゖ" for c in kana)
    return (token.start, m.start()) if hiragana and not grammar else None
