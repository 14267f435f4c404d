"""Door to the cases that ship with the product: `cases/<id>.yaml` in the scenario folder."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from pydantic import Field

from trainer.case import Case, CaseRecord
from trainer.errors import FileProblems, Problem
from trainer.files import SCENARIOS, load

EXAMPLE = "見本"
"""Stands where the name of a case's author, and of who confirmed it, would."""


class CaseFile(Case):
    """A case as its file tells it: the fields of Case, and the id, which is the file's name."""

    id: str = Field(pattern=r"^[a-z0-9][a-z0-9_-]{0,59}$")

    @property
    def case(self) -> Case:
        return Case.model_validate({name: getattr(self, name) for name in Case.model_fields})


@dataclass(frozen=True)
class CaseFolder:
    """The shipped cases. A fault in one file does not hide the others."""

    folder: Path = SCENARIOS / "cases"

    @property
    def ids(self) -> list[str]:
        """Told by the names of the files, which are not opened: almost every start finds nothing new."""
        return sorted(path.stem for path in self.folder.glob("*.yaml"))

    def read(self, ids: Iterable[str] | None = None) -> tuple[list[CaseRecord], list[Problem]]:
        """These cases (None: all) as records without times, and what is wrong with the other files."""
        records: list[CaseRecord] = []
        problems: list[Problem] = []
        for case_id in self.ids if ids is None else ids:
            path = self.folder / f"{case_id}.yaml"
            try:
                found = load(path, CaseFile)
            except FileProblems as error:
                problems += error.problems
                continue
            if found.id != case_id:
                mend = f"ファイル名を {found.id}.yaml にするか、id を直してください"
                problems.append(Problem(path.name, 1, "id", "id がファイル名と違います", mend))
            else:
                records.append(_record(found))
        return records, problems


def _record(file: CaseFile) -> CaseRecord:
    return CaseRecord(
        id=file.id,
        case=file.case,
        author="",
        author_name=EXAMPLE,
        updated_by=EXAMPLE,
        confirmed_by=EXAMPLE,
    )
