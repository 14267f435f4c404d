"""Imports run downwards only: errors → words → rules | doors → deeds → wiring → ui → pages."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
WORDS = {
    "dialogue", "mood", "beat", "scenario", "escalation", "attempt", "scorecard", "person",
    "case", "lengths", "personal", "case_query", "meeting", "speech", "acoustics", "wording", "persona", "desk", "story", "takeover", "script", "opinion",
}  # fmt: skip
LAYERS = [
    {"errors", "settings", "collector"},
    WORDS,
    {"language", "customers", "scorers", "similarity", "prosody"},  # rules
    {"files", "case_files", "faults", "yaml_text", "store", "llm", "voice", "sheets", "paper", "vault"},  # doors
    {
        "call", "folded", "answering", "deed", "branching", "practice", "people", "checking", "coverage", "terminal", "recommend", "hints",
        "authoring", "yaml_edit", "yaml_render", "schema", "cases", "importing", "exporting", "printing", "study", "masking", "drafting", "drafting_by_model",
        "opinions", "speaking", "casework", "sounding",
    },  # deeds # fmt: skip
    {"wiring"},
    {"ui", "__main__", "case_commands"},
]  # fmt: skip
LEVEL = {name: level for level, names in enumerate(LAYERS) for name in names}


def _modules() -> list[tuple[Path, str]]:
    paths = sorted((ROOT / "trainer").rglob("*.py"))
    return [(p, p.relative_to(ROOT / "trainer").parts[0].removesuffix(".py")) for p in paths]


def _imports(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {a.name for a in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module} | {f"{node.module}.{a.name}" for a in node.names}
    return found


def _homes(imports: set[str]) -> set[str]:
    """First-level parts of `trainer` that are imported."""
    parts = {name.split(".")[1] for name in imports if name.startswith("trainer.")}
    return {part for part in parts if part in LEVEL}


def test_every_part_of_the_house_has_a_level() -> None:
    unknown = {home for _, home in _modules()} - set(LEVEL) - {"__init__"}
    assert not unknown, f"add to LAYERS: {unknown}"


def test_imports_run_downwards_only() -> None:
    rules, doors = LAYERS[2], LAYERS[3]
    wrong = []
    for path, home in _modules():
        for used in _homes(_imports(path)) - {home}:
            upwards = LEVEL[used] > LEVEL.get(home, 99)
            across = (home in rules and used in doors) or (home in doors and used in rules)
            if upwards or across:
                wrong.append(f"{path.relative_to(ROOT)} imports trainer.{used}")
    assert not wrong


def test_streamlit_is_known_to_the_user_interface_only() -> None:
    wrong = [
        str(path.relative_to(ROOT))
        for path, home in _modules()
        if home != "ui" and any(name.split(".")[0] == "streamlit" for name in _imports(path))
    ]
    assert not wrong


def test_pages_use_words_deeds_wiring_and_ui() -> None:
    allowed = {"errors", *WORDS, *LAYERS[4], "wiring", "ui"}
    wrong = [
        f"{path.relative_to(ROOT)} imports trainer.{used}"
        for path in sorted((ROOT / "pages").rglob("*.py"))
        for used in _homes(_imports(path)) - allowed
    ]
    assert not wrong


def test_wiring_drags_nothing_heavy_along() -> None:
    """What only those pay for who use it; pandas comes with sqlite_utils."""
    late = ("openai", "pandas", "pyttsx3", "altair", "streamlit", "scipy", "openpyxl")
    probe = f"import sys, trainer.wiring; print([m for m in {late} if m in sys.modules])"
    found = subprocess.run(
        [sys.executable, "-c", probe], capture_output=True, text=True, check=True, cwd=ROOT
    )
    assert found.stdout.strip() == "[]"
