"""What of the scenario a clause is about: the topics it asks for, the facts it aims at."""

from __future__ import annotations

from functools import cached_property

from trainer.language.questions.aims import Aim, aimed, likeness
from trainer.language.questions.likeness import compared
from trainer.language.questions.question_forms import not_this, proposes, suggests
from trainer.language.questions.topic_lexicon import topic_entries
from trainer.language.questions.topics import Topic, read_topics
from trainer.language.story.matching import any_of
from trainer.language.text.forms import Forms, asking_word, segments
from trainer.language.text.parsing import Clause, Parsed
from trainer.scenario import Scenario

_CLEAR = 0.98  # weight from which on a topic is surely asked for
_ASKED_FOR = 0.9  # … is asked for and not merely touched on
_ANYTHING_ELSE = frozenset({"impact", "worry", "wish", "feelings", "matter", "scope", "story"})
"""Topics that 「ほかに何か」 at the end of a call asks for, too."""


class About:
    """Worked out when it is asked for. `other`: something else is meant, the caller's own data or their
    consent, unless a fact surely is."""

    def __init__(
        self, parsed: Parsed, forms: Forms, clause: Clause, scenario: Scenario | None, other: bool = False
    ) -> None:
        self._at = (parsed, forms, clause)
        self._scenario = scenario
        self._other = other

    @cached_property
    def topics(self) -> tuple[Topic, ...]:
        """What is asked for, the surest first, behind and before a cushion alike."""
        parsed, forms, clause = self._at
        last = segments(parsed, clause)[-1]
        behind = read_topics(parsed, *last)
        if behind and behind[0].weight >= _CLEAR:  # 「間に合うか調べたいので、着る日を教えてください」
            return behind
        found: dict[str, Topic] = {}
        for place in without_cushion(parsed, forms, clause):
            for topic in read_topics(parsed, *place):
                if topic.id not in found or found[topic.id].weight < topic.weight:
                    found[topic.id] = topic
        return tuple(sorted(found.values(), key=lambda t: (-t.weight, t.id)))

    @property
    def facts(self) -> tuple[str, ...]:
        return self.aim.facts

    @cached_property
    def aim(self) -> Aim:
        places = without_cushion(*self._at)
        if not self._scenario or not places:
            return Aim()
        sure = self._other or proposes(self._at[0].text_of(self._at[2]))
        return aimed(self._at[0], places, self.topics, self._scenario, sure)

    @cached_property
    def likeness(self) -> float:
        """How near the clause is to the nearest line of any fact (a cosine)."""
        places = without_cushion(*self._at)
        if not self._scenario or not self._scenario.facts or not places:
            return 0.0
        found = likeness(self._at[0], places, self._scenario.facts)
        return max(like.nearest for like in found)

    @property
    def asked_for(self) -> tuple[str, ...]:
        """Ids of the topics that are asked for and not merely touched on."""
        return tuple(t.id for t in self.topics if t.weight >= _ASKED_FOR)

    @property
    def clear(self) -> bool:
        """Something known is surely asked for."""
        return bool(self.topics) and self.topics[0].weight >= _CLEAR

    @property
    def caller(self) -> bool:
        """The caller themself is asked after."""
        return self.clear and topic_entries()[self.topics[0].id].caller

    @property
    def goes_on(self) -> bool:
        """More than whether there is anything else: 「ほかに何か試されましたか」."""
        return self.clear and self.topics[0].id not in _ANYTHING_ELSE

    @cached_property
    def to_do(self) -> bool:
        """A remedy is named: 「ケーブルを差し直してもらえますか」 asks to do it, not to tell."""
        parsed, forms, clause = self._at
        telling = forms.in_clause("ask-verb", clause) or asking_word(parsed.words_of(clause))
        return not telling and self.remedy

    @cached_property
    def how(self) -> bool:
        """「ほかの文字はいかがでしょうか」 asks about a fact; with a remedy it would offer that."""
        parsed, forms, clause = self._at
        if not forms.has("how-about", clause.start, clause.end) or self.remedy or suggests(parsed, clause):
            return False
        return bool(self.facts) or self.clear

    @cached_property
    def remedy(self) -> bool:
        parsed, _, clause = self._at
        remedies = self._scenario.remedies if self._scenario else ()
        return any(any_of(r.offers, parsed, clause.first, clause.last) for r in remedies)


def without_cushion(parsed: Parsed, forms: Forms, clause: Clause) -> tuple[tuple[int, int], ...]:
    """Word ranges that say what is asked: behind the cushion, and before it what asks already
    (「どなたへのお祝いか、差し支えなければ…」). None is empty."""
    first = not_this(parsed, clause)
    before, behind = forms.around("cushion", clause)
    ahead = parsed.words[first:before]
    behind_it = compared(parsed, [(behind, clause.last)])
    if ahead and (ahead[-1].surface == "か" or asking_word(ahead) or not behind_it):
        places = [(first, before), (behind, clause.last)]
    else:
        places = [(max(first, behind), clause.last)]
    return tuple((start, end) for start, end in places if start < end)
