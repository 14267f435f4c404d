"""The ways in which a server can misbehave, and what our door must make of each."""

from __future__ import annotations

import gzip
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from tests.llm.faulty import PATIENCE, Endless, Reset, Script, Step, Wait
from trainer.llm import Fault

PIECES = ("いや、だから", "まだ届いて", "ないんです。")
WORDS = "".join(PIECES)
ECHO = "渡辺様の口座番号は"
"""What servers say in error messages: words of the person, which must not get into a log."""

STREAM = (
    b"HTTP/1.1 200 OK\r\ncontent-type: text/event-stream; charset=utf-8\r\ntransfer-encoding: chunked\r\n\r\n"
)
LAST = b"0\r\n\r\n"
DONE_LINE = b"data: [DONE]\n\n"


@dataclass(frozen=True)
class Mode:
    """`fault`: what is expected (None: `text` arrives). `again`: scripts of further requests; `partial`:
    text is visible before the failure; `requests`: how many are made, None for any number."""

    script: Script
    fault: Fault | None = None
    text: str = WORDS
    again: Sequence[Script] = ()
    partial: bool = False
    requests: int | None = 1


def http(status: int, body: bytes, kind: str = "application/json", *headers: str) -> bytes:
    lines = (f"HTTP/1.1 {status} X", f"content-type: {kind}", f"content-length: {len(body)}", *headers)
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


def error(status: int, code: str | None = None, *headers: str, message: str = ECHO, **more: Any) -> bytes:
    body = {"error": {"message": message, "code": code, **more}}
    return http(status, json.dumps(body).encode(), "application/json", *headers)


def part(data: bytes) -> bytes:
    """One chunk of the chunked encoding."""
    return f"{len(data):x}\r\n".encode() + data + b"\r\n"


def line(event: Any) -> bytes:
    return b"data: " + json.dumps(event, ensure_ascii=False).encode() + b"\n\n"


def event(finish: str | None = None, **delta: Any) -> dict[str, Any]:
    choice = {"index": 0, "delta": delta, "finish_reason": finish}
    return {"id": "c", "object": "chat.completion.chunk", "model": "m", "choices": [choice]}


def says(*texts: str) -> bytes:
    return b"".join(part(line(event(content=text))) for text in texts)


def stream(*middle: bytes, finish: str | None = "stop", done: bool = True) -> bytes:
    """A whole streamed answer around `middle`, which is chunked already."""
    end = part(line(event(finish))) if finish else b""
    return STREAM + b"".join(middle) + end + (part(DONE_LINE) if done else b"") + LAST


COMPLETE = {
    "id": "c",
    "object": "chat.completion",
    "choices": [{"index": 0, "message": {"role": "assistant", "content": WORDS}, "finish_reason": "stop"}],
}
USAGE = {"prompt_tokens": 120, "completion_tokens": 11, "total_tokens": 131}
GOOD = stream(says(*PIECES))
CUT = STREAM + says(PIECES[0])
ONE_BYTE_EACH = b"".join(part(bytes([byte])) for byte in line(event(content=WORDS)))
TOOL = [{"index": 0, "id": "t", "type": "function", "function": {"name": "end_call", "arguments": "{}"}}]
SERVER_ERROR = part(line({"error": {"message": ECHO, "type": "server_error"}}))


def _plain(body: bytes) -> bytes:
    """A body without a length, ended by closing the connection."""
    return b"HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\n\r\n" + body


def _steps(*steps: Step) -> Script:
    return steps


CONNECTION = {
    "closed_before_headers": Mode(_steps(b""), Fault.CUT_OFF, requests=2),
    "reset_before_headers": Mode(_steps(Reset), Fault.CUT_OFF, requests=2),
    "closed_within_headers": Mode(_steps(STREAM[:40]), Fault.CUT_OFF, requests=2),
    "reset_after_headers": Mode(_steps(STREAM, Reset), Fault.CUT_OFF, requests=2),
    "not_http": Mode(_steps(b"SSH-2.0-OpenSSH_9.6\r\n"), Fault.CUT_OFF, requests=2),
    "closed_mid_stream": Mode(_steps(CUT), Fault.CUT_OFF, partial=True),
    "reset_mid_stream": Mode(_steps(CUT, Wait(0.1), Reset), Fault.CUT_OFF, partial=True),
    "broken_chunk_size": Mode(_steps(CUT, b"zz\r\nxx\r\n"), Fault.CUT_OFF, partial=True),
    "shorter_than_announced": Mode(_steps(http(200, b"{}" + b" " * 99)[:-50]), Fault.CUT_OFF, requests=2),
    "silent_before_headers": Mode(_steps(Wait(PATIENCE)), Fault.SILENT),
    "silent_after_headers": Mode(_steps(STREAM, Wait(PATIENCE)), Fault.SILENT),
    "silent_mid_stream": Mode(_steps(CUT, Wait(PATIENCE)), Fault.SILENT, partial=True),
    "dripping_headers": Mode(_steps(STREAM[:-2], Endless(b"x-a: b\r\n", 0.2)), Fault.TOO_SLOW),
    "dripping_text": Mode(_steps(STREAM, Endless(says("あ"), 0.3)), Fault.TOO_SLOW, partial=True),
    "keep_alive_comments_only": Mode(_steps(STREAM, Endless(part(b": wait\n\n"), 0.2)), Fault.TOO_SLOW),
    "one_reset_then_well": Mode(_steps(Reset), again=[_steps(GOOD)], requests=2),
}

STATUS = {
    "400_other": Mode(_steps(error(400)), Fault.BAD_REQUEST),
    "400_error_is_text": Mode(_steps(http(400, b'{"error": "no such thing"}')), Fault.BAD_REQUEST),
    "400_context_openai": Mode(_steps(error(400, "context_length_exceeded")), Fault.TOO_LONG_INPUT),
    "400_context_llamacpp": Mode(
        _steps(error(400, None, type="exceed_context_size_error")), Fault.TOO_LONG_INPUT
    ),
    "400_context_in_words": Mode(
        _steps(error(400, message="This model's maximum context length is 4096 tokens.")),
        Fault.TOO_LONG_INPUT,
    ),
    "400_azure_filter": Mode(_steps(error(400, "content_filter", param="prompt")), Fault.FILTERED),
    "401": Mode(_steps(error(401, "invalid_api_key")), Fault.WRONG_KEY),
    "401_html": Mode(_steps(http(401, b"<html>login</html>", "text/html")), Fault.WRONG_KEY),
    "403": Mode(_steps(error(403, "model_not_allowed")), Fault.FORBIDDEN),
    "403_html": Mode(_steps(http(403, b"<html>blocked</html>", "text/html")), Fault.NOT_AN_API),
    "404_model": Mode(_steps(error(404, "model_not_found")), Fault.MODEL_NOT_FOUND),
    "404_model_in_words": Mode(_steps(error(404, message="model 'x' not found")), Fault.MODEL_NOT_FOUND),
    "404_azure": Mode(_steps(error(404, "DeploymentNotFound")), Fault.MODEL_NOT_FOUND),
    "404_path": Mode(_steps(http(404, b"404 page not found", "text/plain")), Fault.WRONG_PATH),
    "405": Mode(_steps(http(405, b"")), Fault.WRONG_PATH),
    "408": Mode(_steps(error(408)), Fault.SERVER, requests=2),
    "413": Mode(_steps(http(413, b"")), Fault.TOO_LONG_INPUT),
    "422": Mode(_steps(http(422, b'{"detail": [{"msg": "bad"}]}')), Fault.BAD_REQUEST),
    "429": Mode(_steps(error(429, "rate_limit_exceeded")), Fault.RATE_LIMITED, requests=2),
    "429_wait_long": Mode(_steps(error(429, None, "retry-after: 600")), Fault.RATE_LIMITED),
    "429_wait_a_date": Mode(
        _steps(error(429, None, "retry-after: Sun, 22 Nov 2026 07:28:00 GMT")), Fault.RATE_LIMITED, requests=2
    ),
    "429_once": Mode(_steps(error(429, None, "retry-after-ms: 100")), again=[_steps(GOOD)], requests=2),
    "429_quota": Mode(_steps(error(429, "insufficient_quota")), Fault.QUOTA),
    "500": Mode(_steps(error(500)), Fault.SERVER, requests=2),
    "500_broken_json": Mode(_steps(http(500, b'{"error": {')), Fault.SERVER, requests=2),
    "500_once": Mode(_steps(error(500)), again=[_steps(GOOD)], requests=2),
    "502_html": Mode(_steps(http(502, b"<html>Bad Gateway</html>", "text/html")), Fault.SERVER, requests=2),
    "503": Mode(_steps(error(503)), Fault.SERVER, requests=2),
    "504": Mode(_steps(http(504, b"")), Fault.SERVER, requests=2),
    "529_overloaded": Mode(_steps(error(529, "overloaded_error")), Fault.SERVER, requests=2),
    "302": Mode(_steps(http(302, b"", "text/html", "location: /500/v1/chat/completions")), Fault.MOVED),
    "307": Mode(_steps(http(307, b"", "text/html", "location: /500/v1/chat/completions")), Fault.MOVED),
}

BODY = {
    "html": Mode(_steps(http(200, b"<!doctype html><p>Wi-Fi</p>", "text/html")), Fault.NOT_AN_API),
    "json_in_one_piece": Mode(_steps(http(200, json.dumps(COMPLETE).encode())), Fault.NOT_A_STREAM),
    "json_indented": Mode(_steps(http(200, json.dumps(COMPLETE, indent=1).encode())), Fault.NOT_A_STREAM),
    "json_error": Mode(
        _steps(http(200, b'{"error": {"message": "upstream", "code": 502}}')), Fault.SERVER, requests=2
    ),
    "json_broken": Mode(_steps(http(200, b'{"id": "c", "choices": [')), Fault.UNREADABLE),
    "text": Mode(_steps(http(200, b"hello", "text/plain")), Fault.UNREADABLE),
    "empty": Mode(_steps(http(200, b"", "text/event-stream")), Fault.EMPTY),
    "204": Mode(_steps(b"HTTP/1.1 204 No Content\r\n\r\n"), Fault.EMPTY),
    "gzip_garbage": Mode(
        _steps(http(200, b"\x1f\x8b\x08garbage", "text/event-stream", "content-encoding: gzip")),
        Fault.UNREADABLE,
    ),
    "gzip": Mode(
        _steps(
            http(
                200,
                gzip.compress(line(event("stop", content=WORDS)) + DONE_LINE),
                "text/event-stream",
                "content-encoding: gzip",
            )
        )
    ),
    "endless_line": Mode(_steps(_plain(b"data: "), Endless(b"x" * 400_000, 0.02)), Fault.RUNAWAY),
    "endless_text": Mode(_steps(STREAM, Endless(says("あ" * 200), 0.005)), Fault.RUNAWAY, partial=True),
    "wrong_content_type": Mode(_steps(GOOD.replace(b"text/event-stream", b"application/octet-stream"))),
    "ended_by_closing": Mode(_steps(_plain(line(event("stop", content=WORDS))))),
    "no_last_empty_line": Mode(_steps(_plain(line(event("stop", content=WORDS)).rstrip()))),
    "carriage_returns": Mode(_steps(_plain(line(event("stop", content=WORDS)).replace(b"\n", b"\r\n")))),
}

EVENTS = {
    "well": Mode(_steps(GOOD)),
    "no_done": Mode(_steps(stream(says(*PIECES), done=False))),
    "no_finish": Mode(_steps(stream(says(*PIECES), finish=None)), Fault.UNFINISHED, partial=True),
    "no_finish_no_done": Mode(
        _steps(stream(says(*PIECES), finish=None, done=False)), Fault.UNFINISHED, partial=True
    ),
    "open_after_finish": Mode(_steps(STREAM, says(*PIECES), part(line(event("stop"))), Wait(PATIENCE))),
    "cut_after_finish": Mode(_steps(STREAM, says(*PIECES), part(line(event("stop"))), Reset)),
    "finish_twice": Mode(_steps(stream(says(*PIECES), part(line(event("stop")))))),
    "text_after_finish": Mode(_steps(stream(says(*PIECES), part(line(event("stop"))), says("それから")))),
    "finish_length": Mode(_steps(stream(says(PIECES[0]), finish="length")), Fault.TRUNCATED, partial=True),
    "finish_filter": Mode(
        _steps(stream(says(PIECES[0]), finish="content_filter")), Fault.FILTERED, partial=True
    ),
    "finish_error": Mode(_steps(stream(says(PIECES[0]), finish="error")), Fault.SERVER, partial=True),
    "finish_abort": Mode(_steps(stream(says(PIECES[0]), finish="abort")), Fault.UNFINISHED, partial=True),
    "finish_by_another_name": Mode(_steps(stream(says(*PIECES), finish="eos"))),
    "refusal": Mode(_steps(stream(part(line(event(refusal="できません"))))), Fault.REFUSED),
    "null_content": Mode(_steps(stream(part(line(event(content=None))))), Fault.EMPTY),
    "blank_content": Mode(_steps(stream(says(" ", "\n"))), Fault.EMPTY),
    "no_choices": Mode(_steps(stream(part(line({"choices": []})), finish=None)), Fault.UNFINISHED),
    "null_choices": Mode(_steps(stream(part(line({"choices": None})), finish=None)), Fault.UNFINISHED),
    "choices_are_text": Mode(_steps(stream(part(line({"choices": "いや"})))), Fault.UNREADABLE),
    "content_is_a_list": Mode(
        _steps(stream(part(line(event(content=[{"text": "いや"}]))))), Fault.UNREADABLE
    ),
    "event_is_a_number": Mode(_steps(stream(part(b"data: 5\n\n"))), Fault.UNREADABLE),
    "event_is_broken": Mode(
        _steps(stream(says(PIECES[0]), part(b'data: {"id": "c", "choi\n\n'))), Fault.UNREADABLE, partial=True
    ),
    "error_first": Mode(_steps(stream(SERVER_ERROR)), Fault.SERVER, requests=2),
    "error_first_then_well": Mode(_steps(stream(SERVER_ERROR)), again=[_steps(GOOD)], requests=2),
    "error_mid_stream": Mode(_steps(stream(says(PIECES[0]), SERVER_ERROR)), Fault.SERVER, partial=True),
    "quota_mid_stream": Mode(
        _steps(stream(says(PIECES[0]), part(line({"error": {"code": "insufficient_quota"}})))),
        Fault.QUOTA,
        partial=True,
    ),
    "same_text_twice": Mode(_steps(stream(says("は", "は", "は"))), text="ははは"),
    "tool_call": Mode(
        _steps(stream(part(line(event(tool_calls=TOOL))), finish="tool_calls")), Fault.TOOL_CALL
    ),
    "remark_first": Mode(
        _steps(stream(part(line({"choices": [], "prompt_filter_results": []})), says(*PIECES)))
    ),
    "usage": Mode(
        _steps(stream(says(*PIECES), part(line(event("stop"))), part(line({"choices": [], "usage": USAGE}))))
    ),
    "comments": Mode(
        _steps(stream(part(b": ping\n\n"), says(*PIECES[:2]), part(b": ping\n\n"), says(PIECES[2])))
    ),
}

TEXT = {
    "shift_jis": Mode(
        _steps(
            stream(
                part(
                    json.dumps(event(content=WORDS), ensure_ascii=False)
                    .encode("cp932")
                    .join([b"data: ", b"\n\n"])
                )
            )
        ),
        Fault.UNREADABLE,
    ),
    "one_byte_at_a_time": Mode(_steps(stream(ONE_BYTE_EACH))),
    "lone_surrogate": Mode(
        _steps(stream(part(b"data: " + json.dumps(event(content="\ud83d困る")).encode() + b"\n\n"))),
        Fault.UNREADABLE,
    ),
    "ends_in_half_a_character": Mode(
        _steps(
            stream(says("困る"), part(b"data: " + json.dumps(event(content="\ud83d")).encode() + b"\n\n"))
        ),
        Fault.UNREADABLE,
        partial=True,
    ),
    "halves_of_a_character": Mode(
        _steps(
            stream(
                *(
                    part(b"data: " + json.dumps(event(content=half)).encode() + b"\n\n")
                    for half in ("困る\ud842", "\udfb7よ")
                )
            )
        ),
        text="困る𠮷よ",
    ),
    "replacement_character": Mode(_steps(stream(says("困\ufffd"))), Fault.UNREADABLE),
    "what_nobody_sees": Mode(_steps(stream(says("\x00\u202e", "\x1b", *PIECES, "\u200b\U000e0041\ufeff")))),
    "thought_first": Mode(_steps(stream(says("<th", "ink>怒っている", "客だ</thi", "nk>\n\n", *PIECES)))),
    "thought_never_ends": Mode(_steps(stream(says("<think>", "怒っている客だ"))), Fault.THINKING),
    "thought_cut_by_length": Mode(_steps(stream(says("<think>怒って"), finish="length")), Fault.THINKING),
    "thought_without_beginning": Mode(
        _steps(stream(says("怒っている客だ", "</think>", *PIECES))), Fault.THINKING, partial=True
    ),
    "thought_field_only": Mode(
        _steps(stream(part(line(event(reasoning_content="怒っている"))))), Fault.THINKING
    ),
    "thought_field_first": Mode(_steps(stream(part(line(event(reasoning="怒っている"))), says(*PIECES)))),
    "less_than_sign": Mode(_steps(stream(says("3", "<", "5", "ですよね<"))), text="3<5ですよね<"),
}

MODES = CONNECTION | STATUS | BODY | EVENTS | TEXT
SCRIPTS = {name: [mode.script, *mode.again] for name, mode in MODES.items()}
