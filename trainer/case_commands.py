"""Commands for the case library: cases in and out, and the key for originals."""

from __future__ import annotations

from pathlib import Path

import click

from trainer.case import SHARED, CaseRecord
from trainer.case_query import CaseQuery
from trainer.dialogue import Seat
from trainer.errors import InvalidInput
from trainer.exporting import cases_csv, cases_jsonl, cases_xlsx, exportable
from trainer.importing import FIELDS, guess, rows
from trainer.person import Person, Role
from trainer.printing import case_pdf
from trainer.settings import Settings
from trainer.sheets import read
from trainer.vault import new_key

JAPAN = 9 * 3600
"""Seconds east of UTC: a command has no browser to ask."""
ACTOR = Person(id="command-line", name="コマンド", seat=Seat.FIRST, role=Role.SUPERVISOR)


@click.group(help="事例集への取り込みと、事例の書き出し。")
def cases() -> None: ...


@cases.command(
    "import", help="CSV・XLSX・JSONL の事例を下書きとして取り込む。一件でも誤りがあれば何も取り込まない。"
)
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True, help="取り込まずに、見出しの読みかえと誤りだけを見る。")
def import_(file: Path, dry_run: bool) -> None:
    try:
        sheet = read(file.name, file.read_bytes())
    except OSError as error:
        raise InvalidInput(
            f"{file} を開けません({error.strerror})。場所と名前を確かめてください。"
        ) from error
    mapping = guess(sheet.columns)
    for column in sheet.columns:
        field = mapping.get(column)
        click.echo(f"{column} → {FIELDS[field] if field else '使わない'}", err=True)
    found = list(rows(sheet, mapping))
    problems = [f"{row.number}行目: {problem}" for row in found for problem in row.problems]
    if problems:
        raise InvalidInput("\n".join(problems))
    click.echo(f"{len(found)}件を読み取りました。", err=True)
    if dry_run:
        return
    from trainer.wiring import build, new_id

    app = build(Settings.from_environment())
    records = [
        CaseRecord(id=new_id(), case=row.case, author=ACTOR.id, author_name=ACTOR.name)
        for row in found
        if row.case
    ]
    batch = new_id()

    def shown(done: int, total: int) -> bool:
        click.echo(f"\r取り込み {done:,} / {total:,}件", err=True, nl=done == total)
        return True

    app.case_imports.add_many(ACTOR, records, batch, shown)
    click.echo(batch)


@cases.command(help="公開した事例を書き出す。語を書くと、その語のある事例だけ。")
@click.argument("words", nargs=-1)
@click.option(
    "--format", "form", type=click.Choice(["csv", "xlsx", "jsonl", "pdf"]), default="jsonl", show_default=True
)
@click.option("-o", "--output", type=click.Path(path_type=Path), required=True, help="書き出す先のファイル。")
def export(words: tuple[str, ...], form: str, output: Path) -> None:
    from trainer.wiring import build

    app = build(Settings.from_environment())
    found = exportable(
        ACTOR, app.case_search.everything(ACTOR, CaseQuery(text=" ".join(words), states=tuple(SHARED)))
    )
    if form == "pdf" and len(found) != 1:
        raise InvalidInput(f"PDFは一件ずつです({len(found)}件あります)。語を足して一件に絞ってください。")
    made = _made(form, found)
    try:
        output.write_bytes(made)
    except OSError as error:
        raise InvalidInput(f"{output} に書けません({error.strerror})。場所を確かめてください。") from error
    click.echo(f"{len(found)}件を {output} に書き出しました。", err=True)


def _made(form: str, found: list[CaseRecord]) -> bytes:
    if form == "csv":
        return cases_csv(found, JAPAN)
    if form == "xlsx":
        return cases_xlsx(found, JAPAN)
    return case_pdf(found[0], JAPAN) if form == "pdf" else cases_jsonl(found)


@click.command("originals-key", help="伏せる前の原文を暗号化して残すための鍵を作る(TRAINER_ORIGINALS_KEY)。")
def originals_key() -> None:
    click.echo(new_key())
