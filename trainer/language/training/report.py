"""The figures of the evaluation as docs/recognition.md (Japanese)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from trainer.dialogue import Cue, DialogueAct

if TYPE_CHECKING:
    from trainer.language.training.evaluation import Round, Tally

ACTS = tuple(act.value for act in DialogueAct)
CUES = tuple(cue.value for cue in Cue)
NEGATIVE = ("NEG_DENY", "NEG_COLD", "NEG_OVER")

_HOW = """# 読み取りの精度

`make eval` が書き出す文書です。手で直さないでください。

## 読み取りの仕組み

1. **正規化** 全角・半角、大文字・小文字、半角カナをそろえます。元の文字位置は一字ずつ覚えます。
2. **文と節** 句点と読点・接続助詞で切ります。句点のない文(音声認識、急ぎのチャット)では、自作データから
   句読点を抜いて学習した小さなモデル `pauses.py` が、句点と読点のあるべき場所を決めます。
3. **特徴** 文字の並び、敬語をはがした語の並び、文末の形(問い・依頼・否定・過去・推量・可能)、
   意味の語彙 `trainer/language/lexicon/acts_*.yaml`(感情・手間・謝罪・上席・部署・期限…)、
   文の位置、前後の文、客の直前の言葉との重なり。
4. **判定** 文ごとと節ごとの線形モデルの得点を、前後の文・発話全体の得点と合わせ、
   小さなネットワークが判定します。
5. **確信度** 学習に使っていない書き手の得点から、確率に直します。しきい値に届かない行為は
   0.5 未満の「手がかり」として残り、採点にも顧客の反応にも使いません。
6. **根拠** どの特徴が効いたかを各行為の `because` に残します。

語を足すときは `lexicon/acts_*.yaml` の該当する項目に一語加え、`make train` を実行します。

## 数え方(正直な手順)

- **一書き手抜き**: 開発データ7つの書き手(C D F G H I J)を一つずつ完全に外して学習し、外した書き手で測ります。
  較正・しきい値・ネットワークも、学習側だけで決めます。測る書き手のデータはどこにも使いません。
- **発話単位**: 発話ごとの行為の集合を正解の集合と比べます(micro は全行為の合計、macro は26行為の平均)。
- **区間単位**: 行為が同じで、短い方の区間の半分以上が重なれば一致。一つの正解に一つだけ対応させます。
- **句読点なし**: 客と応対者の句読点・括弧・空白をすべて消した文で、同じモデルを測ります。
  学習には三件に一件の割で句読点を消した写しを加えています。`pauses.py` の学習に開発データは使いません。
- **しきい値の引き下げ**: 学習に使う書き手は互いに似ているので、較正だけでは新しい書き手に厳しすぎます。
  どの行為も 0.1(失言・線引き・引き継ぎはその半分ほど)下げます。七つの書き手を一つずつ外して選んだ値です。
- **割り引いて読むこと**: 語彙は開発データの誤りを見ながら書き、特徴の重み・正則化・ネットワークの大きさも
  同じ一書き手抜きの値を見て選びました。書き手そのものは学習から外していますが、選び方を通した
  甘さは残ります。まったく新しい書き手では、この表より下がると考えてください。
- **手がかりも同じ**: 客の言葉の語彙 `acts_customer.yaml` は、手がかりを取り違えた文を見て語を足しました。
- **穏やかな通話も同じ**: `calm_more.jsonl` は `calm_asdc.jsonl` で見た誤検出の種類に合わせて書き、
  否定的な行為のしきい値もその値を見て厳しくしました。`calm_asdc.jsonl` の割合は初見の値ではありません。
"""


@dataclass(frozen=True)
class Figures:
    """Everything measured. `sizes`: development items, written items, written sources, cue items;
    `calm`: file -> utterances with the alarms in them; `speed`: median ms, p95 ms, per second."""

    rounds: Sequence[Round]
    curve: Sequence[tuple[int, int, float]]
    cues: Tally
    calm: dict[str, list[tuple[str, frozenset[str]]]]
    speed: tuple[float, float, float]
    sizes: tuple[int, int, int, int]


def markdown(figures: Figures) -> str:
    parts = [
        _HOW,
        _overall(figures),
        _sources(figures),
        _labels("応対行為ごと(発話単位、一書き手抜き)", _sum([r.acts for r in figures.rounds]), ACTS),
        _confusions(_sum([r.acts for r in figures.rounds])),
        _curve(figures),
        _labels("顧客の手がかり(書き手で分けた5分割交差検証)", figures.cues, CUES),
        _calm(figures),
        _speed(figures),
    ]
    return "\n".join(parts)


def summary(figures: Figures) -> str:
    """One line for the terminal."""
    acts = _sum([r.acts for r in figures.rounds])
    p, r, f = acts.measure(NEGATIVE)
    return (
        f"micro {acts.measure(ACTS)[2]:.3f} macro {acts.macro(ACTS):.3f} NEG {f:.3f} (P {p:.3f} R {r:.3f}) "
        f"cues macro {figures.cues.macro(CUES):.3f} p95 {figures.speed[1]:.1f} ms {figures.speed[2]:.0f}/s"
    )


def _sum(tallies: Sequence[Tally]) -> Tally:
    total = type(tallies[0])()
    for tally in tallies:
        total.merge(tally)
    return total


def _overall(figures: Figures) -> str:
    dev, written, sources, cues = figures.sizes
    acts = _sum([r.acts for r in figures.rounds])
    rows = [
        ("開発データ＋自作データで学習(製品と同じ)", acts),
        ("製品と同じ学習、句読点なしで測定", _sum([r.bare for r in figures.rounds])),
        ("製品と同じ学習、区間単位", _sum([r.spans for r in figures.rounds])),
    ]
    lines = [
        "## 結果のまとめ\n",
        f"開発データ {dev} 発話(7書き手)、自作データ {written} 発話({sources}書き手)、"
        f"手がかり {cues} 発話。\n",
        "| 測り方 | micro P | micro R | micro F1 | macro F1 | NEG_* P | NEG_* R | NEG_* F1 |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for name, tally in rows:
        p, r, f = tally.measure(ACTS)
        np_, nr, nf = tally.measure(NEGATIVE)
        lines.append(
            f"| {name} | {p:.3f} | {r:.3f} | **{f:.3f}** | **{tally.macro(ACTS):.3f}** "
            f"| {np_:.3f} | {nr:.3f} | **{nf:.3f}** |"
        )
    p, r, f = acts.measure(NEGATIVE)
    goals = [
        ("応対行為 micro-F1", acts.measure(ACTS)[2], 0.85),
        ("応対行為 macro-F1", acts.macro(ACTS), 0.82),
        ("NEG_* F1", f, 0.82),
        ("NEG_* 適合率", p, 0.85),
        ("手がかり macro-F1", figures.cues.macro(CUES), 0.85),
    ]
    lines += ["", "| 目標 | 実測 | 基準 | 判定 |", "|---|---|---|---|"]
    for name, value, goal in goals:
        verdict = "達成" if value >= goal else f"**未達**(あと {goal - value:.3f})"
        lines.append(f"| {name} | {value:.3f} | {goal:.2f} | {verdict} |")
    return "\n".join(lines) + "\n"


def _sources(figures: Figures) -> str:
    lines = [
        "## 外した書き手ごと\n",
        "| 書き手 | micro F1 | macro F1 | NEG_* F1 | 句読点なし micro F1 |",
        "|---|---|---|---|---|",
    ]
    for r in figures.rounds:
        lines.append(
            f"| {r.source} | {r.acts.measure(ACTS)[2]:.3f} | {r.acts.macro(ACTS):.3f} "
            f"| {r.acts.measure(NEGATIVE)[2]:.3f} | {r.bare.measure(ACTS)[2]:.3f} |"
        )
    return "\n".join(lines) + "\n"


def _labels(title: str, tally: Tally, labels: Sequence[str]) -> str:
    lines = [f"## {title}\n", "| ラベル | 正解数 | 適合率 | 再現率 | F1 |", "|---|---|---|---|---|"]
    for label in labels:
        p, r, f = tally.measure([label])
        lines.append(f"| {label} | {tally.hit[label] + tally.missed[label]} | {p:.3f} | {r:.3f} | {f:.3f} |")
    p, r, f = tally.measure(labels)
    lines.append(
        f"| 全体 (micro) | {sum((tally.hit + tally.missed).values())} | {p:.3f} | {r:.3f} | {f:.3f} |"
    )
    lines.append(f"| 全体 (macro F1) | | | | {tally.macro(labels):.3f} |")
    return "\n".join(lines) + "\n"


def _confusions(tally: Tally) -> str:
    lines = [
        "## 取り違え(多い順)\n",
        "「-」は何も読み取れなかったもの。\n",
        "| 正解 | 読み取り | 件数 |",
        "|---|---|---|",
    ]
    ranked = sorted(tally.confused.items(), key=lambda pair: (-pair[1], pair[0]))
    lines += [f"| {gold} | {said} | {n} |" for (gold, said), n in ranked[:25]]
    return "\n".join(lines) + "\n"


def _curve(figures: Figures) -> str:
    lines = [
        "## 学習曲線(文の線形モデルだけ、一書き手抜き)\n",
        "| 学習した書き手 | 学習した発話 | micro F1 |",
        "|---|---|---|",
    ]
    lines += [f"| {sources} | {items} | {f:.3f} |" for sources, items, f in figures.curve]
    return "\n".join(lines) + "\n"


def _calm(figures: Figures) -> str:
    lines = [
        "## 穏やかな通話での誤検出\n",
        "否定的な行為・線引き・引き継ぎが読み取られた発話の割合。`calm_asdc.jsonl` は学習に使わず、\n"
        "自作の `calm.jsonl`、`calm_more.jsonl`、`harmless.jsonl` は七つに分け、測る部分を外して\n"
        "学習しています。\n"
        "`calm.jsonl` はふだんの用件、`calm_more.jsonl` の半分は苦情への返事なら失言になる言い方、\n"
        "`harmless.jsonl` は怒ったお客様への、失言のない質問・受け止め・確認です(十四人が書きました)。\n",
        "`calm_asdc.jsonl` は Megagon Labs「Accommodation Search Dialog Corpus」(CC BY 4.0)から。\n",
    ]
    for name, found in figures.calm.items():
        n = len(found)
        lines.append(f"### {name}({n} 発話)\n")
        counts = Counter(act for _, alarms in found for act in alarms)
        counts["NEG_*"] = sum(bool(alarms & set(NEGATIVE)) for _, alarms in found)
        lines += ["| 行為 | 発話数 | 割合 |", "|---|---|---|"]
        for act in ("NEG_*", *NEGATIVE, "LIMIT", "ESC_V", "ESC_H", "ESC_WHY"):
            lines.append(f"| {act} | {counts[act]} | {100 * counts[act] / max(1, n):.2f} % |")
        examples = [f"- {', '.join(sorted(a))}: {text.replace(chr(10), ' ')}" for text, a in found if a]
        lines += ["", *examples[:12], ""]
    return "\n".join(lines)


def _speed(figures: Figures) -> str:
    median, p95, rate = figures.speed
    return (
        "## 速さ\n\n"
        f"初めて読む発話で中央値 {median:.1f} ms、95パーセンタイル {p95:.1f} ms、毎秒 {rate:.0f} 発話"
        "(読み込み後、一つの処理装置の時間で)。\n"
    )
