"""What `check` says about a scenario that is well-formed but cannot be played well.

Each judgement is shown one broken scenario that it alone objects to, and a near one that is sound.
"""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

import pytest

from tests.conftest import EXAMPLE
from trainer.beat import Beat
from trainer.checking import JUDGEMENTS, calls, placed
from trainer.checking.subject import Subject
from trainer.errors import Problem
from trainer.files import Library
from trainer.scenario import Scenario
from trainer.script import GoldenCalls

Data = dict[str, Any]
Edit = Callable[[Data], None]

LIBRARY = Library()
_BASES = {
    i: LIBRARY.scenarios[i].model_dump(mode="json")
    for i in (EXAMPLE, "parcel-left-outside", "sv-karaoke-shouting")
}
_NEEDLESS = "parcel-left-outside"
_ABUSIVE = "sv-karaoke-shouting"


def put(path: str, value: Any) -> Edit:
    """Sets the value at a dotted path."""

    def edit(data: Data) -> None:
        *ways, last = path.split(".")
        inner: Any = data
        for way in ways:
            inner = inner[int(way)] if way.isdigit() else inner[way]
        inner[int(last) if last.isdigit() else last] = value

    return edit


def all_of(*edits: Edit) -> Edit:
    def edit(data: Data) -> None:
        for one in edits:
            one(data)

    return edit


def no_raises(data: Data) -> None:
    data["opening"]["raises"] = []
    for thing in (*data["facts"], *data["concerns"]):
        thing["raises"] = []


def only_first_demand(data: Data) -> None:
    """The emotional caller asks for a superior once, and nothing else is due."""
    no_raises(data)
    data["concerns"][2]["raises"] = ["T1"]
    data["escalation"]["triggers"] = ["T1"]


def twice_demanded(data: Data) -> None:
    only_first_demand(data)
    data["concerns"][3]["raises"] = ["T1"]


def subject(edit: Edit, base: str = EXAMPLE) -> Subject:
    data = copy.deepcopy(_BASES[base])
    edit(data)
    return Subject(LIBRARY.cast_of(Scenario.model_validate(data)), LIBRARY.rubric)


def index_of(base: str, kind: str, thing_id: str) -> int:
    return next(i for i, thing in enumerate(_BASES[base][kind]) if thing["id"] == thing_id)


MODEL = index_of(EXAMPLE, "facts", "model")
SETTLING = next(i for i, r in enumerate(_BASES[EXAMPLE]["remedies"]) if r["settles"])
REVEALING = (
    "洗濯機が脱水の前に水漏れで止まって、先週の木曜から三回目の電話です。折り返しは二回とも来ない。型番はMW-D80、"
    "エラーはE21で、九月の購入から二か月。フィルターの掃除もして、寝たきりの母の介護でシーツの洗濯物が毎日出て、"
    "二日も家を空けずに待ち、コインランドリーの費用が千円。今週中の修理と責任、午後の二時に。"
)

CASES: list[tuple[str, str, Edit, Edit, str]] = [
    # judgement, base, what breaks it, what does not, what it says
    (
        "unreachable_facts", EXAMPLE,
        all_of(*(put(f"facts.{MODEL}.{words}", []) for words in ("questions", "asked_by", "topics"))),
        all_of(*(put(f"facts.{MODEL}.{words}", []) for words in ("asked_by", "topics"))), "引き出す質問がありません",
    ),
    (
        "unknown_topics", EXAMPLE,
        put(f"facts.{MODEL}.topics", ["modell"]), put(f"facts.{MODEL}.topics", ["model"]), "話題「modell」はありません",
    ),
    (
        "unvoiced_concerns", EXAMPLE,
        put("concerns.1.when", {"raised": ["same_again"]}), put("concerns.1.when", {"raised": ["third_call"]}),
        "満たされることがありません",
    ),
    (
        "unvoiced_concerns", EXAMPLE,
        put("concerns.1.when", {"anger_below": 20, "unsolved": True}),
        put("concerns.1.when", {"anger_below": 40, "unsolved": True}),
        "満たされることがありません",
    ),
    (
        "unvoiced_concerns", EXAMPLE,
        put("concerns.1.when", {"turn": 34}), put("concerns.1.when", {"turn": 12}), "満たされることがありません",
    ),
    (
        "facts_no_question_reaches", EXAMPLE,
        put(f"facts.{MODEL}.asked_by", ["お待ちになって"]), put(f"facts.{MODEL}.asked_by", ["お待ちになって", "型番"]),
        "質問と読み取れません",
    ),
    (
        "facts_without_gist", EXAMPLE,
        put(f"facts.{MODEL}.gist", []), put(f"facts.{MODEL}.gist", ["MW-D80"]), "復唱を見分けられません",
    ),
    (
        "tells_everything_at_once", EXAMPLE,
        put("opening.say.1", REVEALING), put("opening.say.1", REVEALING[:60]), "話しています",
    ),
    (
        "never_accepted", EXAMPLE,
        put(f"remedies.{SETTLING}.accept_below", 10), put("remedies.0.accept_below", 10), "受け入れられません",
    ),
    (
        "nobody_decides", EXAMPLE,
        put(f"remedies.{SETTLING}.authority", "client"),
        all_of(put(f"remedies.{SETTLING}.authority", "client"), put("client", "みずき電機販売")),
        "委託元がありません",
    ),
    (
        "nobody_decides", _NEEDLESS,
        lambda d: [r.update(authority="second") for r in d["remedies"]] and None,
        lambda d: [r.update(authority="second") for r in d["remedies"][1:] if not r["settles"]] and None,
        "決められる解決策がありません",
    ),
    (
        "offers_nobody_makes", EXAMPLE,
        put("remedies.0.offers", ["影響はございません"]), put("remedies.0.offers", ["影響はございません", "訪問修理"]), "読み取れません",
    ),
    (
        "needless_but_due", _NEEDLESS,
        put("facts.1.raises", ["T6"]), put("facts.1.raises", ["T5"]), "きっかけ(T6)が起きます",
    ),
    ("required_but_never_due", EXAMPLE, no_raises, put("opening.raises", ["T5"]), "通話の中で起きません"),
    ("required_but_never_due", EXAMPLE, only_first_demand, twice_demanded, "一度だけ"),
    (
        "silent_triggers", EXAMPLE,
        put("escalation.triggers", ["T5", "T2"]), put("escalation.triggers", ["T5", "T8"]), "T2 を起こす言葉",
    ),
    (
        "wrong_direction", EXAMPLE,
        all_of(twice_demanded, put("escalation.direction", "horizontal")), twice_demanded, "上席を求めるもの",
    ),
    (
        "wrong_direction", EXAMPLE,
        all_of(put("escalation.triggers", ["T3"]), put("facts.1.raises", ["T3"])),
        all_of(put("escalation.triggers", ["T3", "T5"]), put("facts.1.raises", ["T3"])),
        "専門知識を求めるもの",
    ),
    (
        "unknowable_for_the_note", EXAMPLE,
        put("must_mention.0", ["自転車の鍵穴"]), put("must_mention.0", ["自転車の鍵穴", "折り返し"]), "出てきません",
    ),
    ("missing_lines", EXAMPLE, put("facts.0.say", [" "]), put("facts.0.say", ["水です。"]), "空です"),
    (
        "missing_lines", _ABUSIVE,
        lambda d: d["lines"]["limit_pushback"].pop("angry") and None,
        lambda d: d["lines"]["press"].pop("angry") and None,
        "線引きに答える言葉が足りません(angry)",
    ),
    (
        "repeated_lines", EXAMPLE,
        put("concerns.1.say", ["三回目の電話ですよ。", "三回目の電話ですよ。"]),
        put("concerns.1.say", ["三回目の電話ですよ。", "もう三回目ですよ。"]),
        "同じ言い回しが concerns.1.say.0 にも",
    ),
    (
        "repeated_lines", EXAMPLE,
        put("facts.0.say", [LIBRARY.cast(EXAMPLE).voice.lines[Beat.PRESS]["calm"][0]]),  # type: ignore[index]
        put("lines", {"press": {"calm": ["どうするの。"], "tense": ["どうするの。"], "angry": ["どうするの!"]}}),
        "同じ言い回しが 声 にも",
    ),
    (
        "manual_speech", EXAMPLE,
        put("facts.0.say", ["誠に申し訳ございません。水が漏れております。"]),
        put("facts.0.say", ["「申し訳ございません」しか聞いてませんよ。水が漏れてるの。"]),
        "応対者の言い方",
    ),
    (
        "unknown_placeholders", EXAMPLE,
        put("lines", {"own_data": ["{phone}です。"]}), put("lines", {"own_data": ["{value}って言ってるでしょ。"]}),
        "使えるもの: {value}",
    ),
    (
        "unknown_placeholders", EXAMPLE,
        put("facts.0.say", ["{value}から水が出ます。"]), put("facts.0.say", ["下から水が出ます。"]), "埋められません",
    ),
    (
        "real_personal_data", EXAMPLE,
        put("card.email", "mariko@gmail.com"), put("card.email", "mariko@mail.example.jp"), "「gmail.com」",
    ),
    (
        "real_personal_data", EXAMPLE,
        put("card.phone", "090-1234-5678"), put("card.phone", "000-1234-5678"), "電話番号です(「090-1234-5678」)",
    ),
    (
        "real_personal_data", EXAMPLE,
        put("card.memo", "カード 4111-1111-1111-1111"), put("card.memo", "受付 4111-1111-1111-1112"), "カードの番号",
    ),
]  # fmt: skip


def objecting(of: Subject) -> dict[str, list[Problem]]:
    found = {judgement.__name__: list(judgement(of)) for judgement in JUDGEMENTS}
    return {name: problems for name, problems in found.items() if problems}


@pytest.mark.parametrize(("name", "base", "broken", "sound", "says"), CASES)
def test_each_judgement_objects_to_its_fault_alone(
    name: str, base: str, broken: Edit, sound: Edit, says: str
) -> None:
    found = objecting(subject(broken, base))
    assert list(found) == [name], found
    problem = found[name][0]
    assert says in str(problem) and problem.mend and problem.key
    assert objecting(subject(sound, base)) == {}


def test_an_aside_needs_no_words_for_giving_it_back() -> None:
    aside = all_of(put(f"facts.{MODEL}.gist", []), put(f"facts.{MODEL}.needs", "aside"))
    assert "facts_without_gist" not in objecting(subject(aside, EXAMPLE))


def test_every_judgement_has_its_case() -> None:
    assert {judgement.__name__ for judgement in JUDGEMENTS} == {case[0] for case in CASES}


def golden(strong: list[Data], mixed: list[Data], poor: list[Data]) -> GoldenCalls:
    return GoldenCalls.model_validate({"strong": strong, "mixed": mixed, "poor": poor})


COLD: list[Data] = [{"say": "規則ですので、できません。"}, {"end": True}]
FAIR: list[Data] = [
    {
        "say": "お電話ありがとうございます。みずき電機の土屋でございます。ご不便をおかけして申し訳ございません。"
    },
    {"say": "三回もお電話をいただいたのですね。さぞご不安だったことと存じます。型番を教えていただけますか。"},
    {"end": True},
]


def test_a_poor_model_call_is_told_with_its_weak_sides() -> None:
    found = list(calls.model_call(subject(put("model_call", COLD))))
    assert [p.key for p in found] == ["model_call", "model_call"]
    assert "未解決のまま終話" in found[0].what and "85点以上が必要。弱い観点: " in found[1].what
    assert list(calls.model_call(subject(lambda data: None))) == []


def test_a_model_call_that_does_not_come_to_an_end_is_told() -> None:
    found = list(calls.model_call(subject(lambda d: d["model_call"].pop() and None)))
    assert "終話まで行っていません" in found[0].what


def test_golden_calls_have_to_rank() -> None:
    whole = subject(lambda data: None)
    best = _BASES[EXAMPLE]["model_call"]
    ranked = Subject(whole.cast, whole.rubric, golden(best, FAIR, COLD))
    assert list(calls.golden_calls(ranked)) == []
    swapped = Subject(whole.cast, whole.rubric, golden(best, COLD, FAIR))
    (problem,) = calls.golden_calls(swapped)
    assert "まずまずの応対" in problem.what and f"golden/{EXAMPLE}.yaml" in problem.mend
    assert list(calls.golden_calls(whole)) == []


def test_every_shipped_scenario_has_golden_calls() -> None:
    assert [i for i in LIBRARY.scenarios if LIBRARY.golden(i) is None] == []


def test_a_finding_is_placed_where_its_key_stands() -> None:
    text = "id: x\nfacts:\n  - id: a\n    say: y\n    gist: [z]\n"
    (problem,) = placed(text, [Problem("x.yaml", 0, "facts.0.gist.0", "", "")])
    assert problem.line == 5
    (whole,) = placed(text, [Problem("x.yaml", 0, "", "", "")])
    assert whole.line == 0
