"""Scenario drafts by a model: an ordinary draft that a person has to finish, and nobody's data goes out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.llm.modes import error
from tests.opinions.conftest import Room
from trainer.authoring import Authoring, Catalogue, State
from trainer.case import Case, CaseRecord
from trainer.drafting_by_model import ModelDrafts
from trainer.errors import FileProblems, InvalidInput, NotAllowed
from trainer.files import Library
from trainer.llm import LlmFailed
from trainer.person import Person, Role

Rooms = Callable[..., Room]
SV = Person(id="sv", name="高木", role=Role.SUPERVISOR)
LINES = "通信回線が三日つながらず、在宅の仕事ができないお客様。二度電話したが、折り返しがなかった。"


def sketch(**changes: Any) -> dict[str, Any]:
    told = [
        {"say": "火曜の朝からです。もう三日ですよ。", "gist": ["火曜", "三日"], "asked_by": ["いつから"], "needs": "asked"},
        {"say": "二回電話して、二回とも折り返しがないんです。", "gist": ["二回", "折り返し"], "asked_by": ["経緯"], "needs": "unasked"},
        {"say": "在宅の仕事で、会議に出られなかったんです。", "gist": ["会議", "仕事"], "asked_by": ["影響"], "needs": "heard"},
    ]  # fmt: skip
    remedy = {
        "title": "訪問の点検", "offers": ["訪問", "点検"], "authority": "first", "accept": "それでお願いします。",
        "haggle": "それ、いつなんですか。", "refuse": "その前に言うことがあるでしょう。",
    }  # fmt: skip
    return {
        "title": "三日つながらない回線",
        "summary": "折り返しのないまま三日、回線が使えないお客様。",
        "industry": "通信",
        "company": "あさひ回線 お客様窓口",
        "difficulty": 2,
        "persona": "emotional",
        "customer_is": "man",
        "situation": "回線の不通についてのお電話です。",
        "goal": "受け止め、要点をつかみ、引き継ぐ。",
        "authority": "訪問の受付まで。",
        "customer_name": "田所 進",
        "customer_reading": "たどころ すすむ",
        "contract": "光回線",
        "history": ["火曜 入電。折り返しをお約束"],
        "manual": [{"title": "訪問の受付", "text": "最短は翌々日。"}],
        "cause": "company",
        "wish": "今日中に直してほしい。",
        "sore_point": "会議に出られず、信用を失った。",
        "opening": ["もしもし、ネットがつながらないんですけど。"],
        "facts": told,
        "concerns": [
            {"say": "二回とも折り返しが来ないじゃないですか。", "raises": ["T5"]},
            {"say": "責任者を出してください。", "raises": ["T1"]},
        ],
        "remedies": [remedy],
        "need": "required",
        "direction": "vertical",
        "to": "責任者",
        "triggers": ["T5", "T1"],
        "why": "折り返しが二度守られていない。",
        "teaches": "まず待たせたことを受け止める。",
        "model_call": ["お電話ありがとうございます。あさひ回線、担当の小林でございます。"],
        **changes,
    }


@pytest.fixture
def drafts(room: Rooms, library: Library) -> Callable[..., tuple[ModelDrafts, Room]]:
    def _drafts(*values: Any) -> tuple[ModelDrafts, Room]:
        r = room(*values)
        return ModelDrafts(r.judge, Authoring(r.house.store, library, r.house.clock)), r

    return _drafts


Drafts = Callable[..., tuple[ModelDrafts, Room]]


def test_a_few_lines_become_a_draft_that_can_be_opened(drafts: Drafts) -> None:
    made, r = drafts(sketch())
    found = made.from_lines(SV, LINES, "line-down")
    assert found.version.scenario == "line-down" and found.version.version == 1
    scenario = made.authoring.readable(found.version.body)
    assert scenario.title == "三日つながらない回線" and scenario.voice == "emotional-man40"
    assert [f.needs for f in scenario.facts] == ["asked", None, "heard"]
    assert scenario.card.phone.startswith("000-") and "モデルが作った" in found.version.body
    assert LINES in r.asked[0] and found.use.tokens_in == 120


def test_what_is_not_good_enough_stays_a_draft_and_no_trainee_gets_it(
    drafts: Drafts, library: Library
) -> None:
    made, r = drafts(sketch())
    found = made.from_lines(SV, LINES, "line-down")
    assert found.problems and found.version.state == State.DRAFT
    with pytest.raises(FileProblems):
        made.authoring.publish(SV, "line-down", seen=1)
    assert "line-down" not in Catalogue(library, r.house.store).scenarios


@pytest.mark.parametrize("persona", ["emotional", "logical", "vip", "technical"])
@pytest.mark.parametrize("customer_is", ["woman", "man"])
@pytest.mark.parametrize("need", ["required", "optional", "needless"])
def test_every_choice_of_the_form_gives_a_readable_file(
    drafts: Drafts, library: Library, persona: str, customer_is: str, need: str
) -> None:
    made, _ = drafts(sketch(persona=persona, customer_is=customer_is, need=need))
    scenario = made.authoring.readable(made.from_lines(SV, LINES, "line-down").version.body)
    assert library.cast_of(scenario).voice.persona.value == persona


def test_personal_data_is_masked_before_it_goes_out(drafts: Drafts) -> None:
    made, r = drafts(sketch())
    lines = LINES + "お客様は渡辺 美咲様、電話は090-1234-5678、メールは misaki@docomo.ne.jp です。"
    found = made.from_lines(SV, lines, "line-down")
    assert found.masked >= 3
    for personal in ("渡辺", "美咲", "090-1234-5678", "misaki"):
        assert personal not in r.asked[0]
    assert "【氏名1】" in r.asked[0]


def test_a_case_has_to_be_confirmed_as_masked_first(drafts: Drafts) -> None:
    made, r = drafts(sketch())
    case = Case(title="三日不通", situation="【氏名1】様の回線が三日不通。折り返しがなかった。")
    with pytest.raises(InvalidInput, match="個人情報の確認"):
        made.from_case(SV, CaseRecord(id="c", case=case, author="a", author_name="あ"), "from-case")
    assert not r.asked
    confirmed = CaseRecord(id="c", case=case, author="a", author_name="あ", confirmed_by="高木")
    assert made.from_case(SV, confirmed, "from-case").version.scenario == "from-case"
    assert "三日不通" in r.asked[0]


@pytest.mark.parametrize(
    ("lines", "new_id", "words"),
    [
        ("短い", "line-down", "20文字から"),
        ("長" * 4_001, "line-down", "4,000文字"),
        (LINES, "Line Down", "半角の英小文字"),
        (LINES, "appliance-no-callback", "もう使われています"),
    ],
)
def test_what_cannot_work_is_said_before_anything_is_paid(
    drafts: Drafts, lines: str, new_id: str, words: str
) -> None:
    made, r = drafts(sketch())
    with pytest.raises(InvalidInput, match=words):
        made.from_lines(SV, lines, new_id)
    assert not r.asked


@pytest.mark.parametrize("answer", [error(401), "できません。", sketch(facts="なし"), sketch(difficulty=9)])
def test_an_answer_that_is_none_leaves_no_draft(drafts: Drafts, answer: Any) -> None:
    made, _ = drafts(answer)
    with pytest.raises(LlmFailed):
        made.from_lines(SV, LINES, "line-down")
    assert made.authoring.versions(SV, "line-down") == []


def test_words_of_the_model_cannot_break_out_of_their_field(drafts: Drafts) -> None:
    evil = 'はい" \n  id: other\nfacts: []\n# *a &b !!python/object'
    made, _ = drafts(sketch(sore_point=evil, opening=[evil]))
    scenario = made.authoring.readable(made.from_lines(SV, LINES, "line-down").version.body)
    assert scenario.hidden.sore_point == evil and scenario.id == "line-down" and len(scenario.facts) == 3


def test_only_supervisors_draft(drafts: Drafts) -> None:
    made, r = drafts(sketch())
    with pytest.raises(NotAllowed):
        made.from_lines(r.house.trainee, LINES, "line-down")
    assert not r.asked
