"""`make bench`: measures the product against its limits; exit 1 when one is broken, 2 when one
cannot be measured.

    uv run python -m tests.bench [--json] [--only turns reading starting voice page wording waiting search]
                                [--rows 1000000]

With --json stdout has one JSON object a line and the table goes to stderr.
"""

from __future__ import annotations

import argparse
import os
import platform
import sys
import time

from tests.bench import page, reading, search, starting, turns, voice, waiting, wording
from tests.bench.figures import CannotMeasure, as_json, as_table

PARTS = {
    "turns": turns.measure,
    "reading": reading.measure,
    "starting": starting.measure,
    "voice": voice.measure,
    "page": page.measure,
    "wording": wording.measure,
    "waiting": waiting.measure,
    "search": search.measure,
}


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description="性能を測り、上限と比べます。")
    parser.add_argument(
        "--json", action="store_true", help="一行に一件のJSONを標準出力に、表は標準エラーに出す"
    )
    parser.add_argument("--only", nargs="+", choices=PARTS, default=list(PARTS), help="測る部分を選ぶ")
    parser.add_argument(
        "--rows", type=int, default=search.ROWS, help="検索で作る事例の件数(既定 100,000。100万件は約15分)"
    )
    chosen = parser.parse_args()
    begun, before = time.monotonic(), _load()
    figures = []
    for name in chosen.only:
        print(f"計測中: {name} …", file=sys.stderr, flush=True)
        try:
            figures += search.measure(chosen.rows) if name == "search" else PARTS[name]()
        except CannotMeasure as error:
            print(f"計測できませんでした({name}): {error}", file=sys.stderr)
            return 2
    broken = [f for f in figures if f.broken]
    report = sys.stderr if chosen.json else sys.stdout
    print(as_table(figures), file=report)
    machine = f"{platform.system()} {platform.machine()}、{os.cpu_count()}コア"
    took = f"{time.monotonic() - begun:.0f}秒、負荷平均 {before} → {_load()}"
    print(f"\n{machine}、Python {platform.python_version()}、{took}", file=report)
    print(f"上限を超えた項目: {len(broken)}件" if broken else "すべて上限内です。", file=report)
    if chosen.json:
        print(as_json(figures))
    return 1 if broken else 0


def _load() -> str:
    """Processes that wanted to run in the last minute: above the number of cores, figures are noisy."""
    return f"{os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else "不明"


if __name__ == "__main__":
    sys.exit(main())
