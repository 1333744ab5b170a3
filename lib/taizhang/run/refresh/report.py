"""What a refresh did -> lines for people and an object for machines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from taizhang.run.refresh.refresh import Refreshed

MOST = 40


def as_json(done: Refreshed) -> dict[str, Any]:
    """The ``--json`` answer."""
    outcome = done.outcome
    listed = {
        name: [asdict(one) for one in getattr(outcome, name)]
        for name in ("changed", "flipped", "flagged", "left")
    }
    return {
        "document": str(done.out),
        **listed,
        "tables": outcome.tables,
        "charts": outcome.charts,
        "recognised": outcome.recognised,
    }


def lines(done: Refreshed) -> list[str]:
    """The same for a terminal."""
    outcome = done.outcome
    found = [f"已写出：{done.out}", f"认出有来源的文字 {outcome.recognised} 处"]
    found += _block(
        "更新的数字", [f"{one.where} {one.label}：{one.old} → {one.new}" for one in outcome.changed]
    )
    found += _block(
        "随之改动的词句", [f"{one.where}：{one.old} → {one.new or '（删去）'}" for one in outcome.flipped]
    )
    found += _block("整行增减的表格", outcome.tables)
    found += _block("换新的图", outcome.charts)
    found += _block("请人工核对", [f"{one.where}：{one.reason}——{one.sentence}" for one in outcome.flagged])
    found += _block("没有动的数字", [f"{one.where}：{one.text}（{one.reason}）" for one in outcome.left])
    if not (outcome.changed or outcome.flipped or outcome.tables or outcome.charts):
        found.append("文档中的数字与台账一致，没有需要更新的。")
    return found


def _block(title: str, entries: Sequence[str]) -> list[str]:
    if not entries:
        return []
    more = [f"  ……另有 {len(entries) - MOST} 处，用 --json 查看全部"] if len(entries) > MOST else []
    return [f"{title}（{len(entries)} 处）：", *(f"  {entry}" for entry in entries[:MOST]), *more]
