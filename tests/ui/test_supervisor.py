"""The supervisors' pages: only for them; nothing typed is lost; nothing faulty reaches a trainee."""

from __future__ import annotations

from html import escape
from typing import Any
from urllib.parse import urlencode

import pytest
from streamlit.testing.v1 import AppTest

from tests.ui.cases.library import waiting
from tests.ui.looking import EXAMPLE, shown
from trainer.coverage import DIMENSIONS, parts
from trainer.dialogue import Seat
from trainer.mood import Band
from trainer.person import Person
from trainer.wiring import App
from trainer.yaml_edit import value_of

MINE = "my-scenario"


def draft(at: AppTest, scenario_id: str) -> Any:
    return at.session_state["scenario drafts"][scenario_id]


def view(at: AppTest, name: str, scenario_id: str) -> AppTest:
    at.segmented_control(key=f"view-{scenario_id}").set_value(name).run()
    assert not at.exception
    return at


def yaml_area(at: AppTest) -> Any:
    return next(area for area in at.text_area if area.label == "YAML")


def field(at: AppTest, kind: str, label: str) -> Any:
    return next(one for one in getattr(at, kind) if one.label == label)


@pytest.mark.parametrize("page", ["scenarios", "coverage"])
def test_a_trainee_is_told_calmly_and_sees_nothing(page: str, opened: Any, app: App) -> None:
    trainee = app.people.welcome("佐藤", Seat.FIRST)
    at = opened(trainee, page, open=EXAMPLE)
    words = shown(at)
    assert "この画面はSVが使います" in words
    scenario = app.library.scenarios[EXAMPLE]
    assert scenario.hidden.sore_point not in words and scenario.title not in words
    assert not at.button and not at.text_area
    assert "シナリオ編集" not in [link.label for link in at.get("page_link")]


def test_the_home_shows_what_waits_for_a_supervisor_and_only_to_them(
    opened: Any, app: App, sv: Person
) -> None:
    trainee = app.people.welcome("佐藤", Seat.FIRST)
    assert "いまはありません" in shown(opened(sv, "home"))
    waiting(app, trainee)
    text = app.authoring.copy_of(sv, EXAMPLE, MINE)
    app.authoring.save(sv, text, seen=0)
    app.authoring.save(sv, text.replace(MINE, "half-done").replace("seat: first", "seat: third"), seen=0)
    at = opened(sv, "home")
    words = shown(at)
    for waits in (
        "1件</b><span>確認待ちの事例",
        "1本</b><span>検査済みで未公開",
        "1本</b><span>下書きのシナリオ",
    ):
        assert waits in words
    queries = [link.proto.query_string for link in at.get("page_link")]
    assert any("state=" in query for query in queries)
    assert "確認待ちの事例" not in shown(opened(trainee, "home"))


def test_the_list_names_every_scenario_with_its_state(opened: Any, app: App, sv: Person) -> None:
    text = app.authoring.copy_of(sv, EXAMPLE, MINE)
    app.authoring.save(sv, text.replace("seat: first", "seat: third"), seen=0)
    at = opened(sv, "scenarios")
    words = shown(at)
    assert words.count('class="srow"') == len(app.library.scenarios) + 1
    assert "付属" in words and "下書き" in words and "高木" in words
    field(at, "selectbox", "状態").set_value("下書き").run()
    assert shown(at).count('class="srow"') == 1 and MINE in shown(at)


def test_the_filter_stays_while_a_scenario_is_open_and_after(opened: Any, app: App, sv: Person) -> None:
    logical = [s.id for s in app.library.scenarios.values() if s.persona == "logical"]
    at = opened(sv, "scenarios")
    field(at, "selectbox", "顧客タイプ").set_value("論理的").run()
    at.button(key=f"open-{logical[0]}").click().run()
    assert not at.exception and at.query_params["open"] == logical[0]
    assert {b.key for b in at.button if str(b.key).startswith("open-")} == {f"open-{i}" for i in logical}
    at.button(key="back").click().run()
    assert field(at, "selectbox", "顧客タイプ").value == "論理的"
    assert shown(at).count('class="srow"') == len(logical)


def test_a_change_in_the_form_rewrites_one_line_of_the_yaml(opened: Any, app: App, sv: Person) -> None:
    at = opened(sv, "scenarios", open=EXAMPLE)
    before = app.authoring.text_of(sv, EXAMPLE)
    field(at, "text_input", "題").input("新しい題: その一").run()
    after = draft(at, EXAMPLE).text
    changed = [new for old, new in zip(before.split("\n"), after.split("\n"), strict=True) if old != new]
    assert changed == ["title: '新しい題: その一'"]
    assert yaml_area(view(at, "YAML", EXAMPLE)).value == after
    assert "未保存の変更" in shown(at)


def test_another_customer_type_brings_a_voice_that_fits(opened: Any, app: App, sv: Person) -> None:
    at = opened(sv, "scenarios", open=EXAMPLE)
    persona = field(at, "selectbox", "顧客タイプ")
    persona.set_value(next(o for o in app.authoring.library.personas if o == "logical")).run()
    assert not at.exception
    text = draft(at, EXAMPLE).text
    voice = text.split("voice: ")[1].split("\n")[0]
    assert app.authoring.library.voices[voice].persona == "logical"
    offered = field(at, "selectbox", "声").options
    logical = [
        v for v in app.authoring.library.voices.values() if v.persona == "logical" and v.channel == "phone"
    ]
    assert offered == [v.title for v in logical]


def section(at: AppTest, name: str, scenario_id: str = EXAMPLE) -> AppTest:
    at.pills(key=f"section-{scenario_id}").set_value(name).run()
    assert not at.exception
    return at


def labelled(at: AppTest, kind: str, start: str) -> Any:
    return next(one for one in getattr(at, kind) if str(one.label).startswith(start))


def test_every_section_shows_what_is_in_the_text_and_changes_nothing(
    opened: Any, app: App, sv: Person
) -> None:
    scenario = app.library.scenarios[EXAMPLE]
    at = opened(sv, "scenarios", open=EXAMPLE)
    first = {
        "題と場面": scenario.title,
        "予習と手元": scenario.card.phone,
        "事実": scenario.facts[0].say[0],
        "気がかり": scenario.concerns[0].say[1],
        "解決策": scenario.remedies[0].title,
        "引き継ぎ": "\n".join("、".join(row) for row in scenario.must_mention),
        "模範応対": scenario.model_call[0].say,
        "講師へ": scenario.hidden.sore_point,
    }
    for name, words in first.items():
        section(at, name)
        shown_now = [str(one.value) for one in (*at.text_input, *at.text_area)]
        assert any(str(words) in value for value in shown_now), name
    assert draft(at, EXAMPLE).text == app.authoring.text_of(sv, EXAMPLE)


def test_a_fact_is_added_written_and_taken_out_again(opened: Any, app: App, sv: Person) -> None:
    before = app.authoring.text_of(sv, EXAMPLE)
    count = len(app.library.scenarios[EXAMPLE].facts)
    at = section(opened(sv, "scenarios", open=EXAMPLE), "事実")
    at.button(key="add-facts-事実を足す").click().run()
    assert f"事実({count + 1}件)" in [s.label for s in at.selectbox]
    labelled(at, "text_area", "お客様の言葉").set_value("夜に回しています。\n夜だけです。").run()
    labelled(at, "text_input", "復唱の言葉").input("夜、夜間").run()
    [one for one in at.multiselect if one.label == "成り立つきっかけ"][-1].set_value(["T5"]).run()
    assert not at.exception
    added = value_of(draft(at, EXAMPLE).text, ("facts", count))
    assert added == {
        "id": "fact-1",
        "say": ["夜に回しています。", "夜だけです。"],
        "gist": ["夜", "夜間"],
        "asked_by": [],
        "needs": "asked",
        "raises": ["T5"],
    }
    at.button(key=f"up-facts-{EXAMPLE}").click().run()
    assert value_of(draft(at, EXAMPLE).text, ("facts", count - 1, "id")) == "fact-1"
    at.button(key=f"drop-facts-{EXAMPLE}").click().run()
    assert not at.exception and draft(at, EXAMPLE).text == before


def test_a_remedys_words_and_a_concerns_conditions_are_written(opened: Any, sv: Person) -> None:
    at = section(opened(sv, "scenarios", open=EXAMPLE), "解決策")
    labelled(at, "text_area", "受け入れる言葉").set_value("").run()
    labelled(at, "checkbox", "これで用件が済む").check().run()
    visit = value_of(draft(at, EXAMPLE).text, ("remedies", 0))
    assert "accept" not in visit and "settles" not in visit and visit["haggle"]
    section(at, "気がかり")
    labelled(at, "checkbox", "用件が片づいていないあいだ").check().run()
    assert value_of(draft(at, EXAMPLE).text, ("concerns", 0, "when")) == {"unsolved": True}
    labelled(at, "checkbox", "用件が片づいていないあいだ").uncheck().run()
    assert "when" not in value_of(draft(at, EXAMPLE).text, ("concerns", 0))


def test_a_step_is_added_before_the_end_of_the_model_call(opened: Any, sv: Person) -> None:
    at = section(opened(sv, "scenarios", open=EXAMPLE), "模範応対")
    at.button(key="add-model_call-言葉を足す").click().run()
    labelled(at, "text_area", "応対者の言葉").set_value("少々お時間をいただけますでしょうか。").run()
    steps = value_of(draft(at, EXAMPLE).text, ("model_call",))
    assert steps[-2] == {"say": "少々お時間をいただけますでしょうか。"} and "escalate" in steps[-1]


def test_words_that_the_note_must_hold_are_rows_of_alternatives(opened: Any, sv: Person) -> None:
    at = section(opened(sv, "scenarios", open=EXAMPLE), "引き継ぎ")
    labelled(at, "text_area", "引き継ぎ票に要る言葉").set_value("折り返し\n三回、三度\n").run()
    assert value_of(draft(at, EXAMPLE).text, ("must_mention",)) == [["折り返し"], ["三回", "三度"]]


def test_markup_in_a_title_is_shown_as_words(opened: Any, app: App, sv: Person) -> None:
    at = opened(sv, "scenarios", open=EXAMPLE)
    field(at, "text_input", "題").input("<img src=x onerror=alert(1)><b>題</b>").run()
    at.button(key="save").click().run()
    for name in ("フォーム", "プレビュー", "試し通話", "版"):
        bodies = "".join(e.proto.body for e in view(at, name, EXAMPLE).get("html"))
        assert "<img src=x" not in bodies and "<b>題</b>" not in bodies
    assert "&lt;b&gt;題&lt;/b&gt;" in bodies or "&lt;b&gt;題&lt;/b&gt;" in shown(at)


def test_a_faulty_line_is_told_with_its_number_and_kept_as_a_draft(opened: Any, app: App, sv: Person) -> None:
    at = view(opened(sv, "scenarios", open=EXAMPLE), "YAML", EXAMPLE)
    text = app.authoring.text_of(sv, EXAMPLE).replace("needs: heard", "needs: hurd", 1)
    line = text[: text.index("hurd")].count("\n") + 1
    yaml_area(at).set_value(text).run()
    words = shown(at)
    assert f"{line}行目" in words and ".needs]" in words and "使えない値です" in words
    at.button(key="save").click().run()
    assert app.authoring.versions(sv, EXAMPLE)[0].state == "draft"
    assert "下書きとして保存しました" in shown(at)
    assert app.library.scenarios[EXAMPLE].facts[8].needs == "heard"


def test_what_is_no_yaml_cannot_be_saved_and_stays(opened: Any, app: App, sv: Person) -> None:
    at = view(opened(sv, "scenarios", open=EXAMPLE), "YAML", EXAMPLE)
    yaml_area(at).set_value("id: [閉じていない").run()
    at.button(key="save").click().run()
    assert "YAMLとして読めないため保存できません" in shown(at)
    assert draft(at, EXAMPLE).text == "id: [閉じていない" and app.authoring.versions(sv, EXAMPLE) == []
    assert "フォームを出せません" in shown(view(at, "フォーム", EXAMPLE))


def test_words_are_not_lost_when_somebody_else_was_faster(opened: Any, app: App, sv: Person) -> None:
    at = view(opened(sv, "scenarios", open=EXAMPLE), "YAML", EXAMPLE)
    text = app.authoring.text_of(sv, EXAMPLE)
    yaml_area(at).set_value(text + "# わたし\n").run()
    colleague = sv.model_copy(update={"id": "another", "name": "山本"})
    app.authoring.save(colleague, text + "# ほかの人\n", seen=0)
    at.button(key="save").click().run()
    assert "このシナリオは山本さんが" in shown(at) and yaml_area(at).value == text + "# わたし\n"
    at.button(key="accept").click().run()
    at.button(key="save").click().run()
    assert [v.body for v in app.authoring.versions(sv, EXAMPLE)] == [
        text + "# わたし\n",
        text + "# ほかの人\n",
    ]


def test_a_copy_is_saved_published_and_withdrawn(opened: Any, app: App, sv: Person) -> None:
    at = opened(sv, "scenarios", open=EXAMPLE)
    field(at, "text_input", "新しい id").input(MINE).run()
    next(b for b in at.button if b.label == "写して開く").click().run()
    assert not at.exception
    at.query_params["open"] = MINE
    at.run()
    at.button(key="save").click().run()
    assert "検査に合格" in shown(at)
    at.button(key="publish").click().run()
    assert "公開しました" in shown(at) and MINE in app.library.scenarios
    at.button(key="withdraw").click().run()
    assert "取り下げました" in shown(at) and MINE not in app.library.scenarios


def test_a_copy_without_an_id_asks_for_one(opened: Any, sv: Person) -> None:
    at = opened(sv, "scenarios", open=EXAMPLE)
    field(at, "text_input", "新しい id").input(" ").run()
    next(b for b in at.button if b.label == "写して開く").click().run()
    assert "id を入れてください" in shown(at)


def test_preview_shows_what_trainees_see_and_no_more(opened: Any, app: App, sv: Person) -> None:
    words = shown(view(opened(sv, "scenarios", open=EXAMPLE), "プレビュー", EXAMPLE))
    scenario = app.library.scenarios[EXAMPLE]
    assert scenario.card.name in words and "自分の権限" in words
    assert scenario.hidden.sore_point not in words


def test_a_test_talk_explains_itself_and_leaves_no_trace(opened: Any, app: App, sv: Person) -> None:
    at = view(opened(sv, "scenarios", open=EXAMPLE), "試し通話", EXAMPLE)
    at.chat_input[0].set_value("規則ですのでできません。").run()
    words = shown(at)
    assert "規則ですのでできません。" in words and "第一声" in words and "気持ち" in words
    at.button(key="try-end").click().run()
    assert "通話終了" in shown(at)
    at.button(key="try-again").click().run()
    assert "規則ですのでできません。" not in shown(at)
    assert app.practice.mine(sv) == []


def test_versions_show_their_difference_escaped_and_can_be_taken_back(
    opened: Any, app: App, sv: Person
) -> None:
    text = app.authoring.text_of(sv, EXAMPLE)
    app.authoring.save(sv, text.replace("難易度", "").replace("summary: ", "summary: <b>太字</b>"), seen=0)
    app.authoring.save(sv, text, seen=1)
    at = view(opened(sv, "scenarios", open=EXAMPLE), "版", EXAMPLE)
    field(at, "selectbox", "いまの文と比べる版").set_value(1).run()
    words = shown(at)
    assert "&lt;b&gt;太字&lt;/b&gt;" in words and "<b>太字</b>" not in words
    at.button(key="restore").click().run()
    assert "<b>太字</b>" in draft(at, EXAMPLE).text and "文に戻しました" in shown(at)
    assert len(app.authoring.versions(sv, EXAMPLE)) == 2


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "ファイルが空です"),
        (b"\x89PNG\r\n\x1a\n\xff", "UTF-8"),
        ("題".encode("cp932"), "UTF-8"),
        (b"id: a\x00b", "文章のファイルではありません"),
        (b"x" * 900_000, "大きすぎます"),
        (b"- just\n- a list\n", "id がありません"),
        (b"id: [", "YAMLとして読めない"),
    ],
    ids=["empty", "binary", "shift-jis", "nul", "huge", "list", "broken"],
)
def test_a_file_that_is_no_scenario_is_refused_in_words(
    data: bytes, words: str, opened: Any, sv: Person
) -> None:
    at = opened(sv, "scenarios")
    at.file_uploader(key="import").upload("x.yaml", data, "application/yaml").run()
    at.button(key="import-open").click().run()
    assert not at.exception and words in shown(at)


def test_an_imported_file_is_opened_and_saved_only_on_demand(opened: Any, app: App, sv: Person) -> None:
    data = app.authoring.text_of(sv, EXAMPLE).replace(f"id: {EXAMPLE}", f"id: {MINE}", 1).encode()
    at = opened(sv, "scenarios")
    at.file_uploader(key="import").upload("x.yaml", data, "application/yaml").run()
    at.button(key="import-open").click().run()
    assert draft(at, MINE).text.encode() == data and app.authoring.versions(sv, MINE) == []


def test_a_file_with_an_id_in_use_neither_hides_that_nor_takes_unsaved_words(
    opened: Any, app: App, sv: Person
) -> None:
    text = app.authoring.text_of(sv, EXAMPLE)
    at = opened(sv, "scenarios", open=EXAMPLE)
    field(at, "text_input", "題").input("書きかけの題").run()
    at.button(key="back").click().run()
    at.file_uploader(key="import").upload("x.yaml", text.encode(), "application/yaml").run()
    at.button(key="import-open").click().run()
    assert "まだ保存していない変更があります" in shown(at)
    assert "書きかけの題" in draft(at, EXAMPLE).text
    at = opened(sv, "scenarios")
    at.file_uploader(key="import").upload("x.yaml", text.encode() + b"# new\n", "application/yaml").run()
    at.button(key="import-open").click().run()
    assert "その新しい版になります" in draft(at, EXAMPLE).message[0]


def test_coverage_marks_gaps_and_counts(opened: Any, app: App, sv: Person) -> None:
    at = opened(sv, "coverage")
    words = shown(at)
    assert 'class="matrix"' in words and 'class="gap' in words
    assert f"シナリオ {len(app.library.scenarios)}本" in words
    field(at, "selectbox", "業種").set_value("家電").run()
    assert not at.exception and shown(at).count("<caption>") == 2


def test_a_gap_leads_to_a_new_scenario_that_fills_it(opened: Any, app: App, sv: Person) -> None:
    words = shown(opened(sv, "coverage"))
    gap = {"persona": "技術的", "seat": "二次対応", "need": "不要"}
    assert f'href="scenarios?{escape(urlencode(gap))}"' in words  # listed below the tables
    at = opened(sv, "scenarios")
    for name, value in gap.items():
        at.selectbox(key=name).set_value(value).run()
    assert "条件に合うシナリオがありません" in shown(at)
    at.button(key=f"copy-{EXAMPLE}-new-combination").click().run()
    assert not at.exception
    text = draft(at, "new-combination").text
    paths = ("persona",), ("seat",), ("escalation", "need")
    assert [value_of(text, path) for path in paths] == ["technical", "second", "needless"]
    voice = app.authoring.library.voices[str(value_of(text, ("voice",)))]
    assert voice.persona == "technical"


def test_all_values_of_the_dimensions_can_be_put_into_a_scenario() -> None:
    for dimension in DIMENSIONS.values():
        for value in dimension.values:
            assert ("industry",) not in dict(parts([value])), value


def test_the_ceiling_of_harsh_words_is_kept_and_used(opened: Any, app: App) -> None:
    trainee = app.people.welcome("佐藤", Seat.FIRST)
    at = opened(trainee, "profile")
    field(at, "radio", "言葉の強さの上限").set_value(Band.TENSE)
    at.button[0].click().run()
    found = app.people.find(trainee.id)
    assert found is not None and found.ceiling is Band.TENSE
    at = opened(found, "brief", scenario=EXAMPLE)
    assert "設定により「いら立ちまで」で話します" in shown(at)
    at.button(key="start").click().run()
    attempt = app.practice.attempt(found, app.practice.mine(found)[0].id)
    assert attempt.started.ceiling is Band.TENSE
