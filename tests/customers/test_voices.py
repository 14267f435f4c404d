"""Each customer is another person: types, voices and seeds do not sound alike."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterator
from statistics import mean

import pytest

from tests.customers.talking import LIBRARY, cast_as, talked
from trainer.attempt import Attempt
from trainer.language.text.normalise import normalise
from trainer.persona import PersonaKind, Voice
from trainer.scenario import Cast

VOICES = sorted(LIBRARY.voices)

TWELVE = (
    "お電話ありがとうございます。担当の田中でございます。",
    "さようでございますか。ご不便をおかけし、申し訳ございません。",
    "どのような状況か、詳しくお聞かせいただけますでしょうか。",
    "さぞご不安でいらっしゃったことと存じます。",
    "申し訳ございません。",
    "規則で決まっておりますので、いたしかねます。",
    "今日は暑いですね。",
    "システムを確認いたしました。",
    "設定が変わっておりました。",
    "私、田中が責任をもって確認いたします。",
    "責任者の山本に代わらせていただきます。",
    "ほかにご不明な点はございませんでしょうか。",
)  # fmt: skip
"""An ordinary, mixed call: something well done, something badly done, a good deal of routine."""

SPOKEN_BY = {
    PersonaKind.EMOTIONAL: ("parcel-left-outside", "clinic-booking-vanished"),
    PersonaKind.LOGICAL: ("electricity-bill-rise", "bank-app-wrong-transfer"),
    PersonaKind.VIP: ("hotel-anniversary-room", "department-store-engraving"),
    PersonaKind.TECHNICAL: ("nas-disk-warning", "office-vpn-drops"),
}


def called(cast: Cast, seed: int = 0) -> Attempt:
    """The twelve-line call with this customer."""
    return talked(cast, *TWELVE, seed=seed)


def lines(voice: Voice) -> Iterator[str]:
    for bands in voice.lines.values():
        for pool in bands.values():
            yield from pool


def bare(line: str) -> str:
    """What is heard of a line: without punctuation and placeholders."""
    return (
        "".join(c for c in normalise(line).text if c.isalnum()).replace("value", "").replace("expected", "")
    )


def own_words(attempt: Attempt, cast: Cast) -> set[str]:
    """What the voice gave, without what the scenario has to tell."""
    return {line for e in attempt.customer for line in e.said} & set(lines(cast.voice))


SEEDS = 4
"""Calls over which the distance of two curves is averaged: how one line is read depends on what the customer
said before it."""


def _apart(one: Cast, other: Cast, seed: int) -> float:
    """Points of anger by which the moods of two customers differ on average over a call."""
    curves = [[e.mood.anger for e in called(cast, seed).customer] for cast in (one, other)]
    return mean(abs(x - y) for x, y in zip(*curves, strict=False))


def _differing(one: Cast, other: Cast, seed: int) -> int:
    """Turns of a call in which two customers do another thing."""
    talks = [called(cast, seed).customer for cast in (one, other)]
    return sum(x.beats != y.beats for x, y in zip(*talks, strict=False))


def test_the_same_operator_gets_four_different_customers() -> None:
    casts = {kind: cast_as(kind) for kind in PersonaKind}
    attempts = {kind: called(cast) for kind, cast in casts.items()}
    for one, other in itertools.combinations(PersonaKind, 2):
        a, b = attempts[one], attempts[other]
        assert not own_words(a, casts[one]) & own_words(b, casts[other]), f"{one} and {other} share lines"
        apart = mean(_apart(casts[one], casts[other], seed) for seed in range(SEEDS))
        # The numbers of the logical and the VIP are near each other in rubric.md: they differ in what they do.
        assert apart >= 2, f"{one} and {other}: the moods run {apart:.1f} apart"
        differing = mean(_differing(casts[one], casts[other], seed) for seed in range(SEEDS))
        assert differing >= 2, f"{one} and {other} differ in {differing} places only"


def test_customers_of_different_types_share_no_line_in_their_own_scenarios() -> None:
    said = {
        kind: {e.text for s in ids for e in called(LIBRARY.cast(s)).customer}
        for kind, ids in SPOKEN_BY.items()
    }
    for one, other in itertools.combinations(PersonaKind, 2):
        assert not said[one] & said[other]


def test_no_line_is_shared_between_voices_of_different_types() -> None:
    spoken_by: dict[str, set[PersonaKind]] = defaultdict(set)
    for voice in LIBRARY.voices.values():
        for line in lines(voice):
            spoken_by[bare(line)].add(voice.persona)
    shared = {line for line, kinds in spoken_by.items() if line and len(kinds) > 1}
    assert not shared


@pytest.mark.parametrize("voice", VOICES)
def test_a_voice_says_each_line_in_one_place_only(voice: str) -> None:
    said = list(lines(LIBRARY.voices[voice]))
    assert len(said) == len(set(said))


def test_voices_of_one_type_are_different_people() -> None:
    for one, other in itertools.combinations(LIBRARY.voices.values(), 2):
        if one.persona is other.persona:
            alike = {bare(x) for x in lines(one)} & {bare(x) for x in lines(other)}
            assert len(alike) <= 0.02 * len(set(lines(one))), f"{one.id} and {other.id}: {sorted(alike)[:9]}"


OPERATOR_TALK = (
    "お電話ありがとうございます", "かしこまりました", "弊社", "承知いたしました", "お待ちくださいませ", "ご不便をおかけ",
    "担当いたします", "承りました", "お調べいたします", "お客様のお名前", "ご案内いたします", "お役に立て", "何かお困り",
)  # fmt: skip
"""What only the one at the other end of the line says."""


@pytest.mark.parametrize("voice", VOICES)
def test_a_voice_never_talks_like_an_operator(voice: str) -> None:
    slips = [x for x in lines(LIBRARY.voices[voice]) if any(talk in _unquoted(x) for talk in OPERATOR_TALK)]
    assert not slips


def test_no_story_makes_the_customer_talk_like_an_operator() -> None:
    for scenario in LIBRARY.scenarios.values():
        told = [*scenario.opening.say, *(x for f in scenario.facts for x in f.say)]
        told += [x for c in scenario.concerns for x in c.say]
        told += [x for r in scenario.remedies for pool in (r.accept, r.haggle, r.refuse) for x in pool or ()]
        told += [x for bands in scenario.lines.values() for pool in bands.values() for x in pool]
        # A firm that writes to another firm calls itself 弊社.
        talk = [t for t in OPERATOR_TALK if scenario.channel.value != "email" or t != "弊社"]
        slips = [x for x in told if any(t in _unquoted(x) for t in talk)]
        assert not slips, scenario.id


def _unquoted(line: str) -> str:
    """Without what the customer quotes from somebody else."""
    while "「" in line and "」" in line[line.index("「") :]:
        start = line.index("「")
        line = line[:start] + line[line.index("」", start) + 1 :]
    return line


ALIKE = 0.20
"""Largest mean share of the voice's lines that two calls of one scenario under different seeds have in common."""


@pytest.mark.parametrize("scenario", sorted(s for ids in SPOKEN_BY.values() for s in ids))
def test_ten_calls_under_ten_seeds_do_not_sound_alike(scenario: str) -> None:
    cast = LIBRARY.cast(scenario)
    said = [own_words(called(cast, seed), cast) for seed in range(10)]
    overlap = mean(len(a & b) / max(1, min(len(a), len(b))) for a, b in itertools.combinations(said, 2))
    assert overlap <= ALIKE, f"{overlap:.2f}"
    texts = {tuple(e.text for e in called(cast, seed).customer) for seed in range(10)}
    assert len(texts) == 10
    assert called(cast, 3) == called(cast, 3)
