"""Whatever people wrote is printed as they wrote it, and nothing else is read."""

from __future__ import annotations

import pytest

from trainer import paper
from trainer.case import Case, CaseRecord, Moment
from trainer.printing import case_sheet


def sheet(text: str) -> dict[str, object]:
    case = Case(title="題", situation=text, timeline=(Moment(text=text or "間"),), lesson=text)
    return case_sheet(
        CaseRecord(id="c", case=case, author="a", author_name="田中", updated_at=1.79e9), 9 * 3600
    )


@pytest.mark.parametrize(
    "text",
    [
        '#read("/etc/passwd") #import "x" $1/0$ *太字* _斜体_ @ref <label> \\u{41} ] } [',
        "長い" * 1_000,
        "絵文字😡と旧字体の𠮷田、한글、\x00\x1b制御文字、結合か\u3099",
        "改行\n\n三行目",
        "",
    ],
)
def test_any_words_become_a_page(text: str) -> None:
    assert paper.pdf("case", sheet(text)).startswith(b"%PDF-")


def test_the_font_travels_inside_the_file() -> None:
    document = paper.pdf("case", sheet("本文"))
    assert b"BIZUDPGothic" in document and b"FontFile" in document


def test_a_character_without_a_shape_is_shown_as_missing_not_dropped() -> None:
    assert paper._printable({"a": ["𠮷田😡", "か\u3099"]}) == {"a": ["〓田〓", "が"]}


def test_a_long_case_runs_over_several_pages() -> None:
    assert len(paper.pages("case", sheet("長い話です。" * 330), ppi=20)) > 1
