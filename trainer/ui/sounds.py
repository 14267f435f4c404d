"""The addresses under which a browser fetches sounds: /sound/<key>/…, see sounding/customer.py."""

from __future__ import annotations

from collections.abc import Callable

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from trainer.errors import Conflict, NotFound, TrainerError
from trainer.sounding import SpokenCalls
from trainer.ui.frame import app

_HEADERS = {"cache-control": "private, no-store"}
_STATUS: dict[type[TrainerError], int] = {NotFound: 404, Conflict: 409}
Deed = Callable[[SpokenCalls, Request], Response]


def routes() -> list[Route]:
    """For st.App. 204: nothing more is to be heard; 404: a wrong key; 409: the call still runs."""
    deeds: dict[str, Deed] = {
        "{number:int}/{place:int}": _clip,
        "ring": lambda spoken, request: _sound(spoken.customer.ringing(_key(request))),
        "hold": lambda spoken, request: _sound(spoken.customer.hold_music(_key(request))),
        "call.json": _starts,
        "call.wav": _call,
    }
    return [Route(f"/sound/{{key}}/{path}", _answer(deed), methods=["GET"]) for path, deed in deeds.items()]


def _answer(deed: Deed) -> Callable[[Request], object]:
    """Rendering takes its time: the server's loop does not wait for it."""

    def done(request: Request) -> Response:
        try:
            return deed(app().spoken, request)
        except TrainerError as error:
            return PlainTextResponse(str(error), _STATUS.get(type(error), 503), _HEADERS)

    async def answer(request: Request) -> Response:
        return await run_in_threadpool(done, request)

    return answer


def _key(request: Request) -> str:
    return str(request.path_params["key"])


def _sound(wav: bytes | None) -> Response:
    if wav is None:
        return Response(status_code=204, headers=_HEADERS)
    return Response(wav, media_type="audio/wav", headers=_HEADERS)


def _clip(spoken: SpokenCalls, request: Request) -> Response:
    number, place = int(request.path_params["number"]), int(request.path_params["place"])
    return _sound(spoken.customer.clip(_key(request), number, place))


def _starts(spoken: SpokenCalls, request: Request) -> Response:
    audio = spoken.replay.audio(_key(request))
    return JSONResponse({"seconds": audio.seconds, "starts": audio.starts}, headers=_HEADERS)


def _call(spoken: SpokenCalls, request: Request) -> Response:
    return _sound(spoken.replay.audio(_key(request)).wav)
