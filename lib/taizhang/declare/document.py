"""A YAML file -> its plain value, with the line that each part stands on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Document:
    """One declaration file: its value and its node tree."""

    path: Path
    value: Any
    node: yaml.Node | None

    def line(self, keys: Sequence[str | int]) -> int:
        """The 1-based line of the part at ``keys``; of the nearest enclosing part when it is absent."""
        node = self.node
        for key in keys:
            found = _child(node, key)
            if found is None:
                break
            node = found
        return node.start_mark.line + 1 if node is not None else 1


def _child(node: yaml.Node | None, key: str | int) -> yaml.Node | None:
    if isinstance(node, yaml.MappingNode):
        return next((value for name, value in node.value if name.value == str(key)), None)
    if isinstance(node, yaml.SequenceNode) and isinstance(key, int) and key < len(node.value):
        item: yaml.Node = node.value[key]
        return item
    return None


def _repeated_key(node: yaml.Node) -> yaml.Node | None:
    # YAML lets a key stand twice and keeps the last: half a declaration would vanish in silence.
    stack = [node]
    while stack:
        part = stack.pop()
        if isinstance(part, yaml.MappingNode):
            seen: set[str] = set()
            for name, value in part.value:
                if name.value in seen:
                    found: yaml.Node = name
                    return found
                seen.add(name.value)
                stack.append(value)
        elif isinstance(part, yaml.SequenceNode):
            stack.extend(part.value)
    return None


def read(path: Path) -> Document:
    """Read one file. Raises ValueError("line: text") when it is no YAML or repeats a key."""
    text = path.read_text(encoding="utf-8-sig")
    try:
        node = yaml.compose(text, Loader=Loader)
        value = yaml.load(text, Loader=Loader)  # noqa: S506 - a safe loader, C or Python
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise ValueError(f"{line}: 不是正确的 YAML（{error.problem}）") from error
    repeated = _repeated_key(node) if node is not None else None
    if repeated is not None:
        raise ValueError(f"{repeated.start_mark.line + 1}: “{repeated.value}” 写了两次")
    return Document(path, value, node)
