"""Door to YAML: text in, plain data or a tree with marks out; never a crash, never a flood.

Texts come from files and from people's browsers. Deep nesting overflows the stack of the parser
written in C, and a few aliases inside each other (&a [*b, *b]) unfold to more than any memory
holds; so the events are counted first, without building anything.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

import yaml

DEEPEST = 40
"""Levels of nesting; a scenario has six."""

LARGEST = 100_000
"""Nodes with all aliases unfolded; a scenario has about a thousand."""

T = TypeVar("T")

# CSafeLoader is ten times faster; the pure one is there on every platform.
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_MEND = "字下げ、引用符、「: 」の後の空白を確かめてください"


class YamlFault(Exception):
    """The text cannot be used. `line` is 1-based, 0 when it is the text as a whole."""

    def __init__(self, line: int, what: str, mend: str) -> None:
        super().__init__(f"{line}: {what} → {mend}")
        self.line, self.what, self.mend = line, what, mend


def read(text: str) -> tuple[Any, Any]:
    """(tree of nodes with their lines, plain data); (None, None) for an empty text. Parts of the tree
    are shared where the text has aliases. Raises YamlFault."""
    _count(text)
    return _guarded(lambda: _read(text))


def data(text: str) -> Any:
    """The plain value: dicts, lists, strings, numbers. Raises YamlFault."""
    return read(text)[1]


def tree(text: str) -> Any:
    """The nodes with marks whose indices count characters, for cutting; five times slower than
    `read`, whose marks are good for their lines only. Raises YamlFault."""
    _count(text)
    return _guarded(lambda: yaml.compose(text, Loader=yaml.SafeLoader))


def _read(text: str) -> tuple[Any, Any]:
    loader = _LOADER(text)
    try:
        node = loader.get_single_node()
        return node, loader.construct_document(node) if node is not None else None
    finally:
        loader.dispose()


def has_aliases(text: str) -> bool:
    """Whether parts of the text refer to others (*name). Raises YamlFault."""
    return _count(text)


def line_of(node: Any, loc: Sequence[int | str]) -> int:
    """1-based line of the deepest part of `loc` that exists below the node; 0 without a node."""
    if node is None:
        return 0
    line = int(node.start_mark.line) + 1
    for part in loc:
        found = step(node, part)
        if found is None:
            break
        line, node = int(found[0].start_mark.line) + 1, found[1]
    return line


def step(node: Any, part: int | str) -> tuple[Any, Any] | None:
    """(key node, value node) one level down; for a list the item is both."""
    if isinstance(node, yaml.MappingNode):
        return next(((k, v) for k, v in node.value if k.value == str(part)), None)
    if isinstance(node, yaml.SequenceNode) and str(part).isdigit() and int(part) < len(node.value):
        return node.value[int(part)], node.value[int(part)]
    return None


def repeated_keys(node: Any) -> list[tuple[str, int]]:
    """(dotted key, 1-based line) of every key that stands twice in one mapping; a part that is
    referred to from several places is looked at once."""
    found: list[tuple[str, int]] = []
    looked_at: set[int] = set()
    waiting = deque([("", node)])
    while waiting:
        prefix, here = waiting.popleft()
        if id(here) in looked_at or not isinstance(here, yaml.CollectionNode):
            continue
        looked_at.add(id(here))
        pairs = here.value if isinstance(here, yaml.MappingNode) else ()
        keys: set[str] = set()
        for key, value in pairs:
            name = f"{prefix}{key.value}"
            if str(key.value) in keys:
                found.append((name, key.start_mark.line + 1))
            keys.add(str(key.value))
            waiting.append((f"{name}.", value))
        if isinstance(here, yaml.SequenceNode):
            waiting += [(f"{prefix}{index}.", value) for index, value in enumerate(here.value)]
    return sorted(found, key=lambda one: one[1])


def _count(text: str) -> bool:
    """Whether there are aliases. Raises YamlFault for too deep or, unfolded, too large a text."""
    return _guarded(lambda: _counted(text))


def _counted(text: str) -> bool:
    sizes: list[int] = [0]  # of the collections that are open, the document as the first
    anchors: dict[str, int] = {}
    names: list[str | None] = []
    aliases = False
    for event in yaml.parse(text, Loader=_LOADER):
        line = event.start_mark.line + 1 if event.start_mark else 0
        if isinstance(event, (yaml.MappingStartEvent, yaml.SequenceStartEvent)):
            sizes.append(1)
            names.append(event.anchor)
            if len(sizes) > DEEPEST:
                raise YamlFault(
                    line, f"入れ子が深すぎます({DEEPEST}段まで)", "かっこと字下げを確かめてください"
                )
            continue
        size = 0
        if isinstance(event, yaml.ScalarEvent):
            size, name = 1, event.anchor
        elif isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
            size, name = sizes.pop(), names.pop()
        elif isinstance(event, yaml.AliasEvent):
            aliases, name = True, None
            if event.anchor not in anchors:
                raise YamlFault(
                    line, f"自分自身か、ない名前を指しています(*{event.anchor})", "その場に書いてください"
                )
            size = anchors[event.anchor]
        else:
            continue
        if name:
            anchors[name] = size
        sizes[-1] += size
        if sizes[-1] > LARGEST:
            raise YamlFault(
                line, f"項目が多すぎます({LARGEST:,}個まで)", "*名前 で指した所を減らしてください"
            )
    return aliases


def _guarded(deed: Callable[[], T]) -> T:
    try:
        return deed()
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
        what = f"YAMLとして読めません{_why(error)}"
        raise YamlFault(mark.line + 1 if mark else 0, what, _MEND) from error


_WHYS = {
    "mapping values are not allowed": "「: 」の使い方か字下げ",
    "could not find expected ':'": "「項目名: 値」の「: 」がない",
    "did not find expected ',' or": "閉じていない [ ] か { }",
    "did not find expected key": "字下げのずれ",
    "did not find expected '-'": "並びの字下げのずれ",
    "expected <block end>": "字下げのずれ",
    "found unexpected end of stream": "閉じていない引用符",
    "found character that cannot start": "行の頭に置けない文字(タブなど)",
    "found unknown escape": "引用符の中の \\",
    "did not find expected node content": "値のないかっこ",
    "could not determine a constructor": "!で始まる指定",
    "control characters are not allowed": "目に見えない制御文字",
    "special characters are not allowed": "目に見えない制御文字",
    "found undefined alias": "*で指した名前がない",
}
"""The parser's own words and what usually lies behind them."""


def _why(error: Exception) -> str:
    said = str(getattr(error, "problem", None) or error)
    found = next((words for known, words in _WHYS.items() if known in said), "")
    return f"({found})" if found else ""
