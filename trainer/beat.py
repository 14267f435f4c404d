"""Words for what the customer does next (出番). The director chooses, a speaker words it."""

from __future__ import annotations

from enum import StrEnum


class Beat(StrEnum):
    # the scenario's own words
    OPEN = "open"
    CONCERN = "concern"  # brings up what still troubles them
    ANSWER = "answer"  # tells a fact that was asked for
    # answers
    AGAIN = "again"  # asked the same twice: irritation, then the fact again
    OWN_DATA = "own_data"  # name, number, phone …: {value}
    NOTHING = "nothing"  # asked whether there is something or somebody: there is not
    CHOOSES = "chooses"  # given a choice about their own life: takes one of the two: {value}
    EITHER = "either"  # given a choice that they do not mind about, or asked when: leaves it to the operator
    MILD_YES = "mild_yes"  # asked of their own life whether …: a light yes that commits to nothing
    VAGUE = "vague"  # asked for a detail: has not noticed or does not remember it: {value}
    UNKNOWN = "unknown"  # does not know, invents nothing
    GUARDED = "guarded"  # asked for what they do not tell a stranger yet: neither lies nor answers
    OFF_TOPIC = "off_topic"  # puzzled by a question that has nothing to do with it
    # being understood
    CONFIRM = "confirm"  # that is right: felt, to who has given the grievance back
    RIGHT = "right"  # a plain yes, to who asks whether a value or a name is right
    CORRECT = "correct"  # that is wrong: {expected}
    TOUCHED = "touched"  # strong empathy reached them
    NOTED = "noted"  # a set phrase of empathy: noted, no more
    WORN = "worn"  # the same phrase again: hollow
    APOLOGY_HEARD = "apology_heard"  # an apology that names its object
    APOLOGY_EMPTY = "apology_empty"  # sorry for what?
    APOLOGY_ENOUGH = "apology_enough"  # stop apologising, do something
    # going on
    GO_ON = "go_on"  # a backchannel invites: a short filler before the next concern
    VENT = "vent"  # nothing moves: lets off steam
    PRESS = "press"  # and what will you do about it?
    WAITING = "waiting"  # expects the operator to say something useful
    # waiting
    HOLD_OK = "hold_ok"
    HOLD_GRUDGING = "hold_grudging"
    HOLD_BACK = "hold_back"  # the operator came back from hold
    HOLD_ABRUPT = "hold_abrupt"  # was put on hold without a word
    SILENCE = "silence"  # the operator says nothing
    HEARS = "hears"  # is there, hears and may be spoken to
    CONSENT = "consent"  # lets the operator do it
    DOES = "does"  # will do what they are asked to do
    TRIES = "tries"  # does it now, while the operator waits
    DONE = "done"  # asked whether they have done it: they have
    # solutions
    OFFER_ACCEPT = "offer_accept"
    OFFER_HAGGLE = "offer_haggle"
    OFFER_REFUSE = "offer_refuse"
    DECLINES = "declines"  # the matter is solved: needs nothing more, and says so kindly
    OFFER_DOUBT = "offer_doubt"  # an offer that is none of the remedies
    EXPLAINED_OK = "explained_ok"
    EXPLAINED_DOUBT = "explained_doubt"
    PROMISE_OK = "promise_ok"
    PROMISE_WHEN = "promise_when"  # by when?
    CALLBACK_OK = "callback_ok"
    CALLBACK_DOUBT = "callback_doubt"  # was promised one before, nobody called
    REFUSED = "refused"  # the operator says it cannot be done
    CHECK_YES = "check_yes"  # understood, nothing else
    CHECK_NO = "check_no"  # not yet
    # handing over
    TRANSFER_OK = "transfer_ok"
    TRANSFER_DOUBT = "transfer_doubt"  # why? do I have to tell it all again?
    TRANSFER_REFUSE = "transfer_refuse"  # do not pass me around
    DEMAND_SUPERIOR = "demand_superior"
    # faults
    FLARE_DENY = "flare_deny"
    FLARE_COLD = "flare_cold"
    FLARE_BLAME = "flare_blame"
    FLARE_CALM_DOWN = "flare_calm_down"
    FLARE_RETELL = "flare_retell"
    FLARE_HURRY = "flare_hurry"
    FLARE_QUESTIONS = "flare_questions"  # one question after another
    INSULTED = "insulted"
    CAUGHT_OUT = "caught_out"  # contradicts what the operator said before
    REMINDED = "reminded"  # the same, holding them to what they had said: {value}
    REPEATED = "repeated"  # the operator says word for word the same again
    # lines drawn against abuse
    LIMIT_PUSHBACK = "limit_pushback"  # warned, goes on all the same
    LIMIT_BACKS_DOWN = "limit_backs_down"  # warned, pulls themself together
    # odd input
    MACHINE = "machine"  # spoken to like a program: puzzled, back to the matter
    UNREADABLE = "unreadable"  # could not make that out
    SMALL_TALK = "small_talk"
    THANKS = "thanks"
    # ends
    THREATEN = "threaten"  # one more and I hang up
    HANG_UP = "hang_up"
    CLOSE_CONTENT = "close_content"
    CLOSE_GRUDGING = "close_grudging"
    CLOSE_UNRESOLVED = "close_unresolved"


FROM_SCENARIO = frozenset({Beat.OPEN, Beat.CONCERN, Beat.ANSWER, Beat.LIMIT_PUSHBACK, Beat.LIMIT_BACKS_DOWN})
"""Beats whose words come from the scenario itself; every other beat needs lines in each voice."""

AGAINST_LIMITS = frozenset({Beat.LIMIT_PUSHBACK, Beat.LIMIT_BACKS_DOWN})
"""Beats that occur in scenarios with abuse only, which bring their lines."""
