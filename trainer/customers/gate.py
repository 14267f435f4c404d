"""Looks at what a language model wants the customer to say, before it counts.

The director has decided what is said; the model may only word it. Whatever goes beyond (a fact not
earned or not in the table, another role, stage directions, talk of machines …) or falls short (the fact
that was to be told is not there) is a breach, and the scripted line is used instead. Deterministic,
linear in the length, without a network.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from functools import cached_property, lru_cache
from pathlib import Path

import yaml

from trainer.attempt import Attempt, CustomerSaid
from trainer.beat import Beat
from trainer.dialogue import Channel, Cue, Speaker
from trainer.language import cues
from trainer.language.normalise import normalise
from trainer.language.tokens import tokenise
from trainer.language.values import values
from trainer.mood import Band
from trainer.scenario import Cast


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

LONGEST = {Channel.PHONE: 110, Channel.CHAT: 110, Channel.EMAIL: 700}
"""Characters; a scripted line that is longer itself may be exceeded by a third."""
ALIKE = 0.85
"""From this similarity on, two utterances of the same person are one repeated."""
OWN_WORDS = 7
"""So many characters in a row of a withheld fact's own wording give it away."""
_NARRATION = re.compile(
    r"[((＊*\[【〔<＜][^))＊*\]】〕>＞]{1,40}[))＊*\]】〕>＞]|```|^\s*(?:[-#>・]|\d+[.)])\s", re.M
)
_OTHER_SCRIPTS = re.compile(r"[\u0400-\u052f\u0590-\u06ff\u0e00-\u0e7f\uac00-\ud7af]")
_KANA = re.compile(r"[\u3040-\u30ff]")
_KANJI = re.compile(r"[\u4e00-\u9fff]")
_LATIN = re.compile(r"[A-Za-z]+(?:[ '][A-Za-z]+){2,}")
_MARKS = re.compile(r"[\s、。,.!?…「」『』\"'()〜~ー―—-]+")
_CODE = re.compile(r"[A-Za-z]+-?[0-9][A-Za-z0-9-]*|[A-Z]{2,}[A-Za-z0-9-]*")

_FIGURES_OF_SPEECH = {("回", 1.0), ("回", 2.0), ("つ", 1.0), ("人", 1.0), ("relative:day", "今日")}
"""一度, 一つ, 一人, 今日 claim nothing; normal forms name a relative day by its first word."""

_YIELDS = frozenset(
    {
        Beat.OFFER_ACCEPT, Beat.EXPLAINED_OK, Beat.PROMISE_OK, Beat.CALLBACK_OK, Beat.CHECK_YES,
        Beat.TRANSFER_OK, Beat.HOLD_OK, Beat.CLOSE_CONTENT, Beat.CLOSE_GRUDGING, Beat.TOUCHED,
        Beat.CONFIRM, Beat.THANKS, Beat.APOLOGY_HEARD, Beat.LIMIT_BACKS_DOWN, Beat.HOLD_GRUDGING,
        Beat.CLOSE_UNRESOLVED, Beat.NOTED, Beat.SMALL_TALK,
    }
)  # fmt: skip
"""Beats in which agreeing or softening words are in place."""
_REFUSES = frozenset(
    {
        Beat.OFFER_REFUSE, Beat.OFFER_HAGGLE, Beat.OFFER_DOUBT, Beat.TRANSFER_REFUSE, Beat.REFUSED,
        Beat.CHECK_NO, Beat.EXPLAINED_DOUBT, Beat.CALLBACK_DOUBT, Beat.TRANSFER_DOUBT, Beat.PROMISE_WHEN,
    }
)  # fmt: skip


@lru_cache(maxsize=1)
def _words() -> dict[str, tuple[str, ...]]:
    raw = yaml.safe_load(Path(__file__).with_suffix(".yaml").read_text(encoding="utf-8"))
    return {
        name: tuple(w if name == "common_names" else bare(w) for w in entries)
        for name, entries in raw.items()
    }


def bare(text: str) -> str:
    """NFKC in small letters, without blanks and punctuation: how wordings are compared."""
    return _MARKS.sub("", unicodedata.normalize("NFKC", text)).lower()


@dataclass(frozen=True)
class Bounds:
    """What may and must be said in one turn. `draft` is the scripted wording of the same decision; `known`
    all that has been said or may be said now; `withheld` per fact its own wordings and gist; `due` per
    fact that is told now the words of it that the draft uses, one of which is enough; `previous` the
    customer's earlier utterances; `asked` the operator's last words."""

    draft: CustomerSaid
    channel: Channel
    band: Band
    known: tuple[str, ...]
    withheld: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]
    due: tuple[tuple[str, ...], ...]
    previous: tuple[str, ...]
    asked: str

    @classmethod
    def of(cls, cast: Cast, attempt: Attempt, draft: CustomerSaid) -> Bounds:
        scenario = cast.scenario
        open_now = attempt.told | set(draft.tells)
        told = [f for f in scenario.facts if f.id in open_now]
        closed = [f for f in scenario.facts if f.id not in open_now]
        new = [f for f in told if f.id not in attempt.told]
        card = scenario.card
        own = (card.name, card.reading, scenario.company, scenario.title, card.contract, card.since)
        spoken = tuple(u.text for u in (*scenario.overheard, *attempt.transcript))
        order = list(Band)
        return cls(
            draft=draft,
            channel=scenario.channel,
            band=min(draft.mood.band, attempt.started.ceiling, key=order.index),
            known=(draft.text, *spoken, *own, *(line for f in told for line in (*f.say, *f.gist))),
            withheld=tuple((tuple(f.say), tuple(f.gist)) for f in closed),
            due=tuple(filter(None, (_used(draft.text, f.gist) for f in new))) + _own_data(draft, own),
            previous=tuple(u.text for u in attempt.transcript if u.speaker is Speaker.CUSTOMER),
            asked=attempt.operator[-1].text if attempt.operator else "",
        )

    @cached_property
    def known_bare(self) -> str:
        return "\n".join(bare(text) for text in self.known)

    @cached_property
    def known_values(self) -> frozenset[tuple[str, object]]:
        """(kind, amount) of every number and date that was said or may be said; and ("", amount)."""
        found = [v for text in self.known for v in values(normalise(text).text)]
        return frozenset(pair for v in found for pair in ((v.kind, v.amount), ("", v.amount)))

    @cached_property
    def longest(self) -> int:
        return max(LONGEST[self.channel], len(self.draft.text) * 4 // 3)


def breaches(text: str, bounds: Bounds) -> tuple[Breach, ...]:
    """Everything that is wrong with a whole reply; () when it may count."""
    found = _in_passing(text, bounds)
    if not bare(text):
        return (Breach.EMPTY,)
    if _repeats(text, bounds):
        found.append(Breach.REPETITION)
    if _against_mood(text, bounds):
        found.append(Breach.MOOD)
    return tuple(found)


def shown_so_far(text: str, bounds: Bounds) -> str:
    """The longest beginning of a reply that is still coming in which may already be shown: whole
    phrases, none of which breaks a rule that needs no more words to be seen."""
    ends = [m.end() for m in re.finditer(r"[、。,!?!?…\n]+", text)]
    for end in reversed(ends):
        if not _in_passing(text[:end], bounds):
            return text[:end]
    return ""


def _in_passing(text: str, bounds: Bounds) -> list[Breach]:
    """Breaches that are such whatever follows."""
    looked_at = bare(text)
    found = []
    if len(text) > bounds.longest:
        found.append(Breach.TOO_LONG)
    if _narrates(text):
        found.append(Breach.NARRATION)
    if _beyond(looked_at, _words()["machine"], bounds):
        found.append(Breach.MACHINE)
    if _beyond(looked_at, _words()["role_flip"], bounds):
        found.append(Breach.ROLE_FLIP)
    if _foreign(text):
        found.append(Breach.LANGUAGE)
    if _gives_away(looked_at, bounds):
        found.append(Breach.UNEARNED)
    if _invents(text, bounds):
        found.append(Breach.INVENTED)
    return found


def _beyond(looked_at: str, words: Iterable[str], bounds: Bounds) -> bool:
    """One of the words occurs that the operator has not just used: throwing back 「AI?何ですかそれ」 or
    「申し訳ございませんって、そればっかり」 is what callers do."""
    thrown_back = bare(bounds.asked) + bare(bounds.draft.text)
    return any(word in looked_at and word not in thrown_back for word in words) or (
        "ai" in words_of_latin(looked_at) and "ai" not in words_of_latin(thrown_back)
    )


def words_of_latin(text: str) -> set[str]:
    """Runs of Latin letters: AI is found in 「AIですか」, not in 「mail」."""
    return set(re.findall(r"[a-z]+", text))


def _narrates(text: str) -> bool:
    if _NARRATION.search(text):
        return True
    head = re.match(r"\s*([^\s:：「]{1,8})\s*[:：「]", unicodedata.normalize("NFKC", text))
    return bool(head and bare(head.group(1)) in _words()["labels"])


def _foreign(text: str) -> bool:
    if _OTHER_SCRIPTS.search(text) or _LATIN.search(unicodedata.normalize("NFKC", text)):
        return True
    kanji = _KANJI.findall(text)
    if len(kanji) >= 6 and not _KANA.search(text):
        return True
    return any(not _japanese(char) for char in kanji)


def _japanese(char: str) -> bool:
    """Whether a kanji belongs to the character set of Japanese offices (JIS with vendor extensions):
    most simplified Chinese forms do not."""
    try:
        char.encode("cp932")
    except UnicodeEncodeError:
        return False
    return True


def _gives_away(looked_at: str, bounds: Bounds) -> bool:
    for sayings, gist in bounds.withheld:
        if any(_shares(looked_at, bare(s), bounds.known_bare) for s in sayings):
            return True
        fresh = {w for w in map(bare, gist) if len(w) > 1 and w not in bounds.known_bare}
        if fresh and sum(w in looked_at for w in fresh) >= min(2, len(fresh)):
            return True
    return False


def _shares(looked_at: str, saying: str, known: str) -> bool:
    """A run of the saying occurs that nobody has said so far."""
    runs = (saying[i : i + OWN_WORDS] for i in range(max(1, len(saying) - OWN_WORDS + 1)))
    return any(len(run) == OWN_WORDS and run in looked_at and run not in known for run in runs)


def _invents(text: str, bounds: Bounds) -> bool:
    normal = normalise(text).text
    known_values = [v for k in bounds.known for v in values(normalise(k).text)]
    for value in values(normal):
        if (value.kind, value.amount) in _FIGURES_OF_SPEECH:
            continue
        if not any(value.equals(k) or value.amount == k.amount for k in known_values):
            return True
    known = bounds.known_bare
    if any(bare(code) not in known for code in _CODE.findall(unicodedata.normalize("NFKC", text))):
        return True
    names = (t for t in tokenise(normal) if t.pos == "名詞-固有名詞" and t.kind in ("人名", "地名", "一般"))
    return any(
        len(n.surface) > 1 and bare(n.surface) not in known and n.surface not in _words()["common_names"]
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


def _against_mood(text: str, bounds: Bounds) -> bool:
    """Cues count only beyond those of the scripted wording of the same decision."""
    extra = set(cues(text)) - set(cues(bounds.draft.text))
    beats: Sequence[Beat] = bounds.draft.beats or (bounds.draft.beat,)
    yields = any(b in _YIELDS for b in beats)
    if Cue.ACCEPT in extra and not yields:
        return True
    if Cue.SOFTENING in extra and (not yields or any(b in _REFUSES for b in beats)):
        return True
    if Cue.REJECT in extra and yields and not any(b in _REFUSES for b in beats):
        return True
    return Cue.ABUSE in extra or (Cue.DEMAND_SUPERVISOR in extra and Beat.DEMAND_SUPERIOR not in beats)
