"""The two texts of the masking step, side by side (HTML), and the tools beside them."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from typing import Any

import streamlit as st

from trainer import masking
from trainer.case import field_label
from trainer.masking import Replacement
from trainer.personal import PERSONAL_LABELS, PersonalKind
from trainer.ui import case_masking
from trainer.ui.browser import component
from trainer.ui.case_cards import text_kept
from trainer.ui.case_masking import Masking
from trainer.ui.markup import draw, esc, icon
from trainer.ui.picks import anchor

MOST_LEFT = 20
"""Leftovers listed at once."""

LONGEST = 200


@cache
def _selection() -> Any:
    return component("selection")


def both(here: Masking) -> str:
    """Field by field: the original with what is hidden underlined, and the text as others will see it."""
    by_field: dict[str, list[tuple[int, Replacement]]] = defaultdict(list)
    for number, one in enumerate(here.proposal.replacements):
        by_field[one.field].append((number, one))
    rows = "".join(
        f'<div class="side-label small muted">{esc(field_label(field))}</div>'
        f'<div class="mask-original">{_pieces(here, words, by_field[field], masked=False)}</div>'
        f'<div class="mask-result">{_pieces(here, words, by_field[field], masked=True)}</div>'
        for field, words in masking.fields(here.case).items()
    )
    return (
        '<div class="masksides"><span></span><b>元の文(あなただけに見えます)</b><b>伏せたあとの文</b>'
        f"{rows}</div>"
    )


def _pieces(here: Masking, words: str, found: list[tuple[int, Replacement]], *, masked: bool) -> str:
    out, last = [], 0
    for number, one in found:
        out.append(text_kept(words[last : one.start]))
        shown = one.placeholder if masked else one.text
        kind = "placeholder" if masked else "hidden-word"
        here_class = " here" if number == here.chosen else ""
        label = f"{PERSONAL_LABELS[one.kind]}「{one.text}」の伏せ字を直す"
        out.append(anchor(str(number), esc(shown), kind=f"{kind}{here_class}", label=label))
        last = one.end
    return "".join([*out, text_kept(words[last:])])


def tools(here: Masking) -> None:
    """One replacement that was clicked, and words to be hidden as well."""
    found = here.proposal.replacements
    left, right = st.columns(2, gap="medium")
    with left:
        if 0 <= here.chosen < len(found):
            _chosen(here, found[here.chosen])
        else:
            draw(
                f"<h3>{icon('visibility_lock')}伏せ字 {len(found)}か所</h3><p class='small muted'>"
                "下の文の中の伏せ字を押すと、種類を変えたり、外したりできます。</p>"
            )
    with right:
        _add(here)


def _chosen(here: Masking, one: Replacement) -> None:
    draw(
        f"<h3>{icon('edit')}「{esc(one.text)}」 → {esc(one.placeholder)}</h3>"
        f"<p class='small muted'>{esc(field_label(one.field))}</p>"
    )
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        key = f"mask-kind-{here.chosen}-{one.placeholder}"
        st.selectbox(
            "種類",
            list(PersonalKind),
            list(PersonalKind).index(one.kind),
            format_func=PERSONAL_LABELS.__getitem__,
            key=key,
            filter_mode=None,
            width=190,
            on_change=case_masking.change_kind,
            args=(here, one, key),
        )
        st.button(
            "伏せるのをやめる",
            key="mask-remove",
            icon=":material/visibility:",
            on_click=case_masking.remove,
            args=(here, one),
        )


def _add(here: Masking) -> None:
    draw(f"<h3>{icon('add')}ほかにも伏せる</h3>")
    words_key, kind_key = f"mask-words-{here.record.id}-{here.round}", "mask-new-kind"
    with (
        st.container(key="mask-add", horizontal=True, vertical_alignment="bottom", gap="small"),
        st.container(key="astyped-mask", horizontal=True, vertical_alignment="bottom", gap="small"),
    ):
        words = st.text_input("伏せる言葉(元の文をなぞると入ります)", key=words_key, width=270)
        st.selectbox(
            "種類",
            list(PersonalKind),
            format_func=PERSONAL_LABELS.__getitem__,
            key=kind_key,
            filter_mode=None,
            width=150,
        )
        st.button(
            "伏せる",
            key="mask-add-go",
            icon=":material/visibility_off:",
            on_click=case_masking.add_typed,
            args=(here, words_key, kind_key),
            disabled=not words,
        )
    within = {"within": ".mask-original", "field": ".st-key-astyped-mask input", "longest": LONGEST}
    _selection()(key="selection", data=within, height="content")


def leftovers(here: Masking) -> None:
    """What still looks personal: each is hidden or declared to be nobody's."""
    found = here.leftovers
    if not found:
        return
    more = f"(はじめの{MOST_LEFT}か所)" if len(found) > MOST_LEFT else ""
    draw(
        f'<div class="notice attention">{icon("privacy_tip")}<div>個人情報かもしれない箇所が'
        f"{len(found)}か所残っています{more}。伏せるか、問題がないことを確かめてください。</div></div>"
    )
    for number, one in enumerate(found[:MOST_LEFT]):
        with st.container(key=f"row-left-{number}", horizontal=True, vertical_alignment="center"):
            draw(
                f'<div class="row"><b>{esc(one.text)}</b><span class="small muted">'
                f"{PERSONAL_LABELS[one.kind]} ・ {esc(field_label(one.field))}</span></div>"
            )
            st.button(
                "伏せる", key=f"hide-{number}", on_click=case_masking.add, args=(here, one.text, one.kind)
            )
            st.button(
                "問題なし", key=f"harmless-{number}", on_click=case_masking.harmless, args=(here, one.text)
            )
