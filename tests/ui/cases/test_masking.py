"""個人情報の確認: what is hidden, by whom, and that it is gone."""

from __future__ import annotations

from typing import Any

from streamlit.testing.v1 import AppTest

from tests.ui.cases.library import CASE, click, one
from tests.ui.looking import shown
from trainer.case import CaseState
from trainer.person import Person
from trainer.wiring import App

RAW = CASE.model_copy(update={"situation": "佐々木様、090-1234-5678 に折り返す。受付は金曜の窓口。"})


def hidden_by_hand(at: AppTest, words: str) -> AppTest:
    one(at, "text_input", "伏せる言葉").input(words).run()
    return click(at, "伏せる")


def test_masking_shows_both_texts_and_shares_only_the_masked_one(
    app: App, opened: Any, trainee: Person, sv: Person
) -> None:
    app.cases.save_draft(trainee, RAW, case_id="mine")
    at = opened(trainee, "masking", case="mine")
    assert "090-1234-5678" in shown(at) and "【電話番号1】" in shown(at)
    assert at.button(key="share").disabled  # nobody has looked yet
    at.checkbox(key="mask-sure").check().run()
    click(at, "確認して、SVに確認を頼む")
    record = app.case_search.read(sv, "mine")
    assert record.state is CaseState.WAITING and record.confirmed_by == "佐藤"
    assert "090-1234-5678" not in "".join(record.case.texts()) and "【氏名1】" in record.case.situation


def test_words_are_hidden_by_hand_and_bared_ones_must_be_declared(
    app: App, opened: Any, trainee: Person
) -> None:
    app.cases.save_draft(trainee, RAW, case_id="mine")
    at = hidden_by_hand(opened(trainee, "masking", case="mine"), "金曜の窓口")
    assert "金曜の窓口" not in shown(at).split('class="mask-result"')[-1] and "【氏名2】" in shown(at)
    here = at.session_state["case maskings"]["mine"]
    here.chosen = next(n for n, r in enumerate(here.proposal.replacements) if r.text == "090-1234-5678")
    at.run()
    click(at, "伏せるのをやめる")
    at.checkbox(key="mask-sure").check().run()
    assert "か所残っています" in shown(at) and at.button(key="share").disabled
    click(at, "問題なし")
    assert "か所残っています" not in shown(at) and not at.button(key="share").disabled


def test_corrections_to_the_masking_survive_a_reload_and_are_ones_own(
    app: App, opened: Any, trainee: Person, sv: Person
) -> None:
    record = app.cases.save_draft(trainee, RAW, case_id="mine")
    at = hidden_by_hand(opened(trainee, "masking", case="mine"), "金曜の窓口")
    here = at.session_state["case maskings"]["mine"]
    here.chosen = next(n for n, r in enumerate(here.proposal.replacements) if r.text == "佐々木")
    at.run()
    click(at, "伏せるのをやめる")
    click(at, "問題なし")
    again = opened(trainee, "masking", case="mine")  # a reload: another session
    proposal = again.session_state["case maskings"]["mine"].proposal
    assert {r.text for r in proposal.replacements} == {"金曜の窓口", "090-1234-5678"}
    assert proposal.harmless == ("佐々木",) and "か所残っています" not in shown(again)
    other = RAW.model_copy(update={"outcome": "佐々木様に電話した。"})
    app.cases.save_draft(trainee, other, case_id="mine", seen=record.version)
    begun = opened(trainee, "masking", case="mine").session_state["case maskings"]["mine"].proposal
    assert "佐々木" in {r.text for r in begun.replacements}  # another text, another proposal


def test_what_is_kept_of_a_masking_quotes_no_personal_data_and_goes_when_it_is_confirmed(
    app: App, opened: Any, trainee: Person
) -> None:
    app.cases.save_draft(trainee, RAW, case_id="mine")
    at = hidden_by_hand(opened(trainee, "masking", case="mine"), "金曜の窓口")
    kept = app.maskings.kept.masking("mine", trainee.id)
    assert kept and not [words for words in ("佐々木", "090", "金曜") if words in kept]
    at.checkbox(key="mask-sure").check().run()
    click(at, "確認して、SVに確認を頼む")
    assert app.maskings.kept.masking("mine", trainee.id) is None


def test_the_kind_of_a_replacement_is_changed(app: App, opened: Any, trainee: Person) -> None:
    app.cases.save_draft(trainee, RAW, case_id="mine")
    at = opened(trainee, "masking", case="mine")
    at.session_state["case maskings"]["mine"].chosen = 0
    at.run()
    one(at, "selectbox", "種類").set_value("ADDRESS").run()
    assert not at.exception and "【住所1】" in shown(at)


def test_a_supervisor_publishes_in_one_step(app: App, opened: Any, sv: Person) -> None:
    app.cases.save_draft(sv, RAW, case_id="mine")
    at = opened(sv, "masking", case="mine")
    at.checkbox(key="mask-sure").check().run()
    click(at, "確認して公開する")
    assert app.case_search.read(sv, "mine").state is CaseState.PUBLISHED


def test_nothing_is_shared_while_a_needed_field_is_empty(app: App, opened: Any, trainee: Person) -> None:
    app.cases.save_draft(trainee, CASE.model_copy(update={"lesson": ""}), case_id="mine")
    at = opened(trainee, "masking", case="mine")
    at.checkbox(key="mask-sure").check().run()
    assert "が空です" in shown(at) and at.button(key="share").disabled
