"""The import page's parts: the file, what its columns are, what would come in, how it went."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import streamlit as st

from trainer import exporting, importing, sheets
from trainer.case import CASE_CAUSE_LABELS, Case
from trainer.errors import TrainerError
from trainer.importing import FIELDS, Row
from trainer.persona import PERSONA_LABELS
from trainer.sheets import Sheet
from trainer.ui import case_job, deeds
from trainer.ui.case_job import Job
from trainer.ui.clock import moment
from trainer.ui.frame import app, go, me, seconds_east
from trainer.ui.markup import draw, esc, icon
from trainer.ui.markup import label as md
from trainer.ui.notices import notice, words_for

PREVIEW, FAULTS, MEGABYTES = 20, 50, 20
_KEPT, _JOB = "case import", "case import job"
_IGNORED = ""


@dataclass
class Upload:
    """One uploaded file, read; `rows` belong to `mapping`."""

    file_id: str
    name: str
    sheet: Sheet
    mapping: dict[str, str] = field(default_factory=dict)
    rows: list[Row] = field(default_factory=list)

    def read(self, mapping: dict[str, str]) -> None:
        if not self.rows or mapping != self.mapping:
            self.mapping = mapping
            self.rows = list(importing.rows(self.sheet, mapping))

    @property
    def cases(self) -> list[Case]:
        return [row.case for row in self.rows if row.case is not None]

    @property
    def faulty(self) -> list[Row]:
        return [row for row in self.rows if row.case is None]


def upload() -> Upload | None:
    """The file that was chosen, or None; what is wrong with it is told."""
    chosen = st.file_uploader(
        "CSV・XLSX・JSONL のファイル(20 MB、20,000行まで)",
        type=["csv", "tsv", "txt", "xlsx", "jsonl", "ndjson"],
        key="import-file",
        max_upload_size=MEGABYTES,
    )
    if chosen is None:
        st.session_state.pop(_KEPT, None)
        return None
    try:
        page = _page(chosen)
        here: Upload | None = st.session_state.get(_KEPT)
        file_id = f"{chosen.file_id}/{page}"
        if here is None or here.file_id != file_id:
            here = Upload(file_id, chosen.name, sheets.read(chosen.name, chosen.getvalue(), page))
    except TrainerError as error:
        notice(words_for(error), "attention")
        return None
    st.session_state[_KEPT] = here
    return here


def _page(chosen: Any) -> int:
    """Which sheet of the file that was chosen, counted from 0; asked for when there are several."""
    key = f"import-sheets-{chosen.file_id}"
    if key not in st.session_state:
        st.session_state[key] = sheets.pages(chosen.name, chosen.getvalue())
    names = st.session_state[key]
    if len(names) < 2:
        return 0
    return int(
        st.selectbox(
            "シート",
            range(len(names)),
            format_func=names.__getitem__,
            key=f"import-sheet-{chosen.file_id}",
            filter_mode=None,
            width=320,
        )
    )


def template() -> None:
    """An empty table to begin with, headings and an example."""
    st.download_button(
        "ひな形の表(XLSX)",
        exporting.template,
        "事例のひな形.xlsx",
        key="import-template",
        icon=":material/download:",
        help="見出しと、書き方の例が一行入っています。例の行を消してから使ってください。",
        on_click="ignore",
    )


def mapping(here: Upload) -> None:
    """列の対応: guessed from the headings, to be corrected."""
    guessed = importing.guess(here.sheet.columns)
    if here.sheet.whole and all("case" in whole for whole in here.sheet.whole):
        draw('<p class="muted">この製品で書き出したJSONLです。列の対応は要りません。</p>')
        here.read({})
        return
    draw(
        f"<h2>{icon('swap_horiz')}列の対応</h2><p class='muted'>見出しから推測しました。"
        "違うところを直してください。</p>"
    )
    options = [_IGNORED, *FIELDS]
    chosen: dict[str, str] = {}
    with st.container(key="import-mapping"):
        for number, column in enumerate(here.sheet.columns):
            found = st.selectbox(
                md(column[:60]) or f"({number + 1}列目、見出しなし)",
                options,
                options.index(guessed.get(column, _IGNORED)),
                format_func=lambda name: FIELDS.get(name, "使わない"),
                key=f"import-{here.file_id}-{number}",
                filter_mode=None,
            )
            if found:
                chosen[column] = found
    twice = {FIELDS[f] for f in chosen.values() if list(chosen.values()).count(f) > 1}
    if twice:
        notice(f"{'、'.join(sorted(twice))}に二つ以上の列が当たっています。後の列が使われます。")
    here.read(chosen)


def preview(here: Upload) -> None:
    """The first rows as they would come in, and every fault with its row."""
    good, faulty = here.cases, here.faulty
    draw(
        f"<h2>{icon('preview')}取り込む内容</h2>"
        f'<p role="status"><b class="num">{len(good):,}件</b>を取り込めます。'
        + (f'<b class="num t-fault">{len(faulty):,}行</b>に直すところがあります。' if faulty else "")
        + "</p>"
    )
    if faulty:
        rows = "".join(
            f"<li><b class='num'>{row.number}行目</b> {esc(' '.join(row.problems))}</li>"
            for row in faulty[:FAULTS]
        )
        more = f"<p>ほか{len(faulty) - FAULTS:,}行</p>" if len(faulty) > FAULTS else ""
        draw(f'<div class="problems"><h3>{icon("error")}直すところ</h3><ul>{rows}</ul>{more}</div>')
    if good:
        draw(_table(here.rows[:PREVIEW]))


def _table(rows: Sequence[Row]) -> str:
    head = "".join(
        f"<th>{name}</th>" for name in ("行", "題名", "状況", "業種", "タイプ", "原因", "経過", "教訓")
    )
    body = "".join(
        f"<tr><td class='num'>{row.number}</td><td>{esc(c.title)}</td><td>{esc(c.situation[:60])}</td>"
        f"<td>{esc(c.industry)}</td><td>{PERSONA_LABELS[c.persona]}</td><td>{CASE_CAUSE_LABELS[c.cause]}</td>"
        f"<td class='num'>{len(c.timeline)}場面</td><td>{esc(c.lesson[:60])}</td></tr>"
        for row in rows
        if (c := row.case) is not None
    )
    return f'<div class="matrix-box"><table class="plain">{head}{body}</table></div>'


def begin(here: Upload) -> None:
    """The explicit choice what happens to faulty rows, and the start."""
    good, faulty = here.cases, here.faulty
    skip = not faulty or st.checkbox(
        f"直すところのある{len(faulty):,}行は取り込まず、残りの{len(good):,}件だけを取り込む",
        key="import-skip",
    )
    if faulty and not skip:
        draw(
            '<p class="small muted">ファイルを直して選び直すか、上の印を付けてください。'
            "途中まで取り込まれることはありません。</p>"
        )
    if st.button(
        f"{len(good):,}件を下書きとして取り込む",
        key="import-go",
        type="primary",
        icon=":material/upload:",
        disabled=not (good and skip),
    ):
        st.session_state[_JOB] = case_job.start(app().case_imports, me(), good)
        st.rerun()


def job() -> Job | None:
    found: Job | None = st.session_state.get(_JOB)
    return found


@st.fragment(run_every=0.5)
def progress() -> None:
    """While it runs: how far, and 中止."""
    running = job()
    if running is None:
        return
    if running.ended:
        st.rerun()
    words = "中止しています…" if running.stop.is_set() else "取り込んでいます"
    st.progress(running.done / max(1, running.total), f"{words} {running.done:,} / {running.total:,}件")
    st.button("中止する", key="import-stop", icon=":material/cancel:", on_click=running.stop.set)


def outcome(ended: Job) -> None:
    """How it went, and the way back."""
    if ended.ended == "failed":
        notice(f"{ended.problem}\n一件も取り込まれていません。", "fault")
    elif ended.ended == "cancelled":
        notice("中止しました。一件も取り込まれていません。")
    else:
        notice(
            f"{ended.total:,}件を下書きとして取り込みました。一件ずつ個人情報を確認すると、公開に進めます。",
            "good",
        )
    with st.container(horizontal=True, gap="small"):
        if ended.ended == "done":
            if st.button("下書きの一覧へ", key="import-drafts", type="primary"):
                st.session_state.pop(_JOB, None)
                go("mycases")
            st.button(
                "取り込みを取り消す",
                key="import-undo",
                icon=":material/undo:",
                on_click=undo,
                args=(ended.batch,),
            )
        st.button("別のファイルを取り込む", key="import-again", on_click=_again)


def _again() -> None:
    st.session_state.pop(_JOB, None)
    st.session_state.pop(_KEPT, None)


def undo(batch: str) -> None:
    """Takes an import back, except what somebody has worked on since."""

    def deed() -> None:
        undone = app().case_imports.undo_import(me(), batch)
        kept = f"その後に手を加えた{len(undone.kept):,}件は残しました。" if undone.kept else ""
        deeds.tell(f"取り込みを取り消し、{undone.removed:,}件を消しました。{kept}")

    if deeds.attempted(deed):
        st.session_state.pop(_JOB, None)


def earlier() -> None:
    """The actor's imports that can still be taken back."""
    found = app().case_imports.batches(me())
    if not found:
        return
    draw(f"<h2>{icon('history')}これまでの取り込み</h2>")
    for batch in found[:20]:
        with st.container(key=f"row-batch-{batch.id}", horizontal=True, vertical_alignment="center"):
            draw(
                f'<div class="row"><b class="num">{batch.count:,}件</b>'
                f'<span class="small muted">{moment(batch.at, seconds_east())}</span></div>'
            )
            with st.popover("取り消す", icon=":material/undo:"):
                draw("<p>この取り込みの事例を消します。手を加えた事例は残ります。</p>")
                st.button("取り消す", key=f"undo-{batch.id}", type="primary", on_click=undo, args=(batch.id,))
