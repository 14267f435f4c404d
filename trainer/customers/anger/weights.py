"""What each act is worth to the anger, and what it is called on the result page (rubric §4.2).

Signs and order rest on the sources listed there; the sizes are design values.
"""

from __future__ import annotations

from trainer.dialogue import DialogueAct, Signal

A = DialogueAct

LISTENING = {
    A.EMP_FEEL: 3.0,
    A.EMP_SIT: 4.0,
    A.PARA: 5.0,
    A.BC: 1.0,
    A.APO_PART: 5.0,
    A.APO_FULL: 7.0,
    A.OPEN_Q: 2.0,
    A.TAKEOVER: 9.0,
}
SOLVING = {A.EXPLAIN: 3.0, A.PROPOSE: 6.0, A.COMMIT: 5.0, A.FOLLOW: 4.0, A.CHECK: 1.0}
STRONG_EMPATHY = 6.0
FAULTS = {A.NEG_DENY: 10.0, A.NEG_COLD: 12.0, A.NEG_OVER: 2.0}
SIGNAL_FAULTS = {
    Signal.INSULT: 18.0,
    Signal.BLAME: 14.0,
    Signal.RETELL: 12.0,
    Signal.PASS_AROUND: 12.0,
    Signal.CALM_DOWN: 10.0,
    Signal.HURRY: 8.0,
}
LABELS = {
    A.EMP_FEEL: "気持ちの受け止め",
    A.EMP_SIT: "事情への労い",
    A.PARA: "復唱・言い換え",
    A.BC: "相づち",
    A.APO_PART: "何についてかを示したお詫び",
    A.APO_BARE: "対象のないお詫びの繰り返し",
    A.APO_FULL: "非を認めたお詫び",
    A.OPEN_Q: "広く聞く質問",
    A.TAKEOVER: "引き受けの言葉",
    A.EXPLAIN: "説明",
    A.PROPOSE: "解決策の提示",
    A.COMMIT: "具体的な約束",
    A.FOLLOW: "折り返しの約束",
    A.CHECK: "納得の確認",
    A.NEG_DENY: "否定・反論",
    A.NEG_COLD: "冷たい断り・後回し",
    A.NEG_OVER: "根拠のない約束",
}
SIGNAL_LABELS = {
    Signal.INSULT: "失礼な言葉",
    Signal.BLAME: "責任のなすりつけ",
    Signal.RETELL: "もう一度最初から説明させる",
    Signal.PASS_AROUND: "たらい回し",
    Signal.CALM_DOWN: "「落ち着いて」という指図",
    Signal.HURRY: "急かし",
}
