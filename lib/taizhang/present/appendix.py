"""What stands behind a report -> the appendix: definitions, exceptions, set-aside rows, reconciliations."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from taizhang.declare.specs import Catalogue, IndicatorSpec
from taizhang.indicators import ledgers_of
from taizhang.present.pieces import Block, Paragraph, Piece, Rich, TableBlock
from taizhang.present.tables import breaks_of

NONE = "无。"
PART_WIDTHS = (1.6, 0.7, 3.2, 1.6)


def definitions(used: Iterable[str], catalogue: Catalogue) -> list[Block]:
    """A table of every indicator used, in the order of first use: name, unit, definition, source ledgers."""
    specs = [catalogue.indicators[name] for name in used]
    rows = tuple(_definition(spec, catalogue) for spec in specs)
    return (
        [_table("正文、表和图所用指标", ("指标", "单位", "口径", "数据来源"), rows, PART_WIDTHS)]
        if rows
        else _nothing()
    )


def _definition(spec: IndicatorSpec, catalogue: Catalogue) -> tuple[Rich, ...]:
    source = f"definition:{spec.id}"
    ledgers = "、".join(catalogue.ledgers[name].label for name in ledgers_of(spec, catalogue))
    scope = f"{spec.definition}。口径变化：{breaks_of(spec)}" if spec.breaks else spec.definition
    return tuple((Piece(text, source),) for text in (spec.label, spec.unit, scope, ledgers))


def exceptions(accepted: Sequence[tuple[str, str, str]]) -> list[Block]:
    """Each accepted exception: what was found (in words), and why it is accepted."""
    rows = tuple(
        tuple((Piece(text, f"edition:{case}"),) for text in (message, reason))
        for case, message, reason in accepted
    )
    return [_table("按名称认可的情况", ("情况", "认可理由"), rows, (1.2, 1.0))] if rows else _nothing()


def set_aside(rows: Sequence[Mapping[str, Any]]) -> list[Block]:
    """Every row that was set aside: file, sheet, row number, reason; nothing personal."""
    body = tuple(
        tuple(
            (Piece(str(text) or "—", f"ledger:{row['path']}#{row['row']}"),)
            for text in (row["path"], row["sheet"], row["row"], row["reason"])
        )
        for row in rows
    )
    return (
        [_table("未计入的各行", ("文件", "工作表", "行号", "原因"), body, (2.4, 1.2, 0.6, 2.0))]
        if body
        else _nothing()
    )


def reconciliations(results: Sequence[Mapping[str, str]]) -> list[Block]:
    """Each reconciliation with both sides and whether it holds; both sides carry their facts."""
    body = tuple(
        (
            (Piece(row["label"], f"definition:{row['id']}"),),
            (Piece(row["left"], row["fact"]),),
            (Piece(row["right"], f"reconciliation:{row['id']}"),),
            (row["result"],),
        )
        for row in results
    )
    heads = ("勾稽关系", "总数", "各部分", "结果")
    return [_table("勾稽关系核对", heads, body, (2.6, 1.0, 1.6, 0.8))] if body else _nothing()


def targets(rows: Sequence[Mapping[str, str]]) -> list[Block]:
    """Next year's targets against the current value: task, indicator, now, target, state."""
    body = tuple(
        (
            (Piece(row["area"], f"task:{row['code']}"),),
            (Piece(row["indicator"], f"task:{row['code']}"),),
            (Piece(row["now"], row["fact"]),) if row.get("fact") else (row["now"],),
            (Piece(row["target"], f"task:{row['code']}"),),
            (row["state"],),
        )
        for row in rows
    )
    heads = ("工作领域", "指标", "本年", "下一年目标", "状态")
    return (
        [_table("下一年量化目标与本年数值", heads, body, (1.5, 2.6, 1.2, 1.7, 1.0))] if body else _nothing()
    )


def _table(
    caption: str, header: tuple[str, ...], rows: tuple[tuple[Rich, ...], ...], widths: tuple[float, ...]
) -> TableBlock:
    return TableBlock((caption,), (tuple((text,) for text in header),), rows, "l" * len(header), widths)


def _nothing() -> list[Block]:
    return [Paragraph((NONE,))]
