"""What an exception of the SDK, of its HTTP layer or of the operating system means."""

from __future__ import annotations

import re
import socket
import ssl
from collections.abc import Iterator
from typing import TYPE_CHECKING

from trainer.llm.faults import Fault, LlmFailed

if TYPE_CHECKING:
    import openai

_BY_STATUS = {
    401: Fault.WRONG_KEY,
    403: Fault.FORBIDDEN,
    404: Fault.WRONG_PATH,
    405: Fault.WRONG_PATH,
    407: Fault.PROXY,
    408: Fault.SERVER,
    413: Fault.TOO_LONG_INPUT,
    429: Fault.RATE_LIMITED,
}
_BY_CODE = {
    "insufficient_quota": Fault.QUOTA,
    "billing_hard_limit_reached": Fault.QUOTA,
    "invalid_api_key": Fault.WRONG_KEY,
    "model_not_found": Fault.MODEL_NOT_FOUND,
    "DeploymentNotFound": Fault.MODEL_NOT_FOUND,
    "context_length_exceeded": Fault.TOO_LONG_INPUT,
    "exceed_context_size_error": Fault.TOO_LONG_INPUT,
    "content_filter": Fault.FILTERED,
}
"""Codes and types in error bodies of OpenAI, Azure and llama.cpp."""

_TOO_LONG = ("context length", "context size", "context window", "contextwindowexceeded")
"""How vLLM, LM Studio and proxies say it without a code."""

_HARMLESS = re.compile(r"[A-Za-z_]{1,40}")
"""A code that may be logged: it can hold neither a key nor anybody's words."""


def failure_of(error: Exception) -> LlmFailed:
    """The failure that `error` stands for; `detail` has the HTTP status and the server's code."""
    import openai

    if isinstance(error, LlmFailed):
        return error
    if isinstance(error, openai.APIStatusError):
        return _of_status(error)
    if isinstance(error, openai.APITimeoutError):
        return LlmFailed(_of_timeout(error))
    if isinstance(error, openai.APIConnectionError) or _is_of_the_wire(error):
        return LlmFailed(_of_connection(error))
    if isinstance(error, (openai.OpenAIError, UnicodeEncodeError)):  # no key, or one that fits no header
        return LlmFailed(Fault.WRONG_SETTING)
    # Everything else that the SDK raises comes from taking apart what it cannot read.
    return LlmFailed(Fault.UNREADABLE, detail=type(error).__name__)


def failure_in_body(error: object) -> LlmFailed:
    """The failure that an `error` object inside an answer of status 200 stands for."""
    fields = error if isinstance(error, dict) else {}
    codes = [str(fields[name]) for name in ("code", "type") if fields.get(name)]
    fault = next((_BY_CODE[code] for code in codes if code in _BY_CODE), Fault.SERVER)
    return LlmFailed(fault, detail=_harmless(codes[0] if codes else ""))


def _of_status(error: openai.APIStatusError) -> LlmFailed:
    body = error.body if isinstance(error.body, dict) else {}
    codes = [str(c) for c in (error.code, body.get("type"), body.get("code")) if c]
    text = f"{error.message} {error.body}".lower()
    fault = next((_BY_CODE[c] for c in codes if c in _BY_CODE), None)
    if fault is None and any(sign in text for sign in _TOO_LONG):
        fault = Fault.TOO_LONG_INPUT
    if fault is None and error.status_code == 404 and "model" in text:
        fault = Fault.MODEL_NOT_FOUND
    if fault is None and error.status_code == 403 and _is_page(error):  # what filters and login pages say
        fault = Fault.NOT_AN_API
    fault = fault or _BY_STATUS.get(error.status_code) or _by_hundred(error.status_code)
    detail = f"{error.status_code} {_harmless(codes[0] if codes else '')}".strip()
    return LlmFailed(fault, retry_after=_retry_after(error), detail=detail)


def _is_page(error: openai.APIStatusError) -> bool:
    return "html" in str(error.response.headers.get("content-type", ""))


def _by_hundred(status: int) -> Fault:
    if status >= 500:
        return Fault.SERVER
    return Fault.MOVED if status < 400 else Fault.BAD_REQUEST


def _retry_after(error: openai.APIStatusError) -> float | None:
    """Seconds the server asks us to wait. The form with a date is rare and counts as none."""
    headers = error.response.headers
    for name, unit in (("retry-after-ms", 1000.0), ("retry-after", 1.0)):
        try:
            return max(0.0, float(headers[name]) / unit)
        except (KeyError, ValueError):
            continue
    return None


def _of_timeout(error: Exception) -> Fault:
    import httpx2

    connecting = any(isinstance(e, httpx2.ConnectTimeout) for e in _causes(error))
    return Fault.CONNECT_TIMEOUT if connecting else Fault.SILENT


def _is_of_the_wire(error: Exception) -> bool:
    import httpx2

    return isinstance(error, (httpx2.HTTPError, httpx2.InvalidURL, httpx2.StreamError, OSError))


def _of_connection(error: Exception) -> Fault:
    """The innermost cause tells most."""
    import httpx2

    kinds: list[tuple[type[BaseException] | tuple[type[BaseException], ...], Fault]] = [
        (socket.gaierror, Fault.NAME_UNKNOWN),
        (ssl.SSLError, Fault.INSECURE),
        (httpx2.ProxyError, Fault.PROXY),
        (ConnectionRefusedError, Fault.UNREACHABLE),
        (httpx2.ConnectError, Fault.UNREACHABLE),
        (
            (httpx2.UnsupportedProtocol, httpx2.LocalProtocolError, httpx2.InvalidURL),
            Fault.WRONG_SETTING,
        ),
        (httpx2.DecodingError, Fault.UNREADABLE),
        (httpx2.TimeoutException, Fault.SILENT),
    ]
    causes = list(_causes(error))
    return next((fault for kind, fault in kinds if any(isinstance(c, kind) for c in causes)), Fault.CUT_OFF)


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__


def _harmless(code: str) -> str:
    return code if _HARMLESS.fullmatch(code) else ""
