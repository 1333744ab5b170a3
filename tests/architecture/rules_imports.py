"""Rules on imports: the rooms' order, and the room of each heavy library."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from architecture.findings import Breach, Source, sources

ROOMS: dict[str, int] = {
    "errors": 0,
    "trace": 0,
    "periods": 0,
    "places": 0,
    "numbers": 0,
    "declare": 1,
    "ledger": 2,
    "indicators": 3,
    "analysis": 4,
    "present": 5,
    "document": 6,
    "proofread": 7,
    "run": 8,
    "cli": 9,
    "__main__": 9,
}

HOMES: dict[str, tuple[str, ...]] = {
    "yaml": ("declare",),
    "jsonschema": ("declare",),
    "fastexcel": ("ledger",),
    "python_calamine": ("ledger",),
    "pyarrow": ("ledger", "indicators"),  # Parquet is what the two rooms hand on
    "duckdb": ("ledger", "indicators"),
    "ibis": ("indicators",),
    "statsmodels": ("analysis",),
    "matplotlib": ("present",),
    "docx": ("document.word",),
    "docxtpl": ("document.word",),
    "cryptography": ("document.embedded",),
    "olefile": ("ledger",),
    "papermill": ("run",),
    "psutil": ("run",),
    "pyzipper": ("run.pack",),
    "nbclient": ("run",),
    "nbconvert": ("run",),
    "nbformat": ("run",),
    "rocrate": ("run",),
    "openpyxl": ("demo",),
    "xlsxwriter": ("demo", "present"),
}


def imported(source: Source) -> Iterator[tuple[int, str]]:
    """Every imported name as (line, absolute dotted name), wherever in the file it stands."""
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = _absolute(node, source)
            yield from ((node.lineno, f"{base}.{alias.name}") for alias in node.names)


def _absolute(node: ast.ImportFrom, source: Source) -> str:
    if not node.level:
        return node.module or ""
    package = ("taizhang", *source.inside)[: -node.level]
    return ".".join((*package, *(node.module or "").split("."))).rstrip(".")


def layering(root: Path) -> list[Breach]:
    """A lower room imports a higher one; demo imports above room 0; anything but cli imports demo."""
    return [breach for source in sources(root) for breach in _layering_of(source)]


def _layering_of(source: Source) -> Iterator[Breach]:
    room = source.inside[0]
    if room == "__init__":
        rank: int | None = 0
    elif room == "demo":
        rank = 0
    else:
        rank = ROOMS.get(room)
    if rank is None:
        yield Breach(str(source.path), f"{room} is no room of the design")
        return
    for line, name in imported(source):
        if name.split(".")[0] == "taizhang":
            yield from _judge(source, line, room, rank, name)


def _judge(source: Source, line: int, room: str, rank: int, name: str) -> Iterator[Breach]:
    target = [*name.split("."), ""][1]
    where = f"{source.path}:{line}"
    if target == "demo" and room not in ("demo", "cli", "__main__"):
        yield Breach(where, "imports demo, which only cli may")
    elif target != room and ROOMS.get(target, 0) > rank:
        yield Breach(where, f"{room} imports {target}, a higher room")


def heavy_libraries(root: Path) -> list[Breach]:
    """A heavy library is imported outside its room."""
    return [
        Breach(f"{source.path}:{line}", f"{name.split('.')[0]} belongs to {' and '.join(homes)}")
        for source in sources(root)
        for line, name in imported(source)
        if (homes := HOMES.get(name.split(".")[0])) and not _lives_in(source, homes)
    ]


def _lives_in(source: Source, homes: tuple[str, ...]) -> bool:
    inside = ".".join(source.inside) + "."
    return any(inside.startswith(f"{home}.") for home in homes)
