"""From a case with names and numbers to one that may be shared."""

from __future__ import annotations

import pytest

from trainer import masking
from trainer.case import Case, CaseEscalation, Effect, Moment, Party, Phrase, field_label
from trainer.errors import Conflict, InvalidInput, NotFound
from trainer.personal import KnownPerson, PersonalKind

MARIKO = KnownPerson(name="佐々木 まり子", reading="ささき まりこ")


@pytest.fixture
def case() -> Case:
    return Case(
        title="佐々木様の折り返しが三日来ない",
        industry="家電",
        situation="洗濯機 MW-D80 の水漏れ。電話は090-1234-5678。12,800円の請求に納得されない。",
        timeline=(
            Moment(who=Party.CUSTOMER, text="佐々木まり子です。ササキで登録しています。"),
            Moment(
                who=Party.OPERATOR,
                text="田辺と申します。ゼロ九ゼロの一二三四の五六七八ですね。",
                decision="代わりますか",
            ),
        ),
        escalation=CaseEscalation(to="責任者の山本", when="二度目の入電"),
        phrases=(Phrase(effect=Effect.HELPED, text="佐々木様のお気持ちはもっともです", why="名前で呼んだ"),),
        tags=("折り返し", "水漏れ"),
    )


def at(proposal: masking.Proposal, text: str) -> masking.Replacement:
    return next(r for r in proposal.replacements if r.text == text)


def test_everything_a_person_wrote_is_looked_at(case: Case) -> None:
    assert sorted(masking.fields(case).values()) == sorted(case.texts())


def test_one_person_bears_one_number_through_the_whole_case(case: Case) -> None:
    done = masking.apply(case, masking.propose(case, [MARIKO]))
    assert done.title == "【氏名1】様の折り返しが三日来ない"
    assert done.timeline[0].text == "【氏名1】です。【氏名1】で登録しています。"
    assert done.timeline[1].text == "【氏名2】と申します。【電話番号1】ですね。"
    assert done.escalation.to == "責任者の【氏名3】"
    assert done.situation == "洗濯機 MW-D80 の水漏れ。電話は【電話番号1】。12,800円の請求に納得されない。"
    assert (done.tags, done.industry, done.phrases[0].effect) == (case.tags, case.industry, Effect.HELPED)


def test_each_replacement_says_where_it_stands(case: Case) -> None:
    for r in masking.propose(case, [MARIKO]).replacements:
        assert masking.fields(case)[r.field][r.start : r.end] == r.text
        assert field_label(r.field)
    assert field_label("timeline.1.text") == "経過2 本文"


def test_a_confirmed_case_holds_no_leftovers(case: Case) -> None:
    done = masking.confirm(case, masking.propose(case, [MARIKO]))
    assert masking.leftovers(done, [MARIKO]) == ()


def test_what_is_left_bare_stops_the_confirmation_until_it_is_declared_harmless(case: Case) -> None:
    proposal = masking.propose(case, [MARIKO])
    bare = masking.remove(case, proposal, at(proposal, "田辺"))
    with pytest.raises(InvalidInput, match="経過2 本文の「田辺」"):
        masking.confirm(case, bare)
    passed = masking.declare_harmless(bare, "田辺")
    assert "田辺と申します" in masking.confirm(case, passed).timeline[1].text


def test_a_word_that_the_rules_missed_is_added_wherever_it_stands(case: Case) -> None:
    proposal = masking.add(case, masking.propose(case, [MARIKO]), "水漏れ", PersonalKind.MEMBER_ID)
    done = masking.apply(case, proposal)
    assert done.tags[1] == "【管理番号1】" and "【管理番号1】。電話は" in done.situation


def test_a_wider_word_takes_the_place_of_what_it_contains(case: Case) -> None:
    proposal = masking.add(case, masking.propose(case, [MARIKO]), "責任者の山本", PersonalKind.PERSON)
    assert masking.apply(case, proposal).escalation.to == "【氏名3】"


def test_the_kind_is_changed_for_all_of_one_placeholder(case: Case) -> None:
    proposal = masking.propose(case, [MARIKO])
    changed = masking.change_kind(case, proposal, at(proposal, "090-1234-5678"), PersonalKind.MEMBER_ID)
    done = masking.apply(case, changed)
    assert "【管理番号1】" in done.situation and "【管理番号1】ですね" in done.timeline[1].text


def test_corrections_that_fit_nothing_are_told(case: Case) -> None:
    proposal = masking.propose(case, [MARIKO])
    with pytest.raises(NotFound, match="本文にない"):
        masking.add(case, proposal, "鈴木", PersonalKind.PERSON)
    with pytest.raises(InvalidInput, match="空です"):
        masking.add(case, proposal, " ", PersonalKind.PERSON)
    gone = at(proposal, "田辺")
    with pytest.raises(NotFound, match="もうありません"):
        masking.remove(case, masking.remove(case, proposal, gone), gone)


def test_a_case_that_has_changed_meanwhile_is_not_cut_at_the_wrong_places(case: Case) -> None:
    proposal = masking.propose(case, [MARIKO])
    with pytest.raises(Conflict, match="作り直して"):
        masking.apply(case.model_copy(update={"title": "別の題"}), proposal)


def test_a_field_that_becomes_too_long_is_named() -> None:
    case = Case(title="あ" * 116 + "a@b")
    with pytest.raises(InvalidInput, match="題名が6文字長すぎます"):
        masking.confirm(case, masking.propose(case))


def test_masking_twice_changes_nothing(case: Case) -> None:
    done = masking.apply(case, masking.propose(case, [MARIKO]))
    assert masking.apply(done, masking.propose(done, [MARIKO])) == done
