"""An import that runs beside the page: it tells how far it is, and can be cancelled.

The thread touches no streamlit; the page looks at the job every half second. Leaving the page does not
stop it, killing the server takes all of it back (one transaction).
"""

from __future__ import annotations

import secrets
import threading
from collections.abc import Sequence
from dataclasses import dataclass, field

from trainer.case import Case, CaseRecord
from trainer.cases import CaseImports
from trainer.person import Person
from trainer.ui.notices import words_for


@dataclass
class Job:
    """`ended`: "" while it runs, then done, cancelled or failed (with `problem`)."""

    batch: str
    total: int
    done: int = 0
    ended: str = ""
    problem: str = ""
    stop: threading.Event = field(default_factory=threading.Event)

    def _progress(self, done: int, total: int) -> bool:
        self.done = done
        return not self.stop.is_set()


def start(imports: CaseImports, actor: Person, cases: Sequence[Case]) -> Job:
    """Begins to bring in these cases as the actor's drafts."""
    job = Job(batch=secrets.token_urlsafe(12), total=len(cases))

    def run() -> None:
        try:
            records = [
                CaseRecord(
                    id=imports.new_id(), case=case, author=actor.id, author_name=actor.name, batch=job.batch
                )
                for case in cases
            ]
            whole = imports.add_many(actor, records, job.batch, job._progress)
        except Exception as error:
            job.problem, job.ended = words_for(error), "failed"
        else:
            job.ended = "done" if whole else "cancelled"

    threading.Thread(target=run, name=f"import-{job.batch}", daemon=True).start()
    return job
