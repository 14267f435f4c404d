"""What is masked and what stays: gold sentences, spellings, hostile texts."""

from __future__ import annotations

import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.language.redaction.figures import HERE, SENTENCES, blind, measure, prose, rows, touched, untouched
from trainer.language.redaction import mask, redact
from trainer.language.text.tokens import tokenise
from trainer.personal import KnownPerson, PersonalKind


def found(text: str, *known: KnownPerson) -> list[tuple[str, str]]:
    return [(s.kind.value, text[s.start : s.end]) for s in redact(text, known)]


@pytest.mark.parametrize("held_out", [False, True])
def test_personal_data_in_the_gold_sentences_is_found(held_out: bool) -> None:
    figures = measure([row for row in rows(SENTENCES) if blind(row) is held_out])
    assert figures.recall >= 0.97, figures.notes
    assert figures.type_accuracy >= 0.95, figures.notes
    assert figures.precision >= 0.95, figures.notes


@pytest.mark.parametrize("name", [f"unseen_{n}" for n in range(1, 8)])
def test_sentences_that_were_new_when_the_rules_were_done_are_found(name: str) -> None:
    figures = measure(rows(HERE / f"{name}.jsonl"))
    assert figures.recall >= 0.97, figures.notes
    assert figures.type_accuracy >= 0.97, figures.notes
    assert figures.precision >= 0.97, figures.notes


@pytest.mark.parametrize(("name", "recall"), [("unseen_8", 0.94), ("unseen_9", 0.89)])
def test_odd_forms_are_found_as_far_as_they_are_known(name: str, recall: float) -> None:
    """What is still missed is listed in docs/masking.md."""
    figures = measure(rows(HERE / f"{name}.jsonl"))
    assert figures.recall >= recall, figures.notes
    assert figures.precision >= 0.99, figures.notes


@pytest.mark.parametrize("name", ["harmless", "harmless_unseen", "harmless_fresh"])
def test_harmless_strings_stay(name: str) -> None:
    share, notes = untouched(HERE / f"{name}.jsonl")
    assert share >= 0.95, notes


def test_nothing_is_masked_in_prose_that_two_writers_had_to_reword() -> None:
    share, notes = untouched(HERE / "harmless_prose.jsonl")
    assert share == 1, notes


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("カードの下4桁は4242、口座は別です", [("CARD", "4242")]),
        ("カードの下4桁4242", [("CARD", "4242")]),
        ("車のナンバーは品川300あ1234です", [("MEMBER_ID", "品川300あ1234")]),
        ("ナンバーはなにわ 501 た ・・88", [("MEMBER_ID", "なにわ 501 た ・・88")]),
        ("車のナンバーは品川 300 あ 12-34", [("MEMBER_ID", "品川 300 あ 12-34")]),
        ("勤務先は株式会社ミナト精機です", [("ORGANISATION", "株式会社ミナト精機")]),
        ("三陽電子(株)の購買です", [("ORGANISATION", "三陽電子(株)")]),
        ("城南小学校に通う", [("ORGANISATION", "城南小学校")]),
        ("聖和女子大学に進む", [("ORGANISATION", "聖和女子大学")]),
        ("青山皮膚科に通院中", [("ORGANISATION", "青山皮膚科")]),
        ("さくら総合病院と岡本整骨院", [("ORGANISATION", "さくら総合病院"), ("ORGANISATION", "岡本整骨院")]),
    ],
)
def test_last_digits_plates_and_organisations_are_masked_and_no_more(
    text: str, masked: list[tuple[str, str]]
) -> None:
    assert found(text) == masked


@pytest.mark.parametrize(
    "text",
    ["上限600の3", "市立病院に行った", "別の病院", "大学病院の紹介状", "子どもの小学校", "株式会社の登記", "私立高校の学費",
     "かかりつけの内科", "大学生協", "動物病院", "夜間診療所", "勤務先株式会社です", "三流大学"],
)  # fmt: skip
def test_kinds_of_organisations_without_a_name_stay(text: str) -> None:
    assert found(text) == []


def test_nothing_is_masked_in_the_shipped_cases() -> None:
    texts = prose("cases")
    assert len(texts) > 1000
    assert touched(texts) == []


def test_next_to_nothing_is_masked_in_what_the_simulated_customers_say() -> None:
    sample = prose("voices")[::15]
    assert len(sample) > 500
    assert len(touched(sample)) <= 0.003 * len(sample), touched(sample)


@pytest.mark.parametrize(
    ("text", "entity"),
    [
        ("娘が、はるかというんですが", "はるか"),
        ("母のトヨ、八十二なんですけど", "トヨ"),
        ("部屋はメゾン青葉の305号室です", "メゾン青葉の305号室"),
        ("先輩のりょうたくんに聞いて", "りょうた"),
        ("担当は小林です", "小林"),
        ("同席者: 久世、真壁、伊庭", "真壁"),
        ("名変依頼 旧大槻→新柏木、発送済", "柏木"),
        ("許さんが電話に出た", "許"),
        ("よっちゃんに預けた", "よっ"),
        ("え、ハルトくんのと間違えてない?", "ハルト"),
        ("津久井 弘文(ツクイ ヒロフミ)様", "ツクイ ヒロフミ"),
        ("名前は戸隠静江、とがくししずえと読みます", "とがくししずえ"),
        ("ヤマグチショウイチロウで口座照会", "ヤマグチショウイチロウ"),
        ("苦情主 K・タナカ", "K・タナカ"),
        ("先方 Dr. Lindqvist より英文メール", "Lindqvist"),
        ("佐久間係長より架電依頼", "佐久間"),
        ("娘婿のマイケルが話す", "マイケル"),
        ("市営住宅の四棟の三〇七です", "市営住宅の四棟の三〇七"),
        ("病室は西棟6階612、面会不可", "西棟6階612"),
        ("診察券はA の〇〇七二三一です", "A の〇〇七二三一"),
    ],
)
def test_a_name_is_found_where_a_common_word_stays(text: str, entity: str) -> None:
    assert entity in [word for _, word in found(text)]


@pytest.mark.parametrize(
    "text",
    [
        "ちゃんと届いた",
        "お兄ちゃんの部屋",
        "さっき聞くんです",
        "かんたんな操作です",
        "東京支店長に伝える",
    ],
)
def test_words_that_look_like_pet_names_or_posts_stay(text: str) -> None:
    assert found(text) == []


def test_the_sets_are_large_enough() -> None:
    assert len(rows(SENTENCES)) >= 260 and len(rows(HERE / "harmless.jsonl")) >= 200


def test_a_sentence_takes_less_than_five_milliseconds() -> None:
    texts = [row["text"] for row in rows(SENTENCES)]
    measure(rows(SENTENCES)[:20])
    best = []
    for text in texts:
        took = []
        for _ in range(3):  # the quickest of three, of our own time only
            tokenise.cache_clear()
            began = time.thread_time()
            redact(text)
            took.append(time.thread_time() - began)
        best.append(min(took))
    assert sorted(best)[int(len(best) * 0.95)] <= 0.005


@pytest.mark.parametrize(
    "number",
    [
        "090-1234-5678", "09012345678", "０９０－１２３４－５６７８", "090 1234 5678", "090(1234)5678", "090の1234の5678",
        "〇九〇一二三四五六七八", "〇九〇の一二三四の五六七八", "ゼロきゅうゼロのいちにーさんよんのごーろくななはち",
        "ゼロ九ゼロ、えーと、一二三四のごーろくななはち", "090.1234.5678", "+81-90-1234-5678", "０９０ えっと 1234 の 五六七八",
    ],
)  # fmt: skip
def test_one_phone_number_in_any_writing_is_one_number(number: str) -> None:
    text = f"折り返しは{number}です"
    assert found(text) == [("PHONE", number)]
    assert mask([text, "090-1234-5678です"]) == ("折り返しは【電話番号1】です", "【電話番号1】です")


@pytest.mark.parametrize(
    ("text", "kind", "entity"),
    [
        ("4111 1111 1111 1111で払った", "CARD", "4111 1111 1111 1111"),
        ("123456789018と書いてある", "MYNUMBER", "123456789018"),
        ("98765でログインした", "MEMBER_ID", "98765"),
        ("S60.4.1と書いてある", "BIRTHDATE", "S60.4.1"),
        ("〒100-0001", "POSTCODE", "〒100-0001"),
        ("kana@example.jpへ", "EMAIL", "kana@example.jp"),
        ("二丁目三の五のコーポ白樺203号室", "ADDRESS", "二丁目三の五のコーポ白樺203号室"),
        ("担当の森さん", "PERSON", "森"),
        ("https://mypage.example.com/u/5へ", "URL_PRIVATE", "https://mypage.example.com/u/5"),
    ],
)
def test_each_kind_is_told_by_its_shape(text: str, kind: str, entity: str) -> None:
    assert found(text) == [(kind, entity)]


@pytest.mark.parametrize(
    "text",
    [
        "12345円です",
        "12345kWhでした",
        "2026/11/22 10:15",
        "昭和60年に創業",
        "E-1474が出る",
        "1,234,567円",
        "5万人",
    ],
)
def test_amounts_dates_and_codes_stay(text: str) -> None:
    assert found(text) == []


def test_an_ordinary_date_stays_and_a_birth_date_goes() -> None:
    text = "1985年4月1日生まれの方が2026年11月16日に来店"
    assert found(text) == [("BIRTHDATE", "1985年4月1日")]


@pytest.mark.parametrize(
    "said",
    ["佐々木まり子", "佐々木 まり子", "佐々木　まり子", "佐々木", "まり子", "ささき", "ササキ", "ｻｻｷ", "ささき まりこ", "Sasaki", "MARIKO SASAKI"],
)  # fmt: skip
def test_a_person_on_the_card_is_one_person_however_written(said: str) -> None:
    known = [KnownPerson(name="佐々木 まり子", reading="ささき まりこ")]
    assert mask([f"昨日も{said}が来た", "佐々木まり子"], known) == ("昨日も【氏名1】が来た", "【氏名1】")


def test_a_surname_alone_is_the_person_named_in_full_unless_two_bear_it() -> None:
    assert mask(["水野久美子様より入電", "水野様は"]) == ("【氏名1】様より入電", "【氏名1】様は")
    assert mask(["水野久美子様と水野隆様", "水野様は"])[1] == "【氏名3】様は"


def test_a_name_given_away_once_is_found_in_every_text_of_the_case() -> None:
    assert mask(["担当の有馬さんへ", "有馬温泉ではなく有馬を出せ"])[1].endswith("【氏名1】を出せ")


def test_placeholders_are_left_alone_and_their_numbers_not_given_again() -> None:
    assert mask(["【氏名1】様と佐藤様"]) == ("【氏名1】様と【氏名2】様",)


def test_what_was_masked_holds_nothing_more() -> None:
    again = [row["id"] for row in rows(SENTENCES) if redact(mask([row["text"]])[0])]
    assert len(again) <= 3, again


@settings(max_examples=150, deadline=None)
@given(
    st.text(st.characters(), max_size=80)
    | st.text("0-の一二いちさ様@.:/a佐藤〒年月日【】ｶﾞ\ud800 、", max_size=60)
)
def test_any_text_is_read_and_spans_are_in_order(text: str) -> None:
    spans = redact(text)
    edges = [edge for s in spans for edge in (s.start, s.end)]
    assert edges == sorted(edges) and all(s.start < s.end <= len(text) for s in spans)
    assert redact(text) == spans


@settings(max_examples=60, deadline=None)
@given(st.text("0123456789", min_size=5, max_size=12), st.sampled_from(["", "-", " ", "の", "・"]))
@example("00000000000", " ")
def test_five_digits_and_more_never_stay(digits: str, joint: str) -> None:
    text = f"それは{joint.join(digits)}と聞いた"
    covered = {i for s in redact(text) for i in range(s.start, s.end)}
    assert all(i in covered for i, c in enumerate(text) if c.isdigit())


@pytest.mark.parametrize(
    "unit",
    ["1", "1-", "いちにさん", "@", "a@", "http://a/", "佐藤様", "1の", "a b ", "千葉市中央区", "番号は、", "コーポ203号室", "1えーと",
     "アット", "昭和一年", "普通1234567", "名前は佐藤、", "ﾊﾟ", "【氏名1】", "x-"],
)  # fmt: skip
def test_ten_thousand_characters_of_anything_take_linear_time(unit: str) -> None:
    def seconds(length: int) -> float:
        text = (unit * length)[:length]
        began = time.thread_time()
        redact(text)
        return time.thread_time() - began

    seconds(500)
    long = min(seconds(10_000) for _ in range(3))  # the collector's pauses count as this thread's time
    assert long < 9 * max(seconds(2_500), 0.05)  # quadratic would be 16 times


def test_kinds_have_a_label_each() -> None:
    from trainer.personal import PERSONAL_LABELS

    assert set(PERSONAL_LABELS) == set(PersonalKind) and len(set(PERSONAL_LABELS.values())) == len(
        PersonalKind
    )
