"""A call in the terminal, and the recorded call scored."""

from __future__ import annotations

from trainer.terminal.json_lines import json_lines
from trainer.terminal.play import play
from trainer.terminal.recorded import recorded
from trainer.terminal.sheet import scorecard_json, scorecard_text
from trainer.terminal.typed import prompt

__all__ = ["json_lines", "play", "prompt", "recorded", "scorecard_json", "scorecard_text"]
