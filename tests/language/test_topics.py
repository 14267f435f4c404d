"""What an operator asks for, whatever the scenario: the topics of questions."""

from __future__ import annotations

import pytest

from trainer.language.lexicon.files import content
from trainer.language.questions.topic_lexicon import akin, topic_entries
from trainer.language.questions.topics import Topic, read_topics
from trainer.language.text.parsing import parse


def topics(text: str) -> tuple[Topic, ...]:
    parsed = parse(text)
    clause = parsed.clauses[-1]
    return read_topics(parsed, clause.first, clause.last)


def asked(text: str) -> list[str]:
    return [topic.id for topic in topics(text)]


@pytest.mark.parametrize("topic", topic_entries())
def test_every_topic_is_read_in_its_examples_and_not_first_in_the_others(topic: str) -> None:
    examples = topic_entries()[topic].examples
    assert examples.hit and examples.miss
    assert {text: asked(text) for text in examples.hit if topic not in asked(text)} == {}
    assert [text for text in examples.miss if asked(text)[:1] == [topic]] == []


def test_classes_and_kin_name_what_there_is() -> None:
    known = content("topics")
    parts = {part for e in topic_entries().values() for text in (*e.ask, *e.hint) for part in text.split()}
    assert {part[1:] for part in parts if part.startswith("@")} <= known["classes"].keys()
    assert akin().keys() <= topic_entries().keys()


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("かたばんをおしえていただけますか", "model"),
        ("りょうしゅうしょはありますか", "paper"),
        ("お買い上げはいつ頃でしたか", "bought_when"),
        ("いつ頃お買い上げでしたか", "bought_when"),
        ("あの、型番って", "model"),
        ("箱の中身は何でしょうか", "contents"),
        ("お誕生日のプレゼントでしょうか", "recipient"),
    ],
)
def test_order_kana_and_broken_off_words_do_not_matter(text: str, topic: str) -> None:
    assert topic in asked(text)


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("きれいな景色ですね", "colour"),
        ("いつもありがとうございます", "happened_when"),
        ("どちらでも構いません", "happened_where"),
        ("お手数をおかけします", "quantity"),
        ("窓口はどちらでしょうか", "safety"),
    ],
)
def test_no_topic_is_found_inside_other_words(text: str, topic: str) -> None:
    assert topic not in asked(text)


def test_what_only_describes_counts_less_than_what_it_describes() -> None:
    weight = {topic.id: topic.weight for topic in topics("商品の領収書はございますか")}
    assert weight["paper"] > weight.get("kept", 0.0)


def test_a_question_for_a_time_is_not_one_for_an_amount() -> None:
    assert "price" not in asked("代金のお支払いはいつでしたか")


def test_nothing_is_asked_for_by_words_without_a_topic() -> None:
    assert topics("かしこまりました") == ()
