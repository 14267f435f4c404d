"""Changes single values in a YAML text and keeps everything else as it was typed.

A form and a text editor can so show the same text: comments, order, quoting and line ends of all
other lines stay. Every change is proved: the new text is read again and must differ in that one
value only.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Sequence
from typing import Any

import yaml

from trainer import yaml_text
from trainer.errors import InvalidInput
from trainer.yaml_render import as_block, as_flow, rendered
from trainer.yaml_text import YamlFault, step

Path = tuple[str | int, ...]
"""Keys and 0-based places in lists, from the outermost in."""

_UNABLE = "この欄は自動では書き換えられませんでした。「YAML」を開いて直してください(元の文は変えていません)。"


def value_of(text: str, path: Path) -> Any:
    """The value at `path`, e.g. ("brief", "goal") or ("facts", 0, "say"), () for the whole; None when
    there is none or the text is faulty."""
    try:
        return inner_of(yaml_text.data(text), path)
    except YamlFault:
        return None


def inner_of(value: Any, path: Path) -> Any:
    """As `value_of`, from plain data."""
    for key in path:
        if isinstance(value, dict):
            value = value.get(key)
        elif isinstance(value, list) and isinstance(key, int) and 0 <= key < len(value):
            value = value[key]
        else:
            return None
    return value


def with_value(text: str, path: Path, value: Any, order: Sequence[str] = ()) -> str:
    """The text with another value at `path`: plain data; None takes the key or list item out, and the
    place behind a list's last item adds one.

    A missing key is written behind the nearest one that stands before it in `order`, else last.
    Raises InvalidInput when the text cannot be read or the change would touch anything else."""
    return _proved(
        text, lambda data: _changed(data, path, value), lambda root: _replaced(text, root, path, value, order)
    )


def with_swapped(text: str, path: Path, one: int, other: int) -> str:
    """The text with two items of the list at `path` in each other's place. Raises InvalidInput."""

    def swap(data: Any) -> Any:
        items = inner_of(data, path)
        items[one], items[other] = items[other], items[one]
        return data

    def cut(root: Any) -> str:
        items = _at(root, path).value
        first, second = sorted((one, other))
        a, b = ((items[i].start_mark.index, _end(text, items[i])) for i in (first, second))
        return text[: a[0]] + text[b[0] : b[1]] + text[a[1] : b[0]] + text[a[0] : a[1]] + text[b[1] :]

    return _proved(text, swap, cut)


def _proved(text: str, change: Callable[[Any], Any], write: Callable[[Any], str]) -> str:
    """The written text, if it reads as the changed data. Raises InvalidInput."""
    if has_references(text):
        raise InvalidInput(_UNABLE)
    try:
        wanted = change(copy.deepcopy(yaml_text.data(text)))
        found = write(yaml_text.tree(text))
        same = yaml_text.data(found) == wanted
    except (YamlFault, yaml.YAMLError, LookupError, ValueError, TypeError, AttributeError) as error:
        raise InvalidInput(_UNABLE) from error
    if not same:
        raise InvalidInput(_UNABLE)
    return found


def has_references(text: str) -> bool:
    """Whether parts of the text refer to others (*name): scenarios written in the app do without."""
    try:
        return yaml_text.has_aliases(text)
    except YamlFault:
        return False


def line_of(text: str, key: str) -> int:
    """1-based line of the deepest part of a dotted key that exists; 0 when the text is faulty."""
    try:
        node = yaml_text.read(text)[0]
        return yaml_text.line_of(node, key.split(".")) if key else int(node is not None)
    except YamlFault:
        return 0


def _at(node: Any, path: Path) -> Any:
    for key in path:
        found = step(node, key)
        if found is None:
            raise LookupError(key)
        node = found[1]
    return node


def _changed(data: Any, path: Path, value: Any) -> Any:
    inner: Any = data
    for key in path[:-1]:
        inner = inner.setdefault(key, {}) if isinstance(inner, dict) else inner[key]
    last: Any = path[-1]
    if isinstance(inner, list):
        inner[last : last + 1] = [] if value is None else [value]
    elif value is None:
        inner.pop(last, None)
    else:
        inner[last] = value
    return data


def _replaced(text: str, node: Any, path: Path, value: Any, order: Sequence[str]) -> str:
    found, parent = (node, node), node
    for depth, key in enumerate(path):
        parent, inner = found[1], step(found[1], key)
        if inner is None:
            return text if value is None else _inserted(text, parent, path[depth:], value, order)
        found = inner
    if value is None:
        return (
            _item_removed(text, parent, found[1])
            if found[0] is found[1]
            else _key_removed(text, parent, found)
        )
    node = found[1]
    start, end = node.start_mark.index, _end(text, node)
    words = rendered(value, parent, node)
    if isinstance(node, yaml.CollectionNode) and not node.flow_style and not isinstance(value, (list, dict)):
        return f"{text[:start].rstrip()} {words}{text[end:]}"  # from a block back onto the key's line
    # "key:" without a value has an empty node right behind the colon.
    lead = " " if start == end and not words.startswith("\n") else ""
    before = text[:start].rstrip(" ") if words.startswith("\n") else text[:start]
    return before + lead + words + text[end:]


def _end(text: str, node: Any) -> int:
    """Behind the node's last character; a block's own end mark stands behind blanks and comments."""
    if isinstance(node, yaml.CollectionNode) and not node.flow_style:
        last = node.value[-1]
        return _end(text, last[1] if isinstance(last, tuple) else last)
    start, end = node.start_mark.index, node.end_mark.index
    return start + len(text[start:end].rstrip()) if getattr(node, "style", None) in ("|", ">") else int(end)


def _inserted(text: str, parent: Any, path: Path, value: Any, order: Sequence[str]) -> str:
    for key in reversed(path[1:]):
        value = {key: value} if isinstance(key, str) else [value]
    if isinstance(parent, yaml.SequenceNode) and path[0] == len(parent.value):
        return _item_added(text, parent, value)
    if not isinstance(parent, yaml.MappingNode):
        raise ValueError("the parent takes no such key")
    if parent.flow_style:
        entry = f"{path[0]}: {as_flow(value)}"
        close = parent.end_mark.index - 1
        return text[:close] + (", " if parent.value else "") + entry + text[close:]
    known = list(order)
    before = known[: known.index(str(path[0]))] if path[0] in known else []
    after = next((pair for key in reversed(before) for pair in parent.value if pair[0].value == key), None)
    words = rendered(value, parent)
    entry = f"{path[0]}:{'' if words.startswith(chr(10)) else ' '}{words}"
    return _behind(text, _end(text, (after or parent.value[-1])[1]), parent.start_mark.column, entry)


def _item_added(text: str, parent: Any, item: Any) -> str:
    if parent.flow_style:
        close = parent.end_mark.index - 1
        return text[:close] + (", " if parent.value else "") + as_flow(item) + text[close:]
    column = parent.start_mark.column
    return _behind(text, _end(text, parent), column, as_block(item, column))


def _behind(text: str, at: int, column: int, entry: str) -> str:
    """The entry on lines of its own, behind the line in which `at` stands: its comment, too."""
    at = text.find("\n", at) if "\n" in text[at:] else len(text)
    return f"{text[:at]}\n{' ' * column}{entry}{text[at:]}"


def _item_removed(text: str, parent: Any, item: Any) -> str:
    if parent.flow_style:
        return _taken_from_flow(text, item.start_mark.index, _end(text, item))
    if len(parent.value) == 1:
        # An empty list, written where the block began; the key's colon stands before it.
        start = parent.start_mark.index
        return text[:start].rstrip() + " []" + text[_end(text, item) :]
    dash = text.rfind("-", 0, item.start_mark.index)
    return _lines_taken(text, dash, _end(text, item))


def _key_removed(text: str, parent: Any, found: tuple[Any, Any]) -> str:
    start, end = found[0].start_mark.index, _end(text, found[1])
    if parent.flow_style:
        return _taken_from_flow(text, start, end)
    if len(parent.value) == 1:
        raise ValueError("the last key of a block cannot be taken out")
    if text[text.rfind("\n", 0, start) + 1 : start].strip():  # the first key behind "- "
        after = parent.value[1][0].start_mark.index
        return text[:start] + text[after:]
    return _lines_taken(text, start, end)


def _lines_taken(text: str, start: int, end: int) -> str:
    line_start, line_end = text.rfind("\n", 0, start) + 1, text.find("\n", end)
    if text[line_start:start].strip():
        raise ValueError("something else shares the line")
    return text[:line_start] + (text[line_end + 1 :] if line_end >= 0 else "")


def _taken_from_flow(text: str, start: int, end: int) -> str:
    rest = text[end:]
    if rest.lstrip().startswith(","):
        return text[:start] + rest.lstrip()[1:].lstrip()
    return text[:start].rstrip().removesuffix(",") + rest
