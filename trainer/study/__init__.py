"""The study meeting (勉強会) and the way from a case to practice and back (docs/study-meeting.md).

    Meetings     open, join, lead, answer, look back: one meeting, or one person alone
    Lessons      what a meeting takes from a case, and leaves with it
    contents     what the rules see in the words of an answer
    CaseLoop     scenario made of a case, its practice, and the best call beside the case

Every deed checks its actor. What somebody may not see is not there: NotFound, never NotAllowed.
"""

from __future__ import annotations

from trainer.study.contents import Content, contents
from trainer.study.lessons import Lessons
from trainer.study.loop import CaseLoop, ReadCall
from trainer.study.meetings import Meetings

__all__ = ["CaseLoop", "Content", "Lessons", "Meetings", "ReadCall", "contents"]
