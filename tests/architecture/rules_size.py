"""Rules on size and shape: what stays small can be read."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from architecture.findings import Breach, Source, sources

MODULE_LINES = 400
FUNCTION_LINES = 40
ROOM_MODULES = 9
NAMES_THAT_SAY_NOTHING = {"utils", "util", "helpers", "helper", "common", "misc"}

Function = ast.FunctionDef | ast.AsyncFunctionDef


def functions(tree: ast.AST) -> Iterator[Function]:
    """Every function and method, nested ones too."""
    return (node for node in ast.walk(tree) if isinstance(node, Function))


def long_modules(root: Path) -> list[Breach]:
    """A module has more than 400 lines."""
    return [
        Breach(str(source.path), f"{lines} lines")
        for source in sources(root)
        if (lines := len(source.text.splitlines())) > MODULE_LINES
    ]


def long_functions(root: Path) -> list[Breach]:
    """A function has more than 40 lines from its def to its end, docstring included."""
    return [
        Breach(f"{source.path}:{node.lineno}", f"{node.name} has {lines} lines")
        for source in sources(root)
        for node in functions(source.tree)
        if (lines := (node.end_lineno or 0) - node.lineno + 1) > FUNCTION_LINES
    ]


def crowded_rooms(root: Path) -> list[Breach]:
    """A room or sub-room holds more than nine modules beside its __init__."""
    modules: dict[Path, int] = defaultdict(int)
    for source in sources(root):
        modules[source.path.parent] += source.path.stem != "__init__"
    return [Breach(str(room), f"{count} modules") for room, count in modules.items() if count > ROOM_MODULES]


def empty_names(root: Path) -> list[Breach]:
    """A module is called utils, helpers or the like."""
    return [
        Breach(str(source.path), "the name does not say what the module does")
        for source in sources(root)
        if NAMES_THAT_SAY_NOTHING & set(source.inside)
    ]


def missing_docstrings(root: Path) -> list[Breach]:
    """A module, a public class, or a public function or method has no docstring."""
    return [breach for source in sources(root) for breach in _missing(source)]


def _missing(source: Source) -> Iterator[Breach]:
    if not ast.get_docstring(source.tree):
        yield Breach(str(source.path), "the module has no docstring")
    for node in _public(source.tree):
        if not ast.get_docstring(node):
            yield Breach(f"{source.path}:{node.lineno}", f"{node.name} has no docstring")


def _public(scope: ast.Module | ast.ClassDef) -> Iterator[Function | ast.ClassDef]:
    for node in scope.body:
        if isinstance(node, Function | ast.ClassDef) and not node.name.startswith("_"):
            yield node
            if isinstance(node, ast.ClassDef):
                yield from _public(node)
