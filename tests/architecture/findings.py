"""What every architecture rule gives: where something breaks it, and how."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

PACKAGE = Path("lib/taizhang")


@dataclass(frozen=True, slots=True, order=True)
class Breach:
    """One place that breaks a rule; ``where`` is relative to the checkout."""

    where: str
    why: str

    def __str__(self) -> str:
        return f"{self.where}: {self.why}"


@dataclass(frozen=True, slots=True)
class Source:
    """One Python file of the package."""

    path: Path
    """Relative to the checkout."""
    text: str

    @property
    def inside(self) -> tuple[str, ...]:
        """The path's parts below the package, without the suffix."""
        return self.path.relative_to(PACKAGE).with_suffix("").parts

    @property
    def tree(self) -> ast.Module:
        return ast.parse(self.text, filename=str(self.path))


def sources(root: Path) -> Iterator[Source]:
    """Every Python file of the package under ``root``, in order."""
    for path in sorted((root / PACKAGE).rglob("*.py")):
        yield Source(path.relative_to(root), path.read_text(encoding="utf-8"))


def report(breaches: list[Breach]) -> str:
    """The breaches one a line, for an assertion's message."""
    return "\n".join(str(breach) for breach in sorted(breaches))
