"""Looks at what a language model wants the customer to say, before it counts.

The director has decided what is said; the model may only word it. Whatever goes beyond (a fact not
earned or not in the table, another role, stage directions, talk of machines …) or falls short (the fact
that was to be told is not there) is a breach, and the scripted line is used instead. Deterministic,
linear in the length, without a network.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable
from difflib import SequenceMatcher
from enum import StrEnum
from functools import lru_cache

from trainer.beat import Beat
from trainer.customers.by_model.bounds import Bounds, bare
from trainer.customers.by_model.foreign import is_foreign
from trainer.customers.wording.valence import YIELDS
from trainer.customers.words import words
from trainer.dialogue import Cue
from trainer.language import cues
from trainer.language.text.normalise import normalise
from trainer.language.text.tokens import tokenise
from trainer.language.text.values import values
from trainer.mood import Band


class Breach(StrEnum):
    """Why a wording does not count."""

    EMPTY = "empty"
    UNEARNED = "unearned"  # a fact of the scenario that may not be told yet
    INVENTED = "invented"  # a number, date, code or name that stands nowhere
    ROLE_FLIP = "role_flip"  # speaks as the operator
    NARRATION = "narration"  # stage directions, labels, lists, markup
    MACHINE = "machine"  # talks of AI, instructions, the training
    LANGUAGE = "language"  # not Japanese
    TOO_LONG = "too_long"
    REPETITION = "repetition"
    MOOD = "mood"  # accepts, softens, rages or refuses against the director
    MISSING = "missing"  # leaves out the fact or the demand that it was to word


BREACH_LABELS = {
    Breach.EMPTY: "言葉が返ってこなかった",
    Breach.UNEARNED: "まだ話さないはずの事情を話した",
    Breach.INVENTED: "決められていない数字や名前を作った",
    Breach.ROLE_FLIP: "応対者の言葉になった",
    Breach.NARRATION: "ト書きや見出しが混じった",
    Breach.MACHINE: "役から出て、機械や指示の話をした",
    Breach.LANGUAGE: "日本語でない言葉になった",
    Breach.TOO_LONG: "長すぎた",
    Breach.REPETITION: "前と同じ言葉を繰り返した",
    Breach.MOOD: "決められた気持ちと食い違った",
    Breach.MISSING: "伝えるはずの中身が抜けた",
}

ALIKE = 0.85
"""From this similarity on, two utterances of the same person are one repeated."""
OWN_WORDS = 7
"""So many characters in a row of a withheld fact's own wording give it away."""
TELLING = 3
"""Characters from which on a single word of a withheld fact gives it away."""
_NARRATION = re.compile(
    r"[((＊*\[【〔<＜][^))＊*\]】〕>＞]{1,40}[))＊*\]】〕>＞]|```|^\s*(?:[-#>・]|\d+[.)])\s", re.M
)
_UNSPOKEN = re.compile(r"https?://|www\.|[\u2600-\u27bf\U0001f000-\U0001faff]")
"""Addresses and pictures: nobody says them on the telephone, and prompt.yaml forbids them in writing."""
_CONTENT_WORD = re.compile(r"[0-9a-z\u30a0-\u30ff\u4e00-\u9fff]+")
_HIRAGANA = re.compile(r"[\u3040-\u309f]+")
_LATIN_WORDS = re.compile(r"[a-z]+")
_PHRASE_ENDS = re.compile(r"[、。,!?!?…\n]+")
_CODE = re.compile(r"[A-Za-z]+-?[0-9][A-Za-z0-9-]*|[A-Z]{2,}[A-Za-z0-9-]*")

_FIGURES_OF_SPEECH = {
    ("回", 1.0),
    ("回", 2.0),
    ("つ", 1.0),
    ("人", 1.0),
    ("人", 2.0),
    ("relative:day", "今日"),
}
"""一度, 一つ, 一人目, 今日 claim nothing; normal forms name a relative day by its first word."""

_YIELDS = YIELDS | {
    Beat.HOLD_GRUDGING, Beat.CLOSE_GRUDGING, Beat.CLOSE_UNRESOLVED, Beat.SMALL_TALK, Beat.EITHER,
    Beat.CHOOSES, Beat.DECLINES,
}  # fmt: skip
"""Beats in which agreeing or softening words are in place."""
_REFUSES = frozenset(
    {
        Beat.OFFER_REFUSE, Beat.OFFER_HAGGLE, Beat.OFFER_DOUBT, Beat.TRANSFER_REFUSE, Beat.REFUSED,
        Beat.CHECK_NO, Beat.EXPLAINED_DOUBT, Beat.CALLBACK_DOUBT, Beat.TRANSFER_DOUBT, Beat.PROMISE_WHEN,
    }
)  # fmt: skip
_HANDS_OVER = frozenset({Beat.DEMAND_SUPERIOR, Beat.TRANSFER_OK, Beat.TRANSFER_DOUBT, Beat.TRANSFER_REFUSE})
_LEAVES = frozenset(
    {Beat.THREATEN, Beat.HANG_UP, Beat.CLOSE_CONTENT, Beat.CLOSE_GRUDGING, Beat.CLOSE_UNRESOLVED}
)


@lru_cache(maxsize=1)
def _words() -> dict[str, tuple[str, ...]]:
    return {
        name: tuple(w if name == "common_names" else bare(w) for w in entries)
        for name, entries in words(__file__).items()
    }


def breaches(text: str, bounds: Bounds) -> tuple[Breach, ...]:
    """Everything that is wrong with a whole reply; () when it may count."""
    if not bare(text):
        return (Breach.EMPTY,)
    found = _in_passing(text, bounds)
    if _repeats(text, bounds):
        found.append(Breach.REPETITION)
    meant, drafted = set(cues(text)), set(cues(bounds.draft.text))
    looked_at = bare(text)
    if _against_mood(looked_at, meant - drafted, bounds):
        found.append(Breach.MOOD)
    if _falls_short(looked_at, drafted - meant, bounds):
        found.append(Breach.MISSING)
    return tuple(found)


def whole_phrases(text: str) -> int:
    """Length of the part of a reply that is still coming in which ends with a phrase."""
    return max((m.end() for m in _PHRASE_ENDS.finditer(text)), default=0)


def shown_so_far(text: str, bounds: Bounds) -> str:
    """The longest beginning of a reply that is still coming in which may already be shown: whole
    phrases, none of which breaks a rule that needs no more words to be seen. Shorter than
    `whole_phrases`: the reply cannot count any more."""
    ends = [m.end() for m in _PHRASE_ENDS.finditer(text)]
    if not ends or not _in_passing(text[: ends[-1]], bounds):
        return text[: ends[-1]] if ends else ""
    # A breach that is such whatever follows is one for every longer beginning too.
    first_bad = bisect_left(ends, True, key=lambda end: bool(_in_passing(text[:end], bounds)))
    return text[: ends[first_bad - 1]] if first_bad else ""


def _in_passing(text: str, bounds: Bounds) -> list[Breach]:
    """Breaches that are such whatever follows."""
    looked_at = bare(text)
    found = []
    if len(text) > bounds.longest:
        found.append(Breach.TOO_LONG)
    if _narrates(text, bounds):
        found.append(Breach.NARRATION)
    if _beyond(looked_at, _words()["machine"], bounds) or _talks_of_ai(looked_at, bounds):
        found.append(Breach.MACHINE)
    if _beyond(looked_at, _words()["role_flip"], bounds):
        found.append(Breach.ROLE_FLIP)
    if is_foreign(text):
        found.append(Breach.LANGUAGE)
    if _gives_away(looked_at, bounds):
        found.append(Breach.UNEARNED)
    if _invents(text, bounds):
        found.append(Breach.INVENTED)
    return found


def _beyond(looked_at: str, words: Iterable[str], bounds: Bounds) -> bool:
    """One of the words occurs that the operator has not just used: throwing back 「AI?何ですかそれ」 or
    「申し訳ございませんって、そればっかり」 is what callers do."""
    return any(word in looked_at and word not in bounds.thrown_back for word in words)


def _talks_of_ai(looked_at: str, bounds: Bounds) -> bool:
    """AI is a word in 「AIですか」, not in 「mail」."""
    return "ai" in _LATIN_WORDS.findall(looked_at) and "ai" not in _LATIN_WORDS.findall(bounds.thrown_back)


def _narrates(text: str, bounds: Bounds) -> bool:
    """Brackets of the draft, as in 「23日(月)」, are no stage directions."""
    normal = unicodedata.normalize("NFKC", text)
    drafted = unicodedata.normalize("NFKC", bounds.draft.text)
    marks = (*_NARRATION.finditer(normal), *_UNSPOKEN.finditer(normal))
    if any(m[0] not in drafted for m in marks):
        return True
    head = re.match(r"\s*([^\s:「]{1,8})\s*[:「]", normal)
    if head and bare(head.group(1)) in _words()["labels"]:
        return True
    # Nobody gives themselves a title; who tells of the customer does.
    return bool(bounds.family) and _beyond(bare(text), [bare(f"{bounds.family}様")], bounds)


def _gives_away(looked_at: str, bounds: Bounds) -> bool:
    for fact in bounds.withheld:
        if any(_shares(looked_at, p, bounds.open_bare) for s in fact.sayings for p in _phrases(s)):
            return True
        fresh = {w for w in map(bare, fact.gist) if len(w) > 1 and w not in bounds.open_bare}
        met = [w for w in fresh if w in looked_at]
        # One short word (午後, 連絡) gives nothing away, unless it is all there is to the fact.
        if len(met) >= 2 or (met and len(fresh) == 1 and len(met[0]) >= TELLING):
            return True
    return False


@lru_cache(maxsize=1024)
def _phrases(saying: str) -> tuple[str, ...]:
    """The phrases of a wording, bare, that are long enough to know it by."""
    pieces = map(bare, re.split(r"[、。,.!?！？…「」\s]+", saying))
    return tuple(piece for piece in pieces if len(piece) >= OWN_WORDS)


def _shares(looked_at: str, phrase: str, known: str) -> bool:
    """A run of the phrase occurs that nobody has said so far, and that is neither a mere ending of sentences
    nor one behind a word that is known (「十八年になります」)."""
    runs = (phrase[i : i + OWN_WORDS] for i in range(len(phrase) - OWN_WORDS + 1))
    return any(run in looked_at and run not in known and _says_something(run, known) for run in runs)


def _says_something(run: str, known: str) -> bool:
    words = _CONTENT_WORD.findall(run)
    return sum(map(len, words)) > 1 and any(word not in known for word in words)


def _invents(text: str, bounds: Bounds) -> bool:
    normal = normalise(text).text
    for value in values(normal):
        if (value.kind, value.amount) in _FIGURES_OF_SPEECH:
            continue
        if not any(value.equals(k) or value.amount == k.amount for k in bounds.known_values):
            return True
    known = bounds.known_bare
    codes = map(bare, _CODE.findall(unicodedata.normalize("NFKC", text)))
    if any(code not in known and code not in _words()["common_codes"] for code in codes):
        return True
    names = (t for t in tokenise(normal) if t.pos == "名詞-固有名詞" and t.kind in ("人名", "地名", "一般"))
    return any(
        len(n.surface) > 1
        and not _HIRAGANA.fullmatch(n.surface)  # 「そら」「ほな」 are dialect more often than names
        and bare(n.surface) not in known
        and n.surface not in _words()["common_names"]
        for n in names
    )


def _repeats(text: str, bounds: Bounds) -> bool:
    said = bare(text)
    if len(said) > 8 and any(_alike(said, bare(p)) for p in bounds.previous):
        return True
    sentences = [bare(s) for s in re.split(r"[。!?!?\n]+", text) if len(bare(s)) > 5]
    return len(set(sentences)) < len(sentences)


def _alike(one: str, other: str) -> bool:
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return matcher.real_quick_ratio() > ALIKE and matcher.quick_ratio() > ALIKE and matcher.ratio() > ALIKE


def _against_mood(looked_at: str, extra: set[Cue], bounds: Bounds) -> bool:
    """`extra`: cues beyond those of the scripted wording of the same decision. Of the cues only those that
    hardly ever misfire on customers' words are believed; the rest is words (tests/customers/test_gate.py)."""
    yields = any(b in _YIELDS for b in bounds.beats)
    refuses = any(b in _REFUSES for b in bounds.beats)
    gives_way = {Cue.ACCEPT, Cue.SOFTENING} <= extra or _beyond(looked_at, _words()["yields"], bounds)
    if gives_way and (refuses or not yields):
        return True
    if all(b in _YIELDS for b in bounds.beats) and _beyond(looked_at, _words()["refuses"], bounds):
        return True
    if not _HANDS_OVER & set(bounds.beats) and _beyond(looked_at, _words()["superior"], bounds):
        return True
    if not _LEAVES & set(bounds.beats) and _beyond(looked_at, _words()["leaves"], bounds):
        return True
    if bounds.band is not Band.ANGRY and _beyond(looked_at, _words()["rage"], bounds):
        return True
    return _beyond(looked_at, _words()["abuse"], bounds)


def _falls_short(looked_at: str, lacking: set[Cue], bounds: Bounds) -> bool:
    """A fact counts as told and a demand as made from now on: they must be there to be heard.
    `lacking`: cues of the scripted wording that the text does not have."""
    if any(not any(word in looked_at for word in words) for words in bounds.due):
        return True
    return Beat.DEMAND_SUPERIOR in bounds.beats and Cue.DEMAND_SUPERVISOR in lacking
