"""The words on the screen that depend on the channel: nobody hangs up a chat or holds an e-mail."""

from __future__ import annotations

from dataclasses import dataclass

from trainer.attempt import OUTCOME_LABELS, Outcome
from trainer.dialogue import Channel


@dataclass(frozen=True)
class ChannelWords:
    """`talk`: what it is called. `hold`, `resume`: "" where there is nothing to hold; `holding` names the
    wait while it lasts, `held` stands in the input meanwhile. `symbol`, `end_symbol`: names of Material
    icons. `outcomes`: labels that differ."""

    talk: str
    opening: str
    start: str
    end: str
    confirm: str
    last: str
    hold: str
    resume: str
    holding: str
    held: str
    did_hold: str
    did_resume: str
    take_over: str
    took_over: str
    symbol: str
    end_symbol: str
    outcomes: dict[Outcome, str]

    def outcome(self, outcome: Outcome) -> str:
        """How it ended."""
        return self.outcomes.get(outcome, OUTCOME_LABELS[outcome])


_WORDS = {
    Channel.PHONE: ChannelWords(
        talk="通話",
        opening="お客様が先に話し始めます。",
        start="通話を始める",
        end="終話",
        confirm="終話する",
        last="お客様への最後の言葉は伝え終えましたか。終話すると採点に進みます。",
        hold="保留",
        resume="保留を解除",
        holding="保留中",
        held="保留中です。「保留を解除」で通話に戻ります",
        did_hold="保留にしました",
        did_resume="保留を解除しました",
        take_over="電話を代わる",
        took_over="電話を代わりました",
        symbol="call",
        end_symbol="call_end",
        outcomes={},
    ),
    Channel.CHAT: ChannelWords(
        talk="チャット",
        opening="お客様からのメッセージが先に届きます。",
        start="チャットを始める",
        end="チャットを終える",
        confirm="終える",
        last="お客様への最後の言葉は送り終えましたか。終えると採点に進みます。",
        hold="お待ちいただく",
        resume="チャットに戻る",
        holding="お待たせ中",
        held="お客様がお待ちです。「チャットに戻る」で続けます",
        did_hold="お待ちいただきました",
        did_resume="チャットに戻りました",
        take_over="チャットを代わる",
        took_over="チャットを代わりました",
        symbol="chat",
        end_symbol="speaker_notes_off",
        outcomes={
            Outcome.CLOSED: "未解決のまま終了",
            Outcome.HUNG_UP: "お客様が退出",
        },
    ),
    Channel.EMAIL: ChannelWords(
        talk="メール対応",
        opening="お客様からのメールが先に届きます。",
        start="返信を始める",
        end="対応を終える",
        confirm="終える",
        last="お客様に伝えることは書き終えましたか。終えると採点に進みます。",
        hold="",
        resume="",
        holding="",
        held="",
        did_hold="お待ちいただきました",
        did_resume="返信に戻りました",
        take_over="返信を代わる",
        took_over="返信を代わりました",
        symbol="mail",
        end_symbol="mark_email_read",
        outcomes={
            Outcome.CLOSED: "未解決のまま終了",
            Outcome.HUNG_UP: "お客様がやりとりを打ち切り",
        },
    ),
}


def words(channel: Channel) -> ChannelWords:
    """The words of a channel."""
    return _WORDS[channel]
