"""Changes single values in a YAML text and keeps everything else as it was typed.

A form and a text editor can so show the same text: comments, order, quoting and line ends of all
other lines stay. Every change is proved: the new text is read again and must differ in that one
value only.
"""

from __future__ import annotations

import copy
import json
from collections.abc import Sequence
from typing import Any

import yaml

from trainer.errors import InvalidInput

Path = tuple[str, ...]

_UNABLE = "この欄は自動では書き換えられませんでした。「YAML」を開いて直してください(元の文は変えていません)。"


def value_of(text: str, path: Path) -> Any:
    """The value at `path`, e.g. ("brief", "goal"); None when there is none or the text is faulty."""
    try:
        value = yaml.safe_load(text)
    except (yaml.YAMLError, ValueError, RecursionError):
        return None
    for key in path:
        value = value.get(key) if isinstance(value, dict) else None
    return value


def with_value(text: str, path: Path, value: Any, order: Sequence[str] = ()) -> str:
    """The text with another value at `path`: str, int, bool or a list of str; None takes the key out.

    A missing key is written behind the nearest one that stands before it in `order`, else last.
    Raises InvalidInput when the text cannot be read or the change would touch anything else."""
    if has_references(text):
        raise InvalidInput(_UNABLE)
    try:
        wanted = _changed(yaml.safe_load(text), path, value)
        # The pure loader: its marks count characters, which is what is cut here.
        found = _replaced(text, yaml.compose(text, Loader=yaml.SafeLoader), path, value, order)
        same = yaml.safe_load(found) == wanted
    except (yaml.YAMLError, ValueError, TypeError, AttributeError, RecursionError) as error:
        raise InvalidInput(_UNABLE) from error
    if not same:
        raise InvalidInput(_UNABLE)
    return found


def has_references(text: str) -> bool:
    """Whether parts of the text refer to others (*name). A few of them, one inside the other, unfold
    to more than any memory holds, so scenarios written in the app do without."""
    try:
        return any(isinstance(event, yaml.AliasEvent) for event in yaml.parse(text, Loader=yaml.SafeLoader))
    except (yaml.YAMLError, ValueError, RecursionError):
        return False


def line_of(text: str, key: str) -> int:
    """1-based line of the deepest part of a dotted key that exists; 0 when the text is faulty."""
    try:
        node = yaml.compose(text, Loader=yaml.SafeLoader)
    except (yaml.YAMLError, ValueError, RecursionError):
        return 0
    line = 1 if node is not None else 0
    for part in key.split(".") if key else ():
        step = _step(node, part)
        if step is None:
            break
        line, node = step[0].start_mark.line + 1, step[1]
    return line


def _step(node: Any, part: str) -> tuple[Any, Any] | None:
    if isinstance(node, yaml.MappingNode):
        return next(((k, v) for k, v in node.value if k.value == part), None)
    if isinstance(node, yaml.SequenceNode) and part.isdigit() and int(part) < len(node.value):
        return node.value[int(part)], node.value[int(part)]
    return None


def _changed(data: Any, path: Path, value: Any) -> Any:
    data = copy.deepcopy(data)
    inner = data
    for key in path[:-1]:
        inner = inner.setdefault(key, {})
    if value is None:
        inner.pop(path[-1], None)
    else:
        inner[path[-1]] = value
    return data


def _replaced(text: str, node: Any, path: Path, value: Any, order: Sequence[str]) -> str:
    step, parent = (node, node), node
    for depth, key in enumerate(path):
        parent, inner = step[1], _step(step[1], key)
        if inner is None:
            return text if value is None else _inserted(text, parent, path[depth:], value, order)
        step = inner
    if value is None:
        return _removed(text, parent, step)
    node = step[1]
    start, end = node.start_mark.index, _end(text, node)
    # "key:" without a value has an empty node right behind the colon.
    lead = " " if start == end else ""
    return text[:start] + lead + _rendered(value, parent, node) + text[end:]


def _end(text: str, node: Any) -> int:
    """Behind the node's last character; a block's own end mark stands behind blanks and comments."""
    if isinstance(node, yaml.CollectionNode) and not node.flow_style:
        last = node.value[-1]
        return _end(text, last[1] if isinstance(last, tuple) else last)
    start, end = node.start_mark.index, node.end_mark.index
    return start + len(text[start:end].rstrip()) if getattr(node, "style", None) in ("|", ">") else int(end)


def _rendered(value: Any, parent: Any, node: Any = None) -> str:
    """A value as YAML; a list stays a block of lines where it was one."""
    if isinstance(value, list) and isinstance(node, yaml.SequenceNode) and not node.flow_style and value:
        return f"\n{' ' * node.start_mark.column}".join(f"- {_flow(item)}" for item in value)
    if isinstance(value, str) and "\n" in value.strip("\n") and not parent.flow_style:
        indent = " " * (parent.start_mark.column + 2)
        lines = value.rstrip("\n").split("\n")
        if all(line == line.strip() for line in lines) and value == value.rstrip("\n"):
            return "|-\n" + "\n".join(indent + line if line else "" for line in lines)
    return _flow(value)


def _flow(value: Any) -> str:
    """On one line, fit for block and flow surroundings."""
    if isinstance(value, str) and "\n" in value:
        return json.dumps(value, ensure_ascii=False)
    dumped = yaml.safe_dump([value], allow_unicode=True, default_flow_style=True, width=2**31)
    return dumped.strip()[1:-1]


def _inserted(text: str, parent: Any, path: Path, value: Any, order: Sequence[str]) -> str:
    if not isinstance(parent, yaml.MappingNode):
        raise ValueError("the parent is no mapping")
    for key in reversed(path[1:]):
        value = {key: value}
    entry = f"{path[0]}: {_flow(value) if isinstance(value, dict) else _rendered(value, parent)}"
    if parent.flow_style:
        close = parent.end_mark.index - 1
        comma = ", " if parent.value else ""
        return text[:close] + comma + entry + text[close:]
    known = list(order)
    before = known[: known.index(path[0])] if path[0] in known else []
    after = next((pair for key in reversed(before) for pair in parent.value if pair[0].value == key), None)
    at = _end(text, (after or parent.value[-1])[1])
    # Behind a comment on the same line, too.
    at = text.find("\n", at) if "\n" in text[at:] else len(text)
    return f"{text[:at]}\n{' ' * parent.start_mark.column}{entry}{text[at:]}"


def _removed(text: str, parent: Any, step: tuple[Any, Any]) -> str:
    start, end = step[0].start_mark.index, _end(text, step[1])
    if parent.flow_style:
        rest = text[end:]
        if rest.lstrip().startswith(","):
            rest = rest.lstrip()[1:].lstrip()
            return text[:start] + rest
        return text[:start].rstrip().removesuffix(",") + rest
    if len(parent.value) == 1:
        raise ValueError("the last key of a block cannot be taken out")
    line_start = text.rfind("\n", 0, start) + 1
    if text[line_start:start].strip():  # e.g. the first key behind "- "
        raise ValueError("the key shares its line")
    line_end = text.find("\n", end)
    return text[:line_start] + (text[line_end + 1 :] if line_end >= 0 else "")
