"""Form and YAML are two views of one text: a change in the form touches that one value only."""

from __future__ import annotations

import difflib
import random
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from trainer.errors import InvalidInput
from trainer.files import SCENARIOS
from trainer.yaml_edit import has_references, line_of, value_of, with_swapped, with_value

TEXT = """\
# 手本
id: a            # ずっと同じ
title: "題: 引用符つき"
seat: first
brief:
  situation: >-
    二行に
    わたる状況

  # 目標の前の一言
  goal: 目標
  authority: 権限 # 変えない
escalation: {need: required, direction: vertical, to: [責任者, SV], window: 1}
landings:
  - 一つ
  - 二つ
# 終わり
"""


def changed_lines(old: str, new: str) -> list[str]:
    return [
        line
        for line in difflib.ndiff(old.splitlines(), new.splitlines())
        if line.startswith(("+ ", "- ")) and line[2:].strip()
    ]


@pytest.mark.parametrize(
    ("path", "value", "expected"),
    [
        (("title",), "新しい題", ['- title: "題: 引用符つき"', "+ title: 新しい題"]),
        (("title",), "題: コロン #1", ['- title: "題: 引用符つき"', "+ title: '題: コロン #1'"]),
        (("seat",), "second", ["- seat: first", "+ seat: second"]),
        (("brief", "goal"), "はい", ["-   goal: 目標", "+   goal: はい"]),
        (
            ("brief", "authority"),
            "no",
            ["-   authority: 権限 # 変えない", "+   authority: 'no' # 変えない"],
        ),
        (("landings",), ["三つ", "四つ"], ["-   - 一つ", "-   - 二つ", "+   - 三つ", "+   - 四つ"]),
        (
            ("brief", "goal"),
            "一行目\n二行目",
            ["-   goal: 目標", "+   goal: |-", "+     一行目", "+     二行目"],
        ),
    ],
)
def test_one_value_changes_and_every_other_line_stays(path: Any, value: Any, expected: list[str]) -> None:
    new = with_value(TEXT, path, value)
    assert sorted(changed_lines(TEXT, new)) == sorted(expected)
    assert value_of(new, path) == value


def test_a_folded_text_is_replaced_whole_and_the_comment_behind_it_stays() -> None:
    new = with_value(TEXT, ("brief", "situation"), "短い状況")
    assert "  situation: 短い状況\n\n  # 目標の前の一言\n  goal: 目標\n" in new


def test_values_in_braces_change_in_place() -> None:
    new = with_value(TEXT, ("escalation", "to"), ["専門, 部署", "]"])
    assert "to: ['専門, 部署', ']'], window: 1}" in new
    gone = with_value(with_value(TEXT, ("escalation", "direction"), None), ("escalation", "window"), None)
    assert "escalation: {need: required, to: [責任者, SV]}" in gone
    assert "window: 1, why: 理由}" in with_value(TEXT, ("escalation", "why"), "理由")


def test_a_missing_key_is_written_where_it_belongs() -> None:
    order = ["id", "title", "seat", "channel", "brief"]
    assert "seat: first\nchannel: chat\nbrief:" in with_value(TEXT, ("channel",), "chat", order)
    assert with_value(TEXT, ("harsh",), "声", order).endswith("  - 二つ\nharsh: 声\n# 終わり\n")
    assert "id: a            # ずっと同じ\nsummary: 文\n" in with_value(
        TEXT, ("summary",), "文", ["id", "summary"]
    )
    assert value_of(with_value("id: a", ("brief", "goal"), "目標"), ("brief", "goal")) == "目標"
    assert value_of(with_value("id:\ntitle: x\n", ("id",), "b"), ("id",)) == "b"


def test_a_key_is_taken_out_with_its_lines() -> None:
    new = with_value(TEXT, ("brief", "situation"), None)
    assert changed_lines(TEXT, new) == ["-   situation: >-", "-     二行に", "-     わたる状況"]
    assert with_value(TEXT, ("harsh",), None) == TEXT


@pytest.mark.parametrize("text", ["", "- a", "x: [", "just words", "title: a\n  b: c: d", "a: \x07"])
def test_a_text_that_cannot_be_read_is_left_alone(text: str) -> None:
    with pytest.raises(InvalidInput, match="YAML"):
        with_value(text, ("title",), "x")


def test_what_would_change_more_than_one_value_is_refused() -> None:
    shared = "title: &same 題\nsummary: *same\n"
    with pytest.raises(InvalidInput):
        with_value(shared, ("title",), "別の題")
    with pytest.raises(InvalidInput):
        with_value("a: 1\na: 2\n", ("a",), 3)


def test_the_line_of_a_key_is_found_as_deep_as_it_exists() -> None:
    assert line_of(TEXT, "") == 1
    assert line_of(TEXT, "brief.goal") == TEXT[: TEXT.index("goal:")].count("\n") + 1
    assert line_of(TEXT, "landings.1") == TEXT[: TEXT.index("二つ")].count("\n") + 1
    assert line_of(TEXT, "brief.nothing.at.all") == TEXT[: TEXT.index("brief:")].count("\n") + 1
    assert line_of("x: [", "x") == 0


def _shipped() -> list[str]:
    return [
        path.read_text("utf-8") for path in sorted(SCENARIOS.glob("*.yaml")) if path.name != "rubric.yaml"
    ]


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("title",), "別の題「引用」: 1"),
        (("brief", "situation"), "状況です。\nもう一行。"),
        (("escalation", "to"), ["責任者"]),
        (("difficulty",), 4),
        (("harsh",), "強い言葉があります。"),
    ],
)
def test_every_shipped_scenario_can_be_changed_in_the_form(path: Any, value: Any) -> None:
    for text in _shipped():
        new = with_value(text, path, value, ["id", "title", "voice", "harsh"])
        before, after = yaml.safe_load(text), yaml.safe_load(new)
        assert value_of(new, path) == value
        assert {k: v for k, v in before.items() if k != path[0]} == {
            k: v for k, v in after.items() if k != path[0]
        }


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=80))
def test_whatever_is_typed_comes_back_as_typed_or_is_refused(words: str) -> None:
    try:
        new = with_value(TEXT, ("brief", "goal"), words)
    except InvalidInput:
        return
    assert value_of(new, ("brief", "goal")) == words
    assert value_of(new, ("brief", "authority")) == "権限"


def test_references_inside_the_file_are_seen_and_refused() -> None:
    laughs = "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n"
    assert has_references(laughs) and not has_references(TEXT) and not has_references("x: [")
    with pytest.raises(InvalidInput):
        with_value(laughs, ("d",), "x")


LISTS = """facts:
  - id: a
    say: はじめ
    # 次の行は聞かれたときだけ
    gist: [一, 二]
  - id: b   # 二つめ
    say:
      - ひとつ
      - ふたつ
must_mention:
  - [一, 二]
flow: [{id: x}, {id: y}]
empty: []
last: 1
"""


@pytest.mark.parametrize(
    ("path", "value", "old", "new"),
    [
        (("facts", 0, "say"), "べつ", "say: はじめ", "say: べつ"),
        (("facts", 0, "gist"), ["三"], "gist: [一, 二]", "gist: [三]"),
        (("facts", 1, "say", 0), "一番", "- ひとつ", "- 一番"),
        (("facts", 1, "say"), "一つだけ", "\n      - ひとつ\n      - ふたつ", " 一つだけ"),
        (("facts", 1, "needs"), "asked", "- ふたつ\n", "- ふたつ\n    needs: asked\n"),
        (("facts", 0, "gist"), None, "    gist: [一, 二]\n", ""),
        (("facts", 0, "id"), None, "- id: a\n    say", "- say"),
        (
            ("facts", 0),
            None,
            "  - id: a\n    say: はじめ\n    # 次の行は聞かれたときだけ\n    gist: [一, 二]\n",
            "",
        ),
        (("facts", 2), {"id": "c", "say": ""}, "- ふたつ\n", "- ふたつ\n  - id: c\n    say: ''\n"),
        (("must_mention",), [["三", "四"], ["五"]], "- [一, 二]", "- [三, 四]\n  - [五]"),
        (("must_mention", 0), None, "must_mention:\n  - [一, 二]", "must_mention: []"),
        (("flow", 0), None, "[{id: x}, {id: y}]", "[{id: y}]"),
        (("flow", 2), {"id": "z"}, "{id: y}]", "{id: y}, {id: z}]"),
        (("empty", 0), {"id": "n"}, "empty: []", "empty: [{id: n}]"),
        (("when",), {"turn": 2, "told": ["a"]}, "last: 1\n", "last: 1\nwhen:\n  turn: 2\n  told: [a]\n"),
    ],
)
def test_lists_are_edited_in_place(path: Any, value: Any, old: str, new: str) -> None:
    assert LISTS.count(old) == 1
    assert with_value(LISTS, path, value) == LISTS.replace(old, new)


def test_two_items_change_places_with_all_that_is_theirs() -> None:
    swapped = with_swapped(LISTS, ("facts",), 0, 1)
    assert [f["id"] for f in yaml.safe_load(swapped)["facts"]] == ["b", "a"]
    assert "# 次の行は聞かれたときだけ\n    gist: [一, 二]" in swapped
    with pytest.raises(InvalidInput):
        with_swapped(LISTS, ("facts",), 0, 5)


def _paths(value: Any, path: Any = ()) -> Any:
    if path:
        yield path, value
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in items:
        yield from _paths(inner, (*path, key))


@pytest.mark.parametrize("name", ["appliance-no-callback", "sv-mail-villa-maintenance"])
def test_every_value_of_a_real_scenario_can_be_written_again(name: str) -> None:
    """Written anew, each value reads as before; `with_value` refuses where it cannot."""
    text = (SCENARIOS / f"{name}.yaml").read_text(encoding="utf-8")
    for path, value in random.Random(name).sample(sorted(_paths(yaml.safe_load(text)), key=str), 40):
        assert yaml.safe_load(with_value(text, path, value)) == yaml.safe_load(text), path
