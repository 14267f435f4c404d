"""How often we are right with and without a model: `make eval-model N=200`.

Both are measured on development utterances of one source that our own weights have not seen: they are
trained anew without it, which takes some minutes. The model is the one of the
settings (docs/llm.md); nothing is written anywhere.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from trainer.dialogue import SURE, ActSpan, Speaker, Utterance
from trainer.language.acts.judging import Judge as Weights
from trainer.language.acts.proposals import Proposal, merged
from trainer.language.acts.reader import acts_with
from trainer.language.text.quotes import found
from trainer.language.training import corpus
from trainer.language.training.corpus import Spoken
from trainer.language.training.evaluation import Tally
from trainer.language.training.train import ACTS, train_acts
from trainer.llm import Llm, LlmFailed, Usage
from trainer.opinions.reading import propose
from trainer.opinions.spending import Asking, Judge
from trainer.settings import LlmSettings
from trainer.speaking import Ledger

DEFAULT = 100


@dataclass
class Comparison:
    """Per utterance: ours, the model alone, and both by the rule. `failed`: requests without an answer."""

    ours: Tally = field(default_factory=Tally)
    model: Tally = field(default_factory=Tally)
    both: Tally = field(default_factory=Tally)
    asked: int = 0
    failed: int = 0
    unproven: int = 0
    seconds: float = 0.0

    def table(self) -> str:
        """Precision, recall, F1 over all acts; macro F1 over the acts that occur."""
        lines = ["           適合率  再現率  micro-F1  macro-F1"]
        for name, tally in (("規則", self.ours), ("モデル", self.model), ("併用", self.both)):
            there = [a for a in ACTS if tally.hit[a] + tally.missed[a] + tally.false[a]]
            p, r, f = tally.measure(ACTS)
            lines.append(
                f"{name:8}  {p:6.3f}  {r:6.3f}  {f:8.3f}  {tally.macro(there) if there else 0.0:8.3f}"
            )
        rate = self.seconds / max(1, self.asked)
        lines.append(
            f"発話 {self.asked}、答えなし {self.failed}、根拠のない提案 {self.unproven}、一発話 {rate:.2f}秒"
        )
        return "\n".join(lines)


def compare(
    items: Sequence[Spoken],
    read: Callable[[str, str], Sequence[ActSpan]],
    ask: Callable[[str, str], Sequence[Proposal]],
) -> Comparison:
    """`read(utterance, customer's line)` is ours, `ask` the model (raises LlmFailed)."""
    result = Comparison()
    for item in items:
        ours = tuple(read(item.operator, item.customer))
        proposals: Sequence[Proposal] = ()
        begun = time.perf_counter()
        try:
            proposals = ask(item.operator, item.customer)
        except LlmFailed:
            result.failed += 1
        result.seconds += time.perf_counter() - begun
        result.asked += 1
        proven = [p for p in proposals if found(p.quote, item.operator)]
        result.unproven += len(proposals) - len(proven)
        result.ours.add(item.acts, _sure(ours))
        result.model.add(item.acts, frozenset(p.act.value for p in proven))
        result.both.add(item.acts, _sure(merged(item.operator, ours, proposals)))
    return result


def _sure(acts: Sequence[ActSpan]) -> frozenset[str]:
    return frozenset(a.act.value for a in acts if a.confidence >= SURE)


def unseen(source: str) -> Weights:
    """Weights trained on everything but this source."""
    items = corpus.labelled(corpus.development() + corpus.written())
    return train_acts([i for i in items if i.item.source != source], corpus.labelled(corpus.calm()))


class _NoBook:
    """An evaluation is no use by anybody's call."""

    def book(self, purpose: str, at: float, use: object) -> None:
        return None


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        description="応対の読み取りを、モデルを使う場合と使わない場合で比べます。"
    )
    sources = sorted({item.source for item in corpus.development()})
    parser.add_argument("-n", type=int, default=DEFAULT, help="発話の数")
    parser.add_argument("--source", choices=sources, default=sources[0], help="学習から外して試す出どころ")
    given = parser.parse_args(arguments)
    settings = LlmSettings.from_environment()
    llm = Llm(settings)
    if not llm.configured:
        sys.stderr.write("言語モデルが設定されていません。docs/llm.md のとおりに環境変数を入れてください。\n")
        return 2
    judge = Judge(llm, Ledger(lambda since: Usage()), _NoBook(), time.time)
    items = [item for item in corpus.development() if item.source == given.source][: given.n]
    sys.stderr.write(f"出どころ {given.source} を外して学習しています。数分かかります。\n")
    weights, askings = unseen(given.source), list[Asking]()

    def ask(text: str, before: str) -> Sequence[Proposal]:
        asking = judge.asking("evaluation")
        askings.append(asking)
        return propose(asking, text, (Utterance(speaker=Speaker.CUSTOMER, text=before),))

    result = compare(items, lambda text, before: acts_with(weights, text, [before]), ask)
    sys.stdout.write(f"{settings.judge_model}、出どころ {given.source}\n{result.table()}\n")
    used = sum((asking.used for asking in askings), Usage())
    sys.stdout.write(f"入力 {used.tokens_in}、出力 {used.tokens_out} トークン、{used.yen:.1f}円\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
