"""Versions of a case: who reads which, what changed, the way back."""

from __future__ import annotations

import pytest

from tests.cases.desk import AUTHOR, MASKED, READER, REFUND, SV, Desk
from trainer.case import Case, CaseState, Moment, Phrase
from trainer.cases import changes
from trainer.errors import NotFound


def test_readers_see_what_was_shared_and_nobody_what_was_never_confirmed(desk: Desk) -> None:
    raw = REFUND.model_copy(update={"situation": "山田太郎様の返金"})
    draft = desk.draft(raw)
    confirmed = desk.cases.confirm(AUTHOR, MASKED, case_id=draft.id, seen=1)
    waiting = desk.review.submit(AUTHOR, draft.id, seen=confirmed.version)
    desk.review.publish(SV, draft.id, seen=waiting.version)
    assert [v.version for v in desk.cases.versions(READER, draft.id)] == [4]
    assert [v.version for v in desk.cases.versions(SV, draft.id)] == [4, 3]
    mine = desk.cases.versions(AUTHOR, draft.id)
    assert [v.version for v in mine] == [4, 3, 2] and all("山田" not in v.case.situation for v in mine)


def test_versions_differ_by_field_and_an_old_one_comes_back(desk: Desk) -> None:
    case = desk.published()
    changed = REFUND.model_copy(update={"title": "返金の行き違い", "tags": ("返金", "約束")})
    newer = desk.cases.confirm(SV, changed, case_id=case.id, seen=case.version)
    found = desk.cases.diff(READER, case.id, case.version, newer.version)
    assert [(c.field, c.label, c.before.text, c.after.text) for c in found] == [
        ("title", "題名", "返金の遅れ", "返金の行き違い"),
        ("tags", "タグ", "返金", "返金、約束"),
    ]
    restored = desk.cases.restore(SV, case.id, case.version, seen=newer.version)
    assert restored.case == REFUND and restored.state is CaseState.PUBLISHED
    assert desk.found(READER, "行き違い") == [] and desk.found(READER, "遅れ") == [case.id]
    with pytest.raises(NotFound):
        desk.cases.diff(READER, case.id, 1, 99)


def test_the_author_of_a_restored_text_goes_through_review_again(desk: Desk) -> None:
    case = desk.published()
    newer = desk.cases.confirm(SV, MASKED, case_id=case.id, seen=case.version)
    restored = desk.cases.restore(AUTHOR, case.id, case.version, seen=newer.version)
    assert restored.state is CaseState.WAITING and restored.confirmed_by == "佐藤"


def test_a_difference_shows_the_words_that_went_and_came() -> None:
    before = Case(situation="返金が三週間届かない", timeline=(Moment(text="入電"),))
    after = Case(
        situation="返金が四週間届かない",
        timeline=(Moment(when="1日目", text="入電", decision="引き継ぎますか"),),
        phrases=(Phrase(effect="hurt", text="規定ですので"),),
    )
    found = {c.field: c for c in changes(before, after)}
    assert set(found) == {"situation", "timeline", "phrases"}
    change = found["situation"]
    assert [change.before.text[s.start : s.end] for s in change.before.spans] == ["三週間届"]
    assert [change.after.text[s.start : s.end] for s in change.after.spans] == ["四週間届"]
    assert found["timeline"].after.text == "1日目 経過 入電 (問い: 引き継ぎますか)"
    assert found["phrases"].after.text == "こじれた言葉 規定ですので" and changes(after, after) == []
