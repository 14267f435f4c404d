"""Acts that only look like an offence beside what is asked in the same words."""

from __future__ import annotations

from collections.abc import Iterable

from trainer.dialogue import SURE, ActSpan, DialogueAct, Question
from trainer.language.questions.calling_out import calls_out
from trainer.language.questions.question_forms import excuses, question_words

_CERTAIN = 0.9  # confidence with which a denial or coldness stands whatever is asked
_UNSURE = 0.49


def without_false_offence(
    text: str, acts: tuple[ActSpan, ...], questions: Iterable[Question]
) -> tuple[ActSpan, ...]:
    """The acts; who asks for something that the caller can tell does not deny it, unless that is beyond doubt
    (「大事な商談がおありだったのですか」), and who takes a blame off them does it for their good
    (「お客様のせいではございません」). Nor does a call deny (「お電話が遠いようですが」).
    A polite request is not cold."""
    asked = [q for q in questions if q.facts]

    def denies(act: ActSpan) -> bool:
        asks = act.confidence < _CERTAIN and any(act.meets(q) for q in asked)
        said = text[act.start : act.end]
        return not asks and not excuses(said) and not calls_out(said)

    def hurts(act: ActSpan) -> bool:
        if act.act is DialogueAct.NEG_COLD and act.confidence < _CERTAIN:
            return not text[act.start : act.end].rstrip("。?？ ").endswith(question_words("requesting"))
        return act.act is not DialogueAct.NEG_DENY or denies(act)

    return tuple(
        act
        if act.confidence < SURE or hurts(act)
        else act.model_copy(update={"confidence": min(act.confidence, _UNSURE)})
        for act in acts
    )
