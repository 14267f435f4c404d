"""JSON Schema of a scenario file, for editors that complete and check while typing.

Generated from the models, so that it never says anything else than the check; what each field is
for stands in Japanese in `schema.yaml`, which the form shows as well.
"""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from trainer.scenario import Scenario

DIALECT = "https://json-schema.org/draft/2020-12/schema"


@lru_cache(maxsize=1)
def words() -> dict[str, dict[str, str]]:
    """model → field → what it is for, in Japanese."""
    read: dict[str, dict[str, str]] = yaml.safe_load(
        Path(__file__).with_suffix(".yaml").read_text(encoding="utf-8")
    )
    return read


def scenario_schema() -> dict[str, Any]:
    """Draft 2020-12. What only the check can see (references between fields) is not in it."""
    schema = Scenario.model_json_schema()
    models = {"Scenario": schema, **schema["$defs"]}
    for name, model in models.items():
        model.pop("title", None)
        model.pop("description", None)
        for field, rule in model.get("properties", {}).items():
            rule.pop("title", None)
            rule["description"] = words()[name][field]
    return {"$schema": DIALECT, "title": "シナリオ", **schema}


def as_text(schema: dict[str, Any]) -> str:
    """As it is shipped: indented, Japanese readable, ends with a line end."""
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"
