"""What the operator asks for, and at which facts and card fields it aims."""

from __future__ import annotations

import pytest

from trainer.dialogue import ActSpan, DialogueAct, Question
from trainer.language import read
from trainer.language.questions.reader import read_questions
from trainer.language.text.forms import forms_of

from .washing import WASHING, told


def asked(text: str) -> tuple[Question, ...]:
    return read(text, told(), WASHING).questions


AIMED = [
    ("洗濯機はいつ頃から動かないのでしょうか。", "since"),
    ("いつから調子が悪いですか", "since"),
    ("不具合はいつ頃からでしょうか", "since"),
    ("動かなくなったのは何日でしたでしょうか", "since"),
    ("ｲﾂからでしょうか？", "since"),
    ("いつ購入されましたか", "bought"),
    ("お買い上げの時期を教えていただけますか", "bought"),
    ("お求めになったのはいつ頃でしょうか", "bought"),
    ("型番を教えていただけますでしょうか", "model"),
    ("機種名をお願いできますでしょうか", "model"),
    ("かたばんをおしえていただけますか", "model"),
    ("恐れ入りますが品番はお分かりになりますか", "model"),
    ("製品のモデルをお知らせください", "model"),
    ("エラーの表示は出ていますか", "error"),
    ("画面にはどのようなメッセージが出ていますか", "error"),
    ("エラーコードをお聞かせください", "error"),
    ("どのような症状でしょうか", "error"),
    ("これまでの経緯をお聞かせいただけますか", "callbacks"),
    ("前回はどのようなご連絡がございましたか", "callbacks"),
    ("ご希望をお聞かせください", "wish"),
    ("どのように対応させていただくのがよろしいでしょうか", "wish"),
    ("ご要望を伺えますでしょうか", "wish"),
    ("再起動はお試しになりましたか", "tried"),
    ("電源の入れ直しは試されましたでしょうか", "tried"),
    ("ご都合のよい日はございますか", "home"),
    ("ご在宅の時間帯を教えてください", "home"),
    ("コインランドリーにはいくらかかりましたか", "laundromat"),
    ("費用はどのくらいかかりましたでしょうか", "laundromat"),
    ("えーっと、その、いつからですかね", "since"),
    ("お電話ありがとうございます洗濯機はいつから調子が悪いのでしょうか", "since"),
    ("型番、分かりますか?", "model"),
    ("お受け取りのご都合はいかがでしょうか", "home"),
    ("明日のご在宅はいかがでしょうか", "home"),
    ("お日にちのご都合はいかがですか", "home"),
    ("電源の入れ直しはいかがでしたでしょうか", "tried"),
    ("エラーの表示はいかがでしょうか", "error"),
    ("いつ動かなくなったのか、差し支えなければお聞かせください", "since"),
    ("恐れ入りますが、ご不便をおかけしますが、型番を教えていただけますか", "model"),
    ("どのようなエラーが出ているか、よろしければ教えていただけますか", "error"),
]


@pytest.mark.parametrize(("text", "fact"), AIMED)
def test_a_question_aims_first_at_the_fact_it_is_about(text: str, fact: str) -> None:
    questions = asked(text)
    assert questions and questions[0].facts[:1] == (fact,), questions


@pytest.mark.parametrize(
    "text",
    [
        "お困りのことをお聞かせください",
        "どのような影響が出ていらっしゃいますか",
        "生活にご不便はございませんか。どのような支障が出ていますでしょうか",
    ],
)
def test_asking_about_trouble_reaches_what_troubles_them(text: str) -> None:
    assert {f for q in asked(text) for f in q.facts} & {"family", "laundromat"}


@pytest.mark.parametrize(
    "text",
    [
        "詳しくお聞かせください",
        "どのような状況でしょうか。",
        "もう少し詳しくお話しいただけますか",
        "いかがなさいましたか",
        "どうされましたか",
        "差し支えなければ、具体的に教えていただけますでしょうか",
        "くわしくおきかせいただけますか",
        "はい、どうしましたか",
        "どうなさいましたでしょうか",
        "本日はいかがされましたか",
        "どうかなさいましたか",
        "どうされました?",
        "差し支えなければ、お聞かせいただけますか",
    ],
)
def test_a_wide_question_is_open_and_aims_at_nothing(text: str) -> None:
    questions = asked(text)
    assert [(q.open, q.facts, q.own_data) for q in questions] == [(True, (), ())]


OWN_DATA = [
    ("下のお名前は、何とお読みするのでしょうか", {"reading"}),
    ("お名前とふりがなを伺えますか", {"name", "reading"}),
    ("折り返し用に、つながる番号を", {"phone"}),
    ("お名前とお電話番号をお願いできますでしょうか", {"name", "phone"}),
    ("ご契約者様のお名前を頂戴できますでしょうか", {"name"}),
    ("失礼ですが、お名前は", {"name"}),
    ("おなまえをおうかがいしてもよろしいでしょうか", {"name"}),
    ("フルネームでお願いいたします", {"name"}),
    ("ふりがなもお願いできますか", {"reading"}),
    ("ご連絡先をお教えいただけますか", {"phone"}),
    ("折り返し先の番号をお聞かせください", {"phone"}),
    ("メールアドレスをお願いいたします", {"email"}),
    ("ご住所をお聞かせください", {"address"}),
    ("どちらにお住まいでしょうか", {"address"}),
    ("ご本人様確認のため、生年月日をお願いします", {"birthday"}),
    ("ご注文番号を教えていただけますか", {"number"}),
    ("お客様番号はお分かりになりますか", {"number"}),
    ("お名前は佐々木様でよろしいでしょうか", {"name"}),
]


@pytest.mark.parametrize(("text", "fields"), OWN_DATA)
def test_asking_for_the_callers_own_data_names_the_card_fields(text: str, fields: set[str]) -> None:
    questions = asked(text)
    assert {field for q in questions for field in q.own_data} == fields
    assert not any(q.open for q in questions)


NO_QUESTION = [
    "どれほど悔しい思いをなさったことでしょう。",
    "どんなにお辛かったことでしょうか。",
    "少々お待ちいただけますでしょうか",
    "確認いたしますので2分ほどお待ちください",
    "3分ほどお時間をいただけますでしょうか",
    "一度保留にさせていただいてもよろしいでしょうか",
    "責任者に代わってもよろしいでしょうか",
    "専門の担当におつなぎしてもよろしいでしょうか",
    "このような進め方でよろしいでしょうか",
    "交換でいかがでしょうか",
    "訪問での点検はいかがですか",
    "まずは再起動をお試しいただけますでしょうか",
    "ほかにご不明な点はございませんか",
    "ほかにお困りの点はございませんでしょうか",
    "ここまでのご説明で、ご不明な点はございませんか",
    "火曜日から動かないということでよろしいでしょうか",
    "二回とも折り返しがなかったのですね",
    "さようでございますか",
    "そうでしたか",
    "詳しくお聞かせいただきありがとうございます",
    "お客様の勘違いではないでしょうか",
    "いつから動かないのか、こちらでお調べいたします",
    "本日はよろしくお願いいたします",
    "大変申し訳ございません",
    "ご不明な点がございましたら、いつでもお知らせくださいませ。",
    "はい",
    "大切なお名前を違えてしまい、お詫びの申し上げようもございません。",
    "お名前の彫りを間違えてしまい、申し訳ございません",
    "山本におつなぎしますが、よろしいでしょうか",
    "明日の午後に伺います。よろしいでしょうか",
    "土曜の午後はいかがでしょうか",
    "代替機ではいかがでしょうか",
    "点検を受けていただけますか",
    "明日の午前中にお電話いたします。よろしゅうございますか",
    "改めてご連絡いたしたく存じますが、よろしいでしょうか",
    "お名前でお呼びしてもよろしいでしょうか",
    "一度お電話をお切りしてもよろしゅうございますか",
    "ほかにお気に掛かっておいでのことはございませんでしょうか",
    "お腹立ちは、もっともなことではございませんでしょうか",
    "代替機をお届けするのではいかがでございましょうか",
    "明日、ご自宅へ伺わせていただけませんでしょうか",
    "しばらくは触らないでおいていただけますでしょうか",
    "録音の公開はお控え願えますでしょうか",
]


@pytest.mark.parametrize("text", NO_QUESTION)
def test_waiting_consent_offers_checks_and_statements_are_no_questions(text: str) -> None:
    assert asked(text) == ()


@pytest.mark.parametrize(
    "text",
    [
        "洗濯機の製造年月を教えていただけますか",
        "テレビのメーカーはどちらでしょうか",
        "口座は、どちらの銀行のものでしょうか",
        "パーティーの会場はどちらでしょうか",
        "お庭の広さは何畳くらいでしょうか",
        "今日はそちらのお天気はいかがですか",
    ],
)
def test_what_no_fact_tells_is_a_question_that_aims_at_nothing(text: str) -> None:
    assert [q.facts for q in asked(text)] == [()]


@pytest.mark.parametrize("text", ["と言いますと?", "と、おっしゃいますと", "はい、と申しますと"])
def test_a_bid_to_go_on_is_an_open_question(text: str) -> None:
    assert [(q.open, q.facts) for q in asked(text)] == [(True, ())]


@pytest.mark.parametrize(
    "text",
    ["宛名はどのようにお書きすればよろしいでしょうか", "エラーの表示を読んでいただいてもよろしいですか"],
)
def test_asking_what_to_do_or_to_be_told_is_no_asking_for_leave(text: str) -> None:
    assert asked(text)


def test_two_questions_run_together_by_speech_recognition_are_two() -> None:
    text = "洗濯機はいつから調子が悪いのでしょうか型番も教えていただけますか"
    assert [q.facts for q in asked(text)] == [("since",), ("model",)]


def test_at_most_three_facts_and_the_span_is_the_question() -> None:
    text = "申し訳ございません。いつから、どのような症状で、型番とエラーは何でしょうか。"
    (question,) = asked(text)
    assert len(question.facts) <= 3
    assert text[question.start : question.end] == "いつから、どのような症状で、型番とエラーは何でしょうか"


def test_closed_and_open_are_told_apart() -> None:
    assert [q.open for q in asked("どのような経緯だったのでしょうか。")] == [True]
    assert [q.open for q in asked("電源ランプは点灯しておりますか。")] == [False]


def test_without_a_scenario_questions_are_found_but_aim_at_nothing() -> None:
    (question,) = read("型番を教えていただけますか").questions
    assert question.facts == ()


@pytest.mark.parametrize(
    "text",
    [
        "正しいお名前の綴りを教えていただけますか",
        "贈る方のお名前はどのような字でしょうか",
        "お名前のスペルをお知らせください",
        "お相手様のお名前をお聞かせください",
        "担当者のお名前は覚えていらっしゃいますか",
    ],
)
def test_another_name_or_its_spelling_is_not_the_callers_own(text: str) -> None:
    questions = asked(text)
    assert questions and not any(q.own_data for q in questions)


@pytest.mark.parametrize(
    "text",
    [
        "今いちばんお困りのことを伺えますでしょうか",
        "これまでのことを、どうぞお聞かせください",
        "何があったのか、詳しくお話しいただけますでしょうか",
        "どのようなことでお困りか、お聞かせください",
        "いきさつをお聞かせ願えますでしょうか",
    ],
)
def test_what_surely_asks_wide_is_an_open_question(text: str) -> None:
    assert [q.open for q in asked(text)] == [True]


def test_an_act_that_surely_asks_is_a_question_whatever_its_form() -> None:
    text = "型番のほう、どうぞ"
    forms = forms_of(text)
    for act, wide in ((DialogueAct.CLOSED_Q, False), (DialogueAct.OPEN_Q, True)):
        sure = [ActSpan(start=0, end=len(text), act=act, confidence=0.9)]
        (question,) = read_questions(forms.parsed, forms, sure, WASHING)
        assert (question.open, question.facts) == (wide, ("model",))
    faint = [ActSpan(start=0, end=len(text), act=DialogueAct.OPEN_Q, confidence=0.4)]
    assert read_questions(forms.parsed, forms, faint, WASHING) == ()


@pytest.mark.parametrize(
    "text",
    [
        "いつまでお待ちいただけそうでしょうか",
        "今どちらにいらっしゃいますか",
        "どなたがご覧になっていますか",
        "差し支えがあればお申し付けください",
        "何時までそちらにおいでですか",
    ],
)
def test_a_question_about_something_else_does_not_aim_at_since_or_the_wish(text: str) -> None:
    assert not {f for q in asked(text) for f in q.facts} & {"since", "wish", "family"}


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("お荷物の番号を教えていただけますか", "number"),
        ("お荷物の追跡番号はお分かりですか", "number"),
        ("荷物番号をお願いできますか", "number"),
        ("ご予約の番号をお聞かせください", "number"),
        ("会社名をお聞かせください", "name"),
        ("御社名をお願いいたします", "name"),
        ("貴社名を頂戴できますか", "name"),
        ("お名前の漢字を教えていただけますか", "name"),
        ("お名前はどのような漢字でしょうか", "name"),
        ("漢字ではどのようにお書きしますか", "name"),
    ],
)
def test_parcel_number_company_and_spelling_are_the_callers_own_data(text: str, field: str) -> None:
    assert [q.own_data for q in asked(text)] == [(field,)]


@pytest.mark.parametrize(
    "text",
    [
        "どれほどご不安だったでしょう",
        "どれほどお辛かったでしょうか",
        "どんなに心細かったことでしょうか",
        "さぞお困りだったでしょうか",
        "さぞご心配でいらしたでしょう",
        "さぞかしお怒りでしょう",
        "さぞご不便だったことでしょうか",
        "もしもし",
        "もしもし？",
        "もしもし、もしもし？",
    ],
)
def test_exclamations_and_calling_out_ask_nothing(text: str) -> None:
    assert asked(text) == ()


def test_a_question_behind_an_exclamation_is_asked() -> None:
    assert asked("さぞお困りと存じますが、型番は何でしょうか")


@pytest.mark.parametrize(
    "text",
    [
        "お父様は、いまもそちらにお住まいですか。",
        "以前のお部屋には、何年お住まいでしたか。",
        "ご連絡先は先ほどの番号で、何時頃がご都合よろしいでしょうか。",
        "はがきには、お電話番号なども書いてありましたか。",
        "板の裏に、日付やお名前など、書き付けはございましたか。",
        "ご担当者様のお名前をまだ伺えておりません。お名前をお教えいただけますか。",
        "ご登録のメールアドレスにお知らせをお送りしてもよろしいでしょうか。",
    ],
)
def test_a_field_that_is_only_spoken_of_is_not_asked_for(text: str) -> None:
    assert not any(q.own_data for q in asked(text))


@pytest.mark.parametrize(
    "text",
    ["どれだけ長くなりましても、型番をお教えください。", "何時間かかりましても、型番をお教えください。"],
)
def test_what_is_conceded_asks_nothing(text: str) -> None:
    (question,) = asked(text)
    assert text[question.start : question.end].startswith("型番") and question.facts[:1] == ("model",)


def test_what_is_asked_behind_a_filler_is_what_is_asked() -> None:
    (question,) = asked("あの 型番を控えていらっしゃるということで えーと いつ お買い上げでしたか")
    assert question.facts[:1] == ("bought",)


def test_the_condition_is_part_of_what_is_asked() -> None:
    (question,) = asked("お買い上げがいつでしたら、教えていただけますか。")
    assert question.facts[:1] == ("bought",)


def test_a_casual_end_asks_too() -> None:
    assert asked("型番は何ていうの。")


def test_to_spare_oneself_is_no_question() -> None:
    assert not asked("どうかご無理なさらないでくださいね。")
