"""`python -m trainer redact` as scripts use it."""

from __future__ import annotations

import json

from tests.test_commands import lines, run


def test_lines_are_masked_with_spans_into_the_original() -> None:
    text = "😀佐藤健二と申します。番号は０９０－１２３４－５６７８です。"
    done = run("redact", given=json.dumps({"id": "a", "text": text}) + "\n")
    assert done.returncode == 0, done.stderr
    (row,) = lines(done.stdout)
    assert row["id"] == "a" and row["text"] == "😀【氏名1】と申します。番号は【電話番号1】です。"
    assert [(text[s["start"] : s["end"]], s["type"]) for s in row["spans"]] == [
        ("佐藤健二", "PERSON"),
        ("０９０－１２３４－５６７８", "PHONE"),
    ]


def test_harmless_lines_come_back_unchanged_in_order() -> None:
    texts = ["12,800円です", "", "大阪では雨です"]
    given = "".join(json.dumps({"id": i, "text": t}) + "\n" for i, t in enumerate(texts))
    assert [(r["id"], r["text"], r["spans"]) for r in lines(run("redact", given=given).stdout)] == [
        (i, t, []) for i, t in enumerate(texts)
    ]


def test_what_came_before_a_bad_line_is_written_and_the_line_is_told() -> None:
    done = run("redact", given='{"id": 1, "text": "山田様"}\nnot json\n')
    assert done.returncode == 1 and lines(done.stdout)[0]["text"] == "【氏名1】様"
    assert "2行目" in done.stderr and "Traceback" not in done.stderr
    assert run("redact", given='{"id": 1}\n').returncode == 1
    assert run("redact", "--loud").returncode == 2
