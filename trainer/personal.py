"""Words for personal data: what may not be shared, where it stands in a text, who is known."""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field

from trainer.dialogue import Frozen


class PersonalKind(StrEnum):
    PERSON = "PERSON"
    PHONE = "PHONE"
    EMAIL = "EMAIL"
    ADDRESS = "ADDRESS"
    POSTCODE = "POSTCODE"
    CARD = "CARD"
    MYNUMBER = "MYNUMBER"
    MEMBER_ID = "MEMBER_ID"
    BANK_ACCOUNT = "BANK_ACCOUNT"
    BIRTHDATE = "BIRTHDATE"
    URL_PRIVATE = "URL_PRIVATE"
    ORGANISATION = "ORGANISATION"


PERSONAL_LABELS = {
    PersonalKind.PERSON: "氏名",
    PersonalKind.PHONE: "電話番号",
    PersonalKind.EMAIL: "メールアドレス",
    PersonalKind.ADDRESS: "住所",
    PersonalKind.POSTCODE: "郵便番号",
    PersonalKind.CARD: "カード番号",
    PersonalKind.MYNUMBER: "マイナンバー",
    PersonalKind.MEMBER_ID: "管理番号",
    PersonalKind.BANK_ACCOUNT: "口座",
    PersonalKind.BIRTHDATE: "生年月日",
    PersonalKind.URL_PRIVATE: "個人URL",
    PersonalKind.ORGANISATION: "会社・施設",
}
"""On screen, and in the placeholders: 【氏名1】."""


class PersonalSpan(Frozen):
    """Personal data at text[start:end] (Python string indices)."""

    start: int = Field(ge=0)
    end: int = Field(gt=0)
    kind: PersonalKind


class KnownPerson(Frozen):
    """Somebody of the case, as written on the customer card: 「佐々木 まり子」, 「ささき まりこ」; a
    blank parts surname and given name. Both may be empty."""

    name: str = ""
    reading: str = ""
