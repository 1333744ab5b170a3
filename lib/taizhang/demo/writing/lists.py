"""Rows of text -> a GB18030 CSV list with title and footer."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from .rolls import ENCODING


def write_list(
    path: Path, title: str, reporter: str, heads: Sequence[str], rows: Sequence[str], tail: Sequence[str]
) -> Path:
    """Write a list whose ``rows`` are lines of comma-separated cells already."""
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = [title, f"填报单位：{reporter}", ",".join(heads), *rows, *tail]
    path.write_bytes("".join(line + "\r\n" for line in lines).encode(ENCODING))
    return path
