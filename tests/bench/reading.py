"""The reader of Japanese utterances, in a process of its own: time, throughput, loading, memory.

As a program (`python -m tests.bench.reading`) it measures and prints one JSON object.
"""

from __future__ import annotations

import json
import time
from pathlib import Path

from tests.bench.figures import Figure, p50, p95
from tests.bench.fresh import python
from trainer import collector
from trainer.settings import ROOT

PART = "読み取り"
LINES = ROOT / "trainer" / "language" / "data" / "dev" / "acts_dev.jsonl"
WARM, SINGLE, BATCH = 100, 500, 600


def measure() -> list[Figure]:
    got = python("-m", "tests.bench.reading")
    note = f"{SINGLE}発話、平均{got['chars']:.0f}字、重複なし"
    figures = [
        Figure(PART, "一発話 p50", got["p50"], "ms", note=note),
        Figure(PART, "一発話 p95", got["p95"], "ms", at_most=5),
        Figure(PART, "一発話の演算時間 p95", got["cpu_p95"], "ms"),
        Figure(PART, "まとめ読み", got["per_second"], "発話/秒", at_least=300, note=f"{BATCH}発話"),
        Figure(PART, "読み込み(import)", got["import_s"], "秒"),
        Figure(PART, "最初の一発話(辞書と重みを読む)", got["first_s"], "秒"),
        Figure(PART, "使えるまで", got["import_s"] + got["first_s"], "秒", at_most=0.7),
    ]
    if got["mib"] is not None:
        figures.append(Figure(PART, "プロセス全体のメモリ", got["mib"], "MiB", at_most=250))
        figures.append(
            Figure(PART, "うち辞書ファイルを写した分", got["mapped"], "MiB", note="OSが共有し、返せる")
        )
    return figures


def _probe() -> dict[str, float | None]:
    begun = time.perf_counter()
    from trainer.language import read

    import_s = time.perf_counter() - begun
    begun = time.perf_counter()
    read("お電話ありがとうございます。")
    first_s = time.perf_counter() - begun

    from trainer.dialogue import Speaker, Transcript, Utterance

    said: dict[str, Transcript] = {}
    with LINES.open(encoding="utf-8") as lines:  # one by one: the data are no memory of the reader's
        for row in map(json.loads, lines):
            said[row["operator"]] = (Utterance(speaker=Speaker.CUSTOMER, text=row["customer"], turn=0),)
            if len(said) == WARM + SINGLE + BATCH:
                break
    turns = list(said.items())
    for text, heard in turns[:WARM]:
        read(text, heard)
    collector.let_rest()  # as the server and the command line do
    wall, cpu = [], []
    for text, heard in turns[WARM : WARM + SINGLE]:
        start, worked = time.perf_counter(), time.process_time()
        read(text, heard)
        wall.append(1000 * (time.perf_counter() - start))
        cpu.append(1000 * (time.process_time() - worked))
    batch = turns[WARM + SINGLE :]
    start = time.perf_counter()
    for text, heard in batch:
        read(text, heard)
    per_second = len(batch) / (time.perf_counter() - start)
    return {
        "p50": p50(wall),
        "p95": p95(wall),
        "cpu_p95": p95(cpu),
        "per_second": per_second,
        "import_s": import_s,
        "first_s": first_s,
        "chars": sum(len(text) for text, _ in turns[WARM : WARM + SINGLE]) / SINGLE,
        **_memory(),
    }


def _memory() -> dict[str, float | None]:
    """Memory of this process in MiB, the largest so far (`mib`), and what of it mirrors files
    (`mapped`); None where the system does not tell it."""
    status = Path("/proc/self/status")
    if not status.exists():
        return {"mib": None, "mapped": None}
    lines = dict(line.split(":", 1) for line in status.read_text().splitlines() if ":" in line)
    mib = {name: int(lines[name].split()[0]) / 1024 for name in ("VmHWM", "RssFile")}
    return {"mib": mib["VmHWM"], "mapped": mib["RssFile"]}


if __name__ == "__main__":
    print(json.dumps(_probe()))
