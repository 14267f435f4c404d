"""The pages as a person sees them, without a browser."""

from __future__ import annotations

from typing import Any

from streamlit.testing.v1 import AppTest

from trainer.person import Person
from trainer.settings import ROOT
from trainer.wiring import App

ENTRY = ROOT / "trainer" / "ui" / "entry.py"
EXAMPLE = "appliance-no-callback"
LINES = [
    "お電話ありがとうございます。みずき電機お客様相談センター、担当の小林でございます。",
    "さようでございましたか。三回もお電話をいただいたのですね。ご不便をおかけし申し訳ございません。",
]


def open_page(person: Person, page: str, **query: str) -> AppTest:
    """`open_page(person, "practice", attempt=…)`: a page of whatever folder, as that person sees it."""
    place = next((ROOT / "pages").glob(f"*/{page}.py"))
    at = AppTest.from_file(str(ENTRY), default_timeout=60)
    at.query_params["u"] = person.id
    at.run()
    at.switch_page(f"../../pages/{place.parent.name}/{page}.py")
    for name, value in query.items():
        at.query_params[name] = value
    at.run()
    assert not at.exception
    return at


def shown(at: AppTest) -> str:
    """All words on the page."""
    bodies = [e.proto.body for e in at.get("html")]
    return "\n".join([*bodies, *(b.label for b in at.button), *(t.label for t in at.text_input)])


def finished(app: App, person: Any, *, end: bool = True) -> str:
    """A call with two utterances; returns its id."""
    attempt = app.practice.start(person, EXAMPLE, seed=1)
    for number, words in enumerate(LINES):
        attempt = app.practice.say(person, attempt.id, words, key=f"k{number}", seen=len(attempt.events))
    if end:
        app.practice.end(person, attempt.id, key="end", seen=len(attempt.events))
    return attempt.id
