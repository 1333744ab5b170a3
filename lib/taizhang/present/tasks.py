"""The task ledger's rows -> numbered paragraphs, each with its departments and deadline."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from taizhang.present.pieces import Block, Paragraph, Piece, Rich

ENDS = "。；;."


def by_area(rows: Iterable[Mapping[str, Any]]) -> dict[str, list[Block]]:
    """Paragraphs by area of work, in order of the task's code; the text is one piece tagged with its task."""
    found: dict[str, list[Block]] = {}
    for row in sorted(rows, key=lambda row: str(row["code"])):
        area = found.setdefault(row["area"], [])
        area.append(Paragraph(_task(row, len(area) + 1)))
    return found


def _task(row: Mapping[str, Any], number: int) -> Rich:
    source = f"task:{row['code']}"
    parts = [f"责任单位：{row['department']}"]
    if row.get("cooperating"):
        parts.append(f"配合单位：{row['cooperating']}")
    parts.append(f"完成时限：{_day(row['deadline'])}")
    text = str(row["text"]).rstrip(ENDS) + "。"
    return (f"{number}.", Piece(f"{text}（{'；'.join(parts)}）", source, "任务"))


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
