"""Words for what lies on the operator's desk: the brief, the customer's card, the manual."""

from __future__ import annotations

from trainer.dialogue import Frozen


class Brief(Frozen):
    situation: str
    goal: str
    authority: str


class CustomerCard(Frozen):
    """What the operator's screen (CRM) shows; `history` newest last."""

    name: str
    reading: str
    contract: str = ""
    since: str = ""
    phone: str = ""
    email: str = ""
    address: str = ""
    birthday: str = ""
    number: str = ""
    history: tuple[str, ...] = ()
    memo: str = ""


OWN_DATA = ("name", "reading", "phone", "email", "address", "birthday", "number")
"""Card fields about which the caller can be asked; empty ones they do not have at hand."""


class ManualPage(Frozen):
    title: str
    text: str
