"""The command line: `python -m trainer …`. JSON Lines where data flows, errors in Japanese.

Exit status 0: done; 1: something is wrong with the data; 2: the command was called wrongly.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NoReturn

import click

from trainer import collector
from trainer.case_commands import cases, originals_key
from trainer.errors import FileProblems, InvalidInput, TrainerError
from trainer.settings import Settings

JsonObject = dict[str, Any]


@click.group(help="応対研修シミュレーターのコマンド。")
def cli() -> None:
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]


@cli.command(help="シナリオ・声・顧客タイプ・評価基準のファイルを検査する。PATH を省くと全部。")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[PATH]…")
def check(paths: tuple[Path, ...]) -> None:
    from trainer.checking import check_files, notes

    folder = Settings.from_environment().scenarios
    checked, problems = check_files(folder, paths)
    for note in notes(folder, [path.absolute() for path in paths]):
        click.echo(f"参考: {note}")
    for problem in problems:
        click.echo(str(problem))
    if problems:
        raise TrainerError(
            f"{len(problems)}か所に問題があります。上の行を直してから、もう一度検査してください。"
        )
    click.echo(f"{checked}件のファイルに問題はありません。")


@cli.command(help="シナリオの一覧。")
@click.option("--json", "as_json", is_flag=True, help="1行に1件のJSONで出力する。")
@click.option("--coverage", is_flag=True, help="顧客タイプ・担当・要否などの網羅を表にする。")
def scenarios(as_json: bool, coverage: bool) -> None:
    from trainer.coverage import coverage_rows, listing, matrix_lines
    from trainer.files import Library

    library = Library(Settings.from_environment().scenarios)
    if coverage:
        found = list(library.scenarios.values())
        lines = [_json(row) for row in coverage_rows(found)] if as_json else matrix_lines(found)
        click.echo("\n".join(lines))
    else:
        for row in listing(library.scenarios.values()):
            click.echo(
                _json(row) if as_json else f"{row['id']:<32} {row['persona']:<6} {row['seat']} {row['title']}"
            )
    if library.broken:
        raise FileProblems(library.broken)


@cli.command(help="シナリオファイルのJSON Schemaを書き出す(scenarios/schema.json と同じもの)。")
def schema() -> None:
    from trainer.schema import as_text, scenario_schema

    click.echo(as_text(scenario_schema()), nl=False)


@cli.command(help="端末で一件の通話をする。--json では1行に1つの操作を読み、1行に1つの出来事を書く。")
@click.argument("scenario")
@click.option("--seed", type=int, default=0, show_default=True, help="同じ数なら同じお客様になる。")
@click.option("--json", "as_json", is_flag=True, help="JSON Lines でやりとりする。")
def play(scenario: str, seed: int, as_json: bool) -> None:
    from trainer import terminal
    from trainer.files import Library

    cast = Library(Settings.from_environment().scenarios).cast(scenario)
    terminal.play(cast, seed, terminal.json_lines() if as_json else terminal.prompt(cast.scenario))


@cli.command(help="play --json の出力(FILE、- なら標準入力)を採点する。")
@click.argument("file", type=click.File("r", encoding="utf-8", errors="replace"))
@click.option("--json", "as_json", is_flag=True, help="評価シートをJSONで出力する。")
def score(file: Any, as_json: bool) -> None:
    from trainer import scorers, terminal
    from trainer.files import Library

    library = Library(Settings.from_environment().scenarios)
    cast, attempt = terminal.recorded(library, _objects(file))
    card = scorers.score(cast, attempt, library.rubric)
    click.echo(_json(terminal.scorecard_json(card)) if as_json else terminal.scorecard_text(card))


@cli.command(help='応対を読み取る。1行に {"id", "customer", "operator"}。')
@click.option("--explain", is_flag=True, help="読み取りの理由と確からしさも出力する。")
def read(explain: bool) -> None:
    from trainer.dialogue import SURE, Speaker, Utterance
    from trainer.language import read as read_utterance

    for line in _objects(sys.stdin):
        said = Utterance(speaker=Speaker.CUSTOMER, text=_text(line, "customer", optional=True))
        text = _text(line, "operator")
        reading = read_utterance(text, (said,) if said.text else (), explain=explain)
        acts = [
            {"act": a.act, "start": a.start, "end": a.end}
            | (
                {"quote": text[a.start : a.end], "confidence": a.confidence, "because": a.because}
                if explain
                else {}
            )
            for a in reading.acts
            if explain or a.confidence >= SURE
        ]
        click.echo(_json({"id": line.get("id"), "acts": acts}))


@cli.command(help='お客様の言葉から手がかりを読み取る。1行に {"id", "text"}。')
def cues() -> None:
    from trainer.language.cues import read_cues

    for line in _objects(sys.stdin):
        click.echo(_json({"id": line.get("id"), "cues": list(read_cues(_text(line, "text")))}))


@cli.command(help='個人情報を伏せる。1行に {"id", "text"}。伏せ字の案であり、共有の前に人が確かめる。')
def redact() -> None:
    from trainer.language import redaction

    for line in _objects(sys.stdin):
        text = _text(line, "text")
        spans = redaction.redact(text)
        masked = redaction.masked(text, spans, redaction.Placeholders(taken=(text,)))
        found = [{"start": s.start, "end": s.end, "type": s.kind} for s in spans]
        click.echo(_json({"id": line.get("id"), "text": masked, "spans": found}))


cli.add_command(cases)
cli.add_command(originals_key)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _objects(stream: Any) -> Iterator[JsonObject]:
    """The JSON objects of a stream of lines. Raises InvalidInput naming the line."""
    collector.let_rest()
    for number, line in enumerate(stream, 1):
        if not line.strip():
            continue
        try:
            value = json.loads(line)
        except (json.JSONDecodeError, RecursionError) as error:
            raise InvalidInput(
                f"{number}行目がJSONとして読めません。1行に1つの {{…}} を書いてください。"
            ) from error
        if not isinstance(value, dict):
            raise InvalidInput(
                f"{number}行目が {{…}} の形ではありません。1行に1つのJSONオブジェクトを書いてください。"
            )
        yield value


def _text(line: JsonObject, key: str, *, optional: bool = False) -> str:
    value = line.get(key, "" if optional else None)
    if not isinstance(value, str):
        raise InvalidInput(f"「{key}」に文字列がありません(id: {line.get('id')})。文字列で書いてください。")
    return value.encode("utf-8", "replace").decode("utf-8")


def _usage(error: click.ClickException) -> str:
    """Click's own messages are English; the user is told in Japanese what to do instead."""
    if isinstance(error, click.NoSuchOption):
        return f"知らないオプションです: {error.option_name}"
    if isinstance(error, click.MissingParameter):
        return f"{(error.param.human_readable_name if error.param else '引数')} を指定してください。"
    if isinstance(error, click.FileError):
        return f"ファイル「{error.ui_filename}」を開けません。場所と読み取り権限を確かめてください。"
    if isinstance(error, click.BadParameter):
        name = error.param.human_readable_name if error.param else "引数"
        return f"{name} の値が正しくありません。ファイルなら場所を、数なら半角の整数かを確かめてください。"
    return "コマンドの書き方が正しくありません。"


def main() -> NoReturn:
    try:
        cli.main(standalone_mode=False)
        status = 0
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.ctx.get_help() if error.ctx else "", err=True)
        status = 2
    except click.ClickException as error:
        click.echo(f"{_usage(error)} 使い方は --help をご覧ください。", err=True)
        status = 2
    except click.Abort:
        click.echo("中止しました。", err=True)
        status = 1
    except TrainerError as error:
        click.echo(str(error), err=True)
        status = 1
    except BrokenPipeError:  # the reader of our output has gone: nothing left to tell
        sys.stderr.close()
        status = 1
    sys.exit(status)


if __name__ == "__main__":
    main()
