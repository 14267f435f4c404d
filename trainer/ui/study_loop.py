"""From a case to practice and back: what stands on the pages of cases, scenarios and results."""

from __future__ import annotations

import streamlit as st

from trainer.attempt import Attempt
from trainer.case import SHARED, CaseRecord
from trainer.cases.access import is_supervisor
from trainer.meeting import Meeting
from trainer.scenario import Scenario
from trainer.scorecard import Scorecard
from trainer.ui import channel_words, editor
from trainer.ui.deeds import attempted, do
from trainer.ui.frame import app, go, link, me
from trainer.ui.markup import chip, draw, icon, label

_HELP = (
    "分かれ目ごとに自分の言葉を書いてから、実際の対応を読みます。"
    "勉強会では、全員の回答を見比べます。シナリオにすると、通話で練習できます。"
)


def menu(record: CaseRecord) -> None:
    """考える・練習にする: alone, together, or as a call."""
    with st.popover("考える・練習にする", icon=":material/groups:"):
        draw(f'<p class="small muted">{_HELP}</p>')
        if st.button("一人で考える", key="study-alone", icon=":material/self_improvement:", width="stretch"):
            _to_meeting(record, alone=True)
        if not is_supervisor(me()):
            return
        if st.button("勉強会を開く", key="study-meet", icon=":material/co_present:", width="stretch"):
            _to_meeting(record, alone=False)
        if st.button(
            "この事例でシナリオを作る", key="study-draft", icon=":material/edit_note:", width="stretch"
        ):
            _to_editor(record)


def _to_meeting(record: CaseRecord, *, alone: bool) -> None:
    meetings, made = app().meetings, list[Meeting]()

    def deed() -> None:
        made.append(meetings.study_alone(me(), record.id) if alone else meetings.open(me(), [record.id]))

    if attempted(deed):
        go("study", meeting=made[0].id)
    st.rerun()


def _to_editor(record: CaseRecord) -> None:
    """A scenario that was saved, or is being written in this window, is opened as it is."""
    made: list[tuple[str, str]] = []
    if not attempted(lambda: made.append(app().case_loop.draft(me(), record.id))):
        st.rerun()
    scenario_id, text = made[0]
    draft = editor.opened(scenario_id)
    if not draft.unsaved and not draft.found:
        editor.begin(
            scenario_id,
            text,
            "事例から下書きを作りました。まだ保存していません。"
            "「ここを書き足す」のところを書き、「検査する」で確かめてください。",
        )
    go("scenarios", open=scenario_id)


def practised(record: CaseRecord) -> None:
    """How often it was practised, the best of all totals, and the call that may be read."""
    if record.state not in SHARED or record.scenario not in app().library.scenarios:
        return
    found = app().case_loop.practised(me(), record.id)
    draw(f"<h2>{icon('call')}この事例の練習</h2>")
    if found.best is None:
        draw('<p class="muted">まだ誰も練習していません。</p>')
    else:
        draw(f'<p>練習 <b class="num">{found.calls}</b>回 ・ 最高 <b class="num">{found.best:.0f}点</b></p>')
    call = app().case_loop.best_call(me(), record.id)
    if call is not None:
        who = f"{call.name}さん" if call.name else "匿名"
        link("bestcall", f"載せられた通話を読む({call.total:.0f}点、{label(who)})", "star", case=record.id)


def behind(scenario_id: str) -> None:
    """In the editor: the cases a scenario was made from."""
    for record in app().case_loop.cases_of(me(), scenario_id):
        link("case", f"もとの事例: {label(record.case.title[:40])}", "menu_book", case=record.id)


def after_call(scenario: Scenario, attempt: Attempt, card: Scorecard) -> None:
    """On the result: the case behind the call, and whether others may read the call beside it."""
    loop = app().case_loop
    records = loop.cases_of(me(), scenario.id)
    if not records or card.total is None:
        return
    with st.container(key="after-call", horizontal=True, vertical_alignment="center", gap="small"):
        for record in records:
            link("case", f"もとの事例を読む: {label(record.case.title[:40])}", "menu_book", case=record.id)
        shared = loop.shared(me(), attempt.id)
        if shared is not None:
            draw(chip("事例に載せています" + ("(名前あり)" if shared.named else "(匿名)"), "good", "check"))
            st.button(
                "載せるのをやめる",
                key="unshare",
                on_click=lambda: do(lambda: loop.unshare(me(), attempt.id)),
            )
        elif not attempt.started.branch_of:
            _consent(attempt, channel_words.words(scenario.channel).talk)


def _consent(attempt: Attempt, talk: str) -> None:
    loop = app().case_loop
    with st.popover(f"この{talk}を事例に載せる", icon=":material/star:"):
        draw(
            f"<p>事例を読む人が、この{talk}の記録を読めるようになります。載るのは、載せてよいとした記録のうち"
            "点の高い一つです。匿名のときは、表示名と同じ言葉を伏せます。いつでもやめられます。</p>"
        )
        for choice, named in (("匿名で載せる", False), ("名前を出して載せる", True)):
            st.button(
                choice,
                key=f"share-{named}",
                width="stretch",
                on_click=lambda n=named: do(lambda: loop.share(me(), attempt.id, named=n)),
            )
