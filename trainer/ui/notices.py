"""Errors as people see them: Japanese, with what to do next; the traceback goes to the log only."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from trainer.errors import FileProblems, NotAllowed, NotFound, TrainerError
from trainer.lengths import excess_of
from trainer.ui.markup import draw, icon, text

log = logging.getLogger(__name__)

UNEXPECTED = (
    "予期しない問題が起きました。送った応対は保存されています。ページを再読み込みして続けてください。"
    "繰り返すときは、時刻を添えて管理者に伝えてください。"
)
_SYMBOLS = {"fault": "error", "attention": "info", "good": "check_circle"}


def notice(words: str, kind: str = "attention") -> None:
    """A calm band with a message. `kind`: fault, attention, good."""
    role = "alert" if kind == "fault" else "status"
    draw(f'<div class="notice {kind}" role="{role}">{icon(_SYMBOLS[kind])}<div>{text(words)}</div></div>')


def words_for(error: Exception) -> str:
    """What to tell people about an error; unexpected ones are logged with their traceback."""
    if isinstance(error, FileProblems):
        return f"設定ファイルに直すところがあります。管理者に伝えてください。\n{error}"
    if isinstance(error, TrainerError):
        return str(error)
    log.error("unexpected error", exc_info=error)
    return UNEXPECTED


def script_error(error: Exception) -> bool:
    """For st.App: shows our words in place of Streamlit's traceback."""
    notice(words_for(error), "fault")
    return True


def too_long(label: str, words: str, most: int) -> None:
    """Under a field whose words would not fit: which, and by how much. They stay in the field."""
    if found := excess_of(words, most):
        notice(f"{found.told(f'「{label}」')}短くしてください。書いた文はそのまま残ります。", "fault")


@contextmanager
def boundary() -> Iterator[None]:
    """Whatever goes wrong inside is told in Japanese, and the rest of the page stays."""
    try:
        yield
    except (NotFound, NotAllowed) as error:
        notice(words_for(error), "attention")
    except Exception as error:
        notice(words_for(error), "fault")
