"""The forms in which operators ask, beyond a plain か (lexicon/question_forms.yaml).

People break off (「型番って」), turn the sentence round (「何名さまですか、お連れさまって」), put two
questions into one (「いつですか、あとお時間は」) and ask for leave where they ask for nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from trainer.language.lexicon.files import content
from trainer.language.lexicon.word_lists import word_list
from trainer.language.text.forms import asking_word, segments
from trainer.language.text.parsing import Clause, Parsed
from trainer.language.text.tokens import Token

_CONCEDING = ("て", "で")
_PAUSES = frozenset("、,…・?")
_POLITE = frozenset({"です", "ます", "ございます", "ぬ"})
_TRAILING = frozenset({"ね", "よ", "な", "ねえ", "ー", "の"})
_COUNTERS = ("接尾辞", "助詞-副助詞", "助詞-格助詞", "名詞-普通名詞")
_PARTICLES = frozenset({"に", "で", "は", "にも"})
_FINISHING = frozenset({"です", "ます", "だ", "た", "ない", "ぬ", "う"})
_PREDICATES = ("動詞", "助動詞", "形容詞")
_UNFINISHED = (
    *("助詞-格", "助詞-係", "助詞-副", "助詞-接続", "助詞-準体"),
    *("名詞", "代名詞", "副詞", "連体詞", "接尾辞", "形状詞"),
)
_SHORT = 14  # words of which a broken-off question has no more
_AFTERTHOUGHT = 6  # letters that are said behind a question that was left open
_TELLING_NEAR = 9  # words before the end within which the telling is named


@lru_cache(maxsize=1)
def _lists() -> dict[str, tuple[str, ...]]:
    return {name: tuple(words) for name, words in content("question_forms").items()}


def question_words(name: str) -> tuple[str, ...]:
    """A list of the lexicon by its name, in the order of the file."""
    return _lists()[name]


def single_questions(parsed: Parsed, clause: Clause) -> Iterator[Clause]:
    """The clause cut where one question ends and more is said: behind 「ですか、」 and before 「、あと」;
    what is conceded at its beginning is left out."""
    first = _conceded(parsed, clause)
    start = parsed.words[first].start if first > clause.first else clause.start
    for i in range(first, clause.last - 1):
        gap = parsed.normal.text[parsed.words[i].end : parsed.words[i + 1].start]
        asked = parsed.words[i].surface == "か" and _polite(parsed.words, i)
        if _PAUSES.isdisjoint(gap) or not (asked or _another(parsed, i + 1)):
            continue
        cut = parsed.words[i + 1].start
        yield Clause(start, cut, first, i + 1, asked)
        first, start = i + 1, cut
    yield Clause(start, clause.end, first, clause.last, clause.asked)


def _conceded(parsed: Parsed, clause: Clause) -> int:
    """Index of the first word behind 「どれだけ長くなりましても、」, which asks nothing."""
    words, asking = parsed.words, False
    for i in range(clause.first, clause.last - 1):
        word = words[i]
        asking = asking or word.norm.startswith("何") or word.norm in word_list("asking")
        whatever = word.surface == "でも" or (word.surface == "も" and words[i - 1].surface in _CONCEDING)
        gap = parsed.normal.text[word.end : words[i + 1].start]
        if asking and whatever and not _PAUSES.isdisjoint(gap):
            return i + 1
    return clause.first


def _polite(words: tuple[Token, ...], i: int) -> bool:
    """Whether か stands behind a polite ending: 「いつ買ったか、お分かりですか」 is one question."""
    before = words[i - 1].lemma if i else ""
    return before in _POLITE or before == "た" and i > 1 and words[i - 2].lemma in _POLITE


def _another(parsed: Parsed, i: int) -> bool:
    word = parsed.words[i]
    if word.surface == "で":
        return word.pos.startswith("接続詞")
    return word.surface in _lists()["another"] and i + 1 < len(parsed.words)


def asks_how_it_was_said(parsed: Parsed, clause: Clause) -> bool:
    """「そのときなんて申し上げたんでしょう」; 「帰れなんて言われて」 tells."""
    words = parsed.words_of(clause)
    return any(
        w.surface == "なんて" and (not i or not words[i - 1].pos.startswith(_PREDICATES))
        for i, w in enumerate(words)
    ) and _tail(words).endswith(_lists()["ends"])


def bids_go_on(parsed: Parsed, clause: Clause) -> bool:
    """「と、おっしゃいますと」 and nothing else: what was said last is to be told in full."""
    said = [w.surface for w in parsed.words_of(clause) if not w.pos.startswith(("感動詞", "補助記号"))]
    return "".join(said) in _lists()["go_on"]


def breaks_off(parsed: Parsed, clause: Clause) -> bool:
    """A question left open: 「型番って」, 「お待たせしたのって、どれくらい…」."""
    if left_open(parsed, clause):
        return True
    words = parsed.words_of(clause)
    said = _tail(words)
    if said.endswith(_lists()["cut_short"]) and not _inflected(words):
        return len(words) > 1
    before, _, after = parsed.text_of(clause).rpartition("...")
    if after and len(after) <= _AFTERTHOUGHT and before.endswith(_lists()["cut_short"]):
        return True
    alone = clause.last == len(parsed.words)  # 「お写真を…。お姉様とご一緒に」 gives back
    if said.endswith("を") and alone and 1 < len(words) <= _SHORT and words[-1].pos.startswith("助詞-格"):
        return True
    if said.endswith("は") and len(words) > 1 and not said.endswith("とは"):  # 「…と言われてしまうとは」
        return words[-2].pos.startswith(("名詞", "助詞", "接尾辞", "代名詞"))
    i = len(words)
    while i and words[i - 1].pos.startswith(_COUNTERS) and not asking_word(words[i - 1 : i]):
        i -= 1
    return bool(i) and len(words) <= 2 * _SHORT and asking_word(words[i - 1 : i])


def left_open(parsed: Parsed, clause: Clause) -> bool:
    """A question that stops before its end: 「お部屋のどのあたりに置いて…」, 「大人のかたは、ほかに…」."""
    words = parsed.words_of(clause)
    if len(words) < 2 or clause.last < len(parsed.words):
        return False
    if parsed.text_of(clause).rstrip("。").endswith("..."):
        return not (words[-1].pos.startswith("助詞-終") or words[-1].lemma in _FINISHING)
    return words[-1].pos.startswith(_UNFINISHED) and asking_word(words)


def _inflected(words: tuple[Token, ...]) -> bool:
    """「お使いになって」 ends in て, not in って; 「中身は何が入って」 asks all the same."""
    return words[-1].surface == "て" and not asking_word(words)


def wonders_what(parsed: Parsed, clause: Clause) -> bool:
    """「シールは、何色でしょう」: 何 is part of the noun."""
    words = parsed.words_of(clause)
    said = _tail(words)
    if not said.endswith(("でしょう", "ですかね", "だったでしょう")) or len(words) < 2:
        return False
    return any(w.surface.startswith("何") and w.pos.startswith("名詞") for w in words[-4:-1])


def asks_behind(parsed: Parsed, clause: Clause) -> bool:
    """「お取りできますが、三席でお足りになりますか」 asks behind what it offers."""
    first, last = segments(parsed, clause)[-1]
    said = "".join(w.surface for w in parsed.words[first:last]).rstrip("。?")
    offered = any(form in said for form in _lists()["offered"])
    return first > clause.first and said.endswith(_lists()["own_doing"]) and not offered


def asks_to_tell(parsed: Parsed, clause: Clause) -> bool:
    """「着る日を教えてほしいです」, 「伺えれば幸いです」, 「読んでいただいてもいいですか」."""
    words = parsed.words_of(clause)
    near = "".join(w.surface for w in words[-_TELLING_NEAR:])
    if any(form in parsed.text_of(clause) for form in _lists()["what_i_ask"]):
        return True
    if any(form in parsed.text_of(clause) for form in _lists()["thanking"]):
        return False  # 「そう言っていただけますと、ありがたく存じます」
    return _tail(words).endswith(_lists()["asking_for"]) and any(v in near for v in _lists()["telling"])


def not_this(parsed: Parsed, clause: Clause) -> int:
    """Index of the first word behind 「…ではなく」, 「…はともかく」 or 「…のほかに」: what is before is not
    asked for."""
    words = parsed.words
    for i in range(clause.last - 1, clause.first, -1):
        if i + 1 < clause.last and _besides(words, i):
            return i + 2 if words[i + 1].surface in _PARTICLES else i + 1
        if words[i].surface in _lists()["leaving"] and i + 1 < clause.last:
            return i + 1
        if words[i].lemma == "ない" and words[i].surface.startswith("なく") and _denied(words, i):
            return i + 2 if i + 1 < clause.last and words[i + 1].surface == "て" else i + 1
    return clause.first


def _besides(words: tuple[Token, ...], i: int) -> bool:
    """「期限のほかに」, 「お名前以外で」; 「ほかに」 alone leaves nothing out."""
    word = words[i]
    if word.norm == "以外":
        return True
    return word.norm == "他" and words[i - 1].surface == "の" and words[i + 1].surface in _PARTICLES


def _denied(words: tuple[Token, ...], i: int) -> bool:
    return "".join(w.surface for w in words[max(0, i - 2) : i]).endswith(("では", "じゃ", "や"))


def asks_leave(parsed: Parsed, clause: Clause) -> bool:
    """「ご案内させていただいてもよろしいですか」 wants consent, no information."""
    words = parsed.words_of(clause)
    near = "".join(w.surface for w in words[-_TELLING_NEAR:])
    if _tail(words) in _lists()["consent_ends"]:  # 「明日伺います。よろしいでしょうか」
        return True
    if _tail(words).endswith(_lists()["consent_ends"]) and any(a in near for a in _lists()["consent_acts"]):
        return True
    return _may_we(parsed, clause, near) or any(form in near for form in _lists()["visiting"])


def _may_we(parsed: Parsed, clause: Clause, near: str) -> bool:
    """「お呼びしてもよろしいでしょうか」, 「明日参りますが、よろしいですか」; to hear or to be told
    something (「伺ってもよろしいですか」, 「読んでいただいても…」) is a question."""
    first, last = segments(parsed, clause)[-1]
    if asking_word(parsed.words_of(clause)):
        return False
    said = parsed.words[first - 1].surface != "ば" if first > clause.first else False
    if said and parsed.normal.text[parsed.words[first].start :].startswith(_lists()["leave"]):
        return True
    for i in range(last - 1, clause.first, -1):
        word = parsed.words[i]
        if word.pos == "助詞-接続助詞" and word.surface in ("て", "で"):
            behind = "".join(w.surface for w in parsed.words[i + 1 : last]).removeprefix("も")
            ours = not any(v in near for v in _lists()["telling"]) and "いただ" not in near
            return ours and behind.startswith(_lists()["leave"]) and "もの" not in behind
    return False


def asks_not_to(parsed: Parsed, clause: Clause) -> bool:
    """「捨てないでいただけますか」, 「お控え願えますか」: a request, not to tell but to leave be."""
    words = parsed.words_of(clause)
    return any(form in "".join(w.surface for w in words[-_TELLING_NEAR:]) for form in _lists()["refraining"])


def excuses(text: str) -> bool:
    """「お客様の落ち度ではございません」: takes a blame off the caller, not off the speaker's own side."""
    of_us = any(form in text for form in question_words("of_us"))
    return not of_us and any(form in text for form in question_words("excusing"))


def spares(parsed: Parsed, clause: Clause) -> bool:
    """「どうかご無理なさらないでくださいね」: said for the caller's good, and nothing is to be told."""
    return parsed.text_of(clause).rstrip("。!ね、 \n").endswith(_lists()["sparing"])


def reassures(parsed: Parsed, clause: Clause) -> bool:
    """「どうぞご安心くださいませ」, 「そのようにお伝えください」: nothing is to be told."""
    said = parsed.text_of(clause).rstrip("。!ね、 \n")
    named = {name: any(form in said for form in _lists()[name]) for name in ("later_on", "telling_us")}
    if said.endswith(_lists()["please"]) and all(named.values()):  # 「決まりましたら、お知らせください」
        return True
    if not clause.asked and any(form in said for form in _lists()["tells_why"]):
        return True
    if not clause.asked and said.endswith(_lists()["leaving_free"]):  # 「そうお伝えいただいて構いません」
        return True
    return said.endswith(_lists()["please"]) and any(form in said for form in _lists()["comforting"])


def announces(parsed: Parsed, clause: Clause) -> bool:
    """「念のため確認させていただきます」: what is asked comes behind it."""
    return parsed.text_of(clause).rstrip("。!ね、 \n").endswith(_lists()["announcing"])


def only_feels(parsed: Parsed, clause: Clause) -> bool:
    """「誰だって嫌ですよね」, 「びっくりしちゃいますよね」 side with the caller."""
    words = parsed.words_of(clause)
    said = "".join(w.surface for w in words)
    if any(form in said for form in _lists()["everyone"]):
        return True
    wonders = clause.asked and said.endswith("ないですよね")  # 「撮ってたりしないですよね?」
    return said.endswith(_lists()["agreeing"]) and not wonders and not asking_word(words)


def proposes(words: str) -> bool:
    """Whether the words ask for a yes to what is proposed or summed up: 「変更なさいますか」."""
    plain = words.replace("、", "").rstrip("。?？ ")
    asks_for_a_value = any(form in plain for form in question_words("open_words"))
    return plain.endswith(question_words("proposing")) and not asks_for_a_value


def suggests(parsed: Parsed, clause: Clause) -> bool:
    """「映像をお送りするという形ではいかがでしょう」 offers; 「お加減はいかが」 asks."""
    before, how, _ = parsed.text_of(clause).rpartition("いかが")
    return bool(how) and before.rstrip("、 ").endswith(_lists()["suggesting"])


def rounds_off(parsed: Parsed, clause: Clause) -> bool:
    """「もう大丈夫そうでしょうか」 asks whether the matter is done with."""
    said = parsed.text_of(clause)
    return any(form in said and not _of_the_matter(parsed, clause, form) for form in _lists()["all_done"])


def _of_the_matter(parsed: Parsed, clause: Clause, form: str) -> bool:
    """「懇親会のお料理につきましては、ご満足いただけましたでしょうか」: not of what we did for them."""
    if form not in _lists()["content_with"]:
        return False
    end = clause.start + parsed.text_of(clause).index(form)
    named = [w for w in parsed.words_of(clause) if w.end <= end and w.pos.startswith("名詞-普通名詞")]
    return bool(named) and not any(w.norm in _lists()["our_help"] for w in named)


def _tail(words: tuple[Token, ...]) -> str:
    """The surface of the words without ね, よ … at the end."""
    last = len(words)
    while last > 1 and words[last - 1].surface in _TRAILING and words[last - 1].pos.startswith("助詞-終"):
        last -= 1
    return "".join(w.surface for w in words[:last])
