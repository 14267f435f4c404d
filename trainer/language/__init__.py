"""Japanese text in, readings with exact spans out. Rules only: no network, no clock, no chance."""

from __future__ import annotations

from threading import Lock

from trainer.dialogue import Reading, Transcript
from trainer.language.acts.direction import directed
from trainer.language.acts.explained import read_explained
from trainer.language.acts.false_offence import without_false_offence
from trainer.language.acts.limits import with_limits
from trainer.language.acts.reader import read_acts
from trainer.language.acts.ties import tied
from trainer.language.courtesy import read_courtesy
from trainer.language.cues import read_cues as cues
from trainer.language.promises import read_promises
from trainer.language.questions.reader import read_questions
from trainer.language.signals import read_signals
from trainer.language.story.echoes import read_echoes
from trainer.language.story.offers import read_offers
from trainer.language.text.forms import forms_of
from trainer.scenario import Scenario

__all__ = ["cues", "prepare", "read"]

_PREPARING = Lock()


def read(
    text: str, transcript: Transcript = (), scenario: Scenario | None = None, *, explain: bool = False
) -> Reading:
    """Everything the rules see in the operator's `text`, said after `transcript`.

    Facts, echoes and offers need the `scenario`. Any Unicode text is read; time is linear in its
    length. Spans are Python string indices into `text`. To `explain`, the acts name the features that
    decided (`ActSpan.because`), which takes a little longer.
    """
    forms = forms_of(text)
    parsed = forms.parsed
    acts = read_acts(text, transcript, explain=explain)
    acts = directed(forms, acts, transcript, scenario)
    if scenario:
        acts = with_limits(text, tied(text, acts, scenario), scenario)
    questions = read_questions(parsed, forms, acts, scenario)
    acts = without_false_offence(text, acts, questions)
    promises = read_promises(parsed, forms, acts, questions)
    return Reading(
        acts=acts,
        questions=questions,
        echoes=read_echoes(parsed, forms, questions, promises, transcript, scenario) if scenario else (),
        offers=read_offers(parsed, forms, acts, scenario) if scenario else (),
        promises=promises,
        explained=read_explained(parsed, forms, acts, transcript),
        courtesy=read_courtesy(parsed),
        signals=read_signals(parsed, acts),
    )


def prepare(scenario: Scenario) -> None:
    """Takes the lines of a scenario apart (about a second of a processor, once in a process), which its first
    reading would do otherwise. One at a time: a class that starts together does it once."""
    with _PREPARING:
        read("もう少し詳しくお聞かせいただけますか。", (), scenario)
