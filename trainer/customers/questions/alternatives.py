"""The two things an operator lets the caller choose between, and which of them the caller takes.

「午前と午後、どちらがよろしいですか」, 「ご自宅にお届けするか、式場に直接お届けするか」: named by their first
noun, as the caller would say it (自宅, not ご自宅).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from zlib import crc32

from trainer.beat import Beat
from trainer.customers.parts import Part
from trainer.customers.questions import asking
from trainer.customers.questions.at_a_loss import cannot_tell
from trainer.customers.questions.matter import EVERYWHERE
from trainer.customers.questions.naming import WHICH, first_noun, last_noun
from trainer.customers.situation import Situation
from trainer.customers.words import words
from trainer.language.story.matching import any_of
from trainer.language.story.terms import is_content
from trainer.language.text.parsing import parse
from trainer.language.text.tokens import Token
from trainer.story import Fact, Remedy

_BETWEEN = frozenset({"と", "か"})
_TOPIC = frozenset({"は", "なら", "たら", "ば", "、", "。", "が", "けど", "ので"})
"""Behind the last of these the first thing is named: 「お電話は、午前と午後の…」."""

_SET_AGAINST = re.compile("それとも|か[、,?？]")
_OF_SOMEBODY = re.compile("^[^の]*(?:様|さん|さま)の(?=.)")
_QUOTED = re.compile("「([^「」]{1,12})」(?:と|か|、|または)「([^「」]{1,12})」")
_OR_RATHER = "それとも"
_NEAREST = 2  # words of the first half that may name the first thing


def takes_one(s: Situation, words: str, meant: Remedy | None = None) -> Part:
    """The caller's choice: the way out that is `meant`, or one of the two that stays the same all through
    the call; who is not told two things leaves it to the operator, and what happened is no choice."""
    if not asking.wishes(words):
        return cannot_tell(s, words)
    two = options(words) or options(_with_the_sentence_before(s, words))
    if not two:
        return Part(Beat.EITHER)
    two = tuple(_OF_SOMEBODY.sub("", one) for one in two)  # 「お父様のご実家」 is 実家 to who is asked
    of_it = [one for one in two if meant and _offers(meant, one)]
    lot = crc32(f"{s.attempt.started.seed}:{'|'.join(sorted(two))}".encode())
    return Part(Beat.CHOOSES, value=of_it[0] if of_it else sorted(two)[lot % 2])


def speaks_of_one(words: str, fact: Fact) -> bool:
    """Whether the fact is an answer to a choice, as far as its words tell: 「退院は金曜です」 is none to
    「お布団ですか、それともベッドですか」. True where no two things are plainly set against each other."""
    before, behind = ([w.norm for w in parse(half).words if is_content(w)] for half in _halves(words))
    either = {*before[-_NEAREST:], *behind} - (set(before) & set(behind)) - EVERYWHERE
    said = "".join((*fact.say, *fact.gist))
    return not (before and behind and either) or any(_in_part(word, said) for word in either)


def _halves(words: str) -> tuple[str, str]:
    first, second, *_ = (*_SET_AGAINST.split(words, maxsplit=1), "")
    return first, second


def _in_part(word: str, said: str) -> bool:
    """As it is, or one of its kanji: 男性, 「若い男の方」."""
    return word in said or any("一" <= sign <= "龯" and sign in said for sign in word)


def _with_the_sentence_before(s: Situation, words: str) -> str:
    """「…お渡しするか、明日の午前にお届けできます。どちらがよろしいですか」: the two may stand there."""
    text = s.said.text if s.said else words
    before = text[: max(text.find(words), 0)].rstrip("。?？ 　\n")
    return f"{before[before.rfind('。') + 1 :]}、{words}"


def options(words: str) -> tuple[str, ...]:
    """The two things, as a caller would name them; () if they are not plainly named."""
    if quoted := _QUOTED.search(words):  # 「すぐ」と「夕方」、どちらのほう
        return quoted[1], quoted[2]
    said = [w for w in parse(words).words if w.surface.strip()]
    end = next((i for i, w in enumerate(said) if w.surface in WHICH or w.norm in WHICH), len(said))
    for i in range(end - 1, 0, -1):
        if said[i].surface not in _BETWEEN or not said[i].pos.startswith("助詞"):
            continue
        if said[i].surface == "と" and said[i - 1].pos.startswith("助動詞"):
            continue  # 「午前だとご不安でしたら」
        before, behind = _behind_topic(said[:i]), said[i + 1 : end]
        other = first_noun(behind)
        for one in (last_noun(before), first_noun(before)):
            if one and other and one not in "".join(w.surface for w in behind):
                return one, other
    return _set_against(words)


def _set_against(words: str) -> tuple[str, ...]:
    """「総務課様でよろしいでしょうか、それとも経理の方へお送りしましょうか」."""
    if _OR_RATHER not in words:
        return ()
    first, second = words.split(_OR_RATHER, 1)
    one = first_noun(_behind_topic([w for w in parse(first).words if w.surface.strip()]))
    other = first_noun([w for w in parse(second).words if w.surface.strip()])
    two = (one.removesuffix("の方"), other.removesuffix("の方"))
    return two if all(map(_is_a_thing, two)) and one not in second else ()


def _is_a_thing(name: str) -> bool:
    """Something to choose: not 「お届けの件」, which is what is spoken of."""
    return bool(name) and not name.isascii() and not name.endswith(words(__file__)["matters"])


def _behind_topic(before: Sequence[Token]) -> Sequence[Token]:
    """「お電話は、午前」: what is named behind the topic."""
    start = max((i + 1 for i, w in enumerate(before[:-1]) if w.surface in _TOPIC), default=0)
    return before[start:]


def _offers(remedy: Remedy, text: str) -> bool:
    """Whether these words name what the way out offers."""
    parsed = parse(text)
    return bool(any_of(remedy.offers, parsed, 0, len(parsed.words)))
