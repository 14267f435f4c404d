"""The schema by which editors check a scenario while it is written."""

from __future__ import annotations

import json
from typing import Any

import jsonschema
import pytest
import yaml

from tests.conftest import EXAMPLE
from tests.test_commands import run
from trainer import schema
from trainer.files import SCENARIOS
from trainer.yaml_edit import with_value

SHIPPED = SCENARIOS / "schema.json"
FILES = sorted(p for p in SCENARIOS.glob("*.yaml") if p.name != "rubric.yaml")
GOOD = (SCENARIOS / f"{EXAMPLE}.yaml").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def validator() -> Any:
    rules = json.loads(SHIPPED.read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(rules)
    return jsonschema.Draft202012Validator(rules)


def test_the_shipped_schema_is_the_generated_one() -> None:
    """After a change of the models: `python -m trainer schema > scenarios/schema.json`."""
    assert SHIPPED.read_text(encoding="utf-8") == schema.as_text(schema.scenario_schema())


def test_the_command_prints_it() -> None:
    printed = run("schema")
    assert printed.returncode == 0 and printed.stdout == SHIPPED.read_text(encoding="utf-8")


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_every_shipped_scenario_is_valid(path: Any, validator: Any) -> None:
    validator.validate(yaml.safe_load(path.read_text(encoding="utf-8")))


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("seat",), "third"),
        (("difficulty",), 5),
        (("seet",), "first"),
        (("facts", 0, "needs"), "never"),
        (("facts", 0, "say"), []),
        (("title",), None),
        (("escalation", "triggers"), ["T11"]),
        (("lines",), {"shout": ["わあ"]}),
    ],
)
def test_slips_are_seen_by_the_schema_too(path: Any, value: Any, validator: Any) -> None:
    text = with_value(GOOD, path, value)
    with pytest.raises(jsonschema.ValidationError):
        validator.validate(yaml.safe_load(text))


def test_every_field_says_in_japanese_what_it_is_for() -> None:
    def described(model: dict[str, Any]) -> bool:
        return all("description" in rule for rule in model.get("properties", {}).values())

    made = schema.scenario_schema()
    assert described(made) and all(described(model) for model in made["$defs"].values())
    fields = {name: set(model.get("properties", {})) for name, model in made["$defs"].items()}
    fields = {"Scenario": set(made["properties"]), **{n: f for n, f in fields.items() if f}}
    assert {name: set(words) for name, words in schema.words().items()} == fields
