"""Streams are read the same however the network cuts them, and damage is a named fault."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tests.llm.modes import DONE_LINE, PIECES, USAGE, WORDS, event, line
from trainer.llm import Fault, LlmFailed
from trainer.llm.answer import Answer, piece_of
from trainer.llm.sse import events

BODY = b"".join(
    [
        b": hello\n\n",
        *(line(event(content=text)) for text in PIECES),
        line(event("stop")),
        line({"choices": [], "usage": USAGE}),
        DONE_LINE,
        line(event(content="もう聞こえません")),
    ]
)


def heard(*chunks: bytes) -> tuple[str, tuple[int, int] | None]:
    """The text and the tokens of a stream that arrives in these chunks. Raises LlmFailed."""
    answer = Answer(60, spoken=True)
    text = "".join(answer.take(piece_of(e)) for e in events(chunks))
    return text + answer.end(), answer.tokens


@given(st.lists(st.integers(0, len(BODY)), max_size=12).map(sorted), st.booleans())
def test_the_cuts_of_the_network_do_not_matter(cuts: list[int], carriage_returns: bool) -> None:
    pieces = [BODY[a:b] for a, b in zip([0, *cuts], [*cuts, len(BODY)], strict=True)]
    if carriage_returns:
        pieces = [piece.replace(b"\n", b"\r\n") for piece in pieces]
    assert heard(*pieces) == (WORDS, (USAGE["prompt_tokens"], USAGE["completion_tokens"]))


@given(
    st.integers(0, len(BODY)),
    st.integers(0, 40),
    st.one_of(
        st.binary(max_size=20), st.sampled_from([b"\n\n", b'"', b"null", b"[", b"<html>", b"data: {}"])
    ),
)
def test_damage_is_a_named_fault_or_does_no_harm(at: int, cut: int, put: bytes) -> None:
    try:
        text, _ = heard(BODY[:at] + put + BODY[at + cut :])
    except LlmFailed as failed:
        assert failed.fault in Fault
    else:
        assert text.strip()


@given(st.binary(max_size=300))
def test_whatever_is_no_stream_is_a_named_fault(body: bytes) -> None:
    try:
        heard(body)
    except LlmFailed as failed:
        assert str(failed) == failed.fault.words
    else:
        raise AssertionError("there was no answer in it")


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=5),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(
                    ["choices", "delta", "content", "finish_reason", "usage", "error", "reasoning"]
                ),
                inner,
                max_size=4,
            )
        ),
        max_leaves=12,
    )
)
def test_events_of_any_shape_are_read_or_refused(thing: object) -> None:
    try:
        text, _ = heard(line(thing), line({"choices": thing}), line({"choices": [thing]}), DONE_LINE)
    except LlmFailed as failed:
        assert failed.fault in Fault
    else:
        assert text.strip()
