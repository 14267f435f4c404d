"""A key that shows itself to nobody."""

from __future__ import annotations


class Secret:
    """A key that shows itself to nobody but the caller of `reveal()`: not in repr, str, formatting,
    `vars()` or `dataclasses.asdict`. False when empty."""

    __slots__ = ("__value",)

    def __init__(self, value: str = "") -> None:
        self.__value = value

    def reveal(self) -> str:
        return self.__value

    def __bool__(self) -> bool:
        return bool(self.__value)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Secret) and other.__value == self.__value

    def __hash__(self) -> int:
        return hash(self.__value)

    def __repr__(self) -> str:
        return "Secret(設定済み)" if self else "Secret(未設定)"

    def __reduce__(self) -> str:
        raise TypeError("a Secret is not written anywhere")

    def __deepcopy__(self, memo: object) -> Secret:
        return self
