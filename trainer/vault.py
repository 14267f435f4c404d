"""Door to encryption: texts that only the holder of the centre's key can read, and not for ever."""

from __future__ import annotations

from trainer.errors import InvalidInput

DAY = 24 * 3600


def new_key() -> str:
    """A fresh key, to be kept outside the database."""
    from cryptography.fernet import Fernet

    return Fernet.generate_key().decode()


class Vault:
    """Fernet (AES-128-CBC with HMAC-SHA256, stamped with its time). Raises InvalidInput for a key that is
    none."""

    def __init__(self, key: str) -> None:
        from cryptography.fernet import Fernet

        try:
            self._fernet = Fernet(key)
        except ValueError as error:
            raise InvalidInput(
                "TRAINER_ORIGINALS_KEY が鍵の形をしていません。"
                "`python -m trainer originals-key` で作り直してください。"
            ) from error

    def seal(self, text: str, at: float) -> bytes:
        return self._fernet.encrypt_at_time(text.encode(), int(at))

    def open(self, sealed: bytes, *, days: int, now: float) -> str | None:
        """The text; None once it is older than `days`, or was sealed with another key or changed."""
        from cryptography.fernet import InvalidToken

        try:
            return self._fernet.decrypt_at_time(sealed, ttl=days * DAY, current_time=int(now)).decode()
        except InvalidToken:
            return None
