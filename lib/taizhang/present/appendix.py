"""What stands behind a report -> the appendix: definitions, exceptions, corrections, set-aside rows, reconciliations."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from taizhang.declare.specs import Catalogue, IndicatorSpec
from taizhang.indicators import ledgers_of
from taizhang.present.pieces import Block, Paragraph, Piece, Rich, TableBlock
from taizhang.present.tables import breaks_of

NONE = "无。"
PART_WIDTHS = (1.6, 0.7, 3.2, 1.6)
DEFINITION_HEADS = ("指标", "单位", "口径", "数据来源")
EXCEPTION_HEADS = ("情况", "认可理由")
CORRECTION_HEADS = ("文件", "工作表", "行数", "处理", "原因", "由谁提出")
ACTIONS = {"set": "改写单元格", "replace": "替换原值", "drop": "整行不计入"}
ASIDE_HEADS = ("文件", "工作表", "行号", "原因")


def definitions(used: Iterable[str], catalogue: Catalogue) -> list[Block]:
    """A table of every indicator used, in the order of first use: name, unit, definition, source ledgers."""
    specs = [catalogue.indicators[name] for name in used]
    rows = tuple(_definition(spec, catalogue) for spec in specs)
    return [_table("正文、表和图所用指标", DEFINITION_HEADS, rows, PART_WIDTHS)] if rows else _nothing()


def _definition(spec: IndicatorSpec, catalogue: Catalogue) -> tuple[Rich, ...]:
    source = f"definition:{spec.id}"
    ledgers = "、".join(catalogue.ledgers[name].label for name in ledgers_of(spec, catalogue))
    scope = f"{spec.definition}。口径变化：{breaks_of(spec)}" if spec.breaks else spec.definition
    return _cells(DEFINITION_HEADS, (spec.label, spec.unit, scope, ledgers), source)


def revision(revised: str, reason: str) -> list[Block]:
    """What an edition that revises another says of it; nothing for any other edition."""
    if not revised:
        return []
    said = f"本报告修订并代替期次 {revised}。修订原因：{reason.rstrip('。')}。"
    return [Paragraph((Piece(said, "edition:revises", "修订"),))]


def exceptions(accepted: Sequence[tuple[str, str, str]]) -> list[Block]:
    """Each accepted exception: what was found (in words), and why it is accepted."""
    rows = tuple(
        _cells(EXCEPTION_HEADS, (message, reason), f"edition:{case}") for case, message, reason in accepted
    )
    return [_table("按名称认可的情况", EXCEPTION_HEADS, rows, (1.2, 1.0))] if rows else _nothing()


def corrections(rows: Sequence[Mapping[str, Any]], catalogue: Catalogue) -> list[Block]:
    """Every correction: file, sheet, how many rows, what was done, why, by which role; no value of a cell."""
    body = tuple(
        _cells(CORRECTION_HEADS, correction(row, catalogue), f"correction:{row['id']}") for row in rows
    )
    widths = (2.2, 0.9, 0.6, 1.5, 1.8, 1.0)
    return [_table("按勘误处理的各行", CORRECTION_HEADS, body, widths)] if body else _nothing()


def correction(row: Mapping[str, Any], catalogue: Catalogue) -> tuple[str, ...]:
    """One correction in the words of ``CORRECTION_HEADS``; a column goes by its name, not by its id."""
    spec = catalogue.ledgers.get(row["ledger"] or "")
    known = spec.columns.get(row["column"]) if spec else None
    column = known.name if known else row["column"]
    done = ACTIONS[row["action"]] + (f"：{column}" if column and row["action"] != "drop" else "")
    sheet = "全部" if row["sheet"] == "*" else row["sheet"]
    return (row["file"], sheet, str(row["rows"]), done, row["reason"], row["who"])


def set_aside(rows: Sequence[Mapping[str, Any]]) -> list[Block]:
    """Every row that was set aside: file, sheet, row number, reason; nothing personal."""
    body = tuple(
        _cells(
            ASIDE_HEADS,
            [str(row[name]) or "—" for name in ("path", "sheet", "row", "reason")],
            f"ledger:{row['path']}#{row['row']}",
        )
        for row in rows
    )
    return [_table("未计入的各行", ASIDE_HEADS, body, (2.4, 1.2, 0.6, 2.0))] if body else _nothing()


def reconciliations(results: Sequence[Mapping[str, str]]) -> list[Block]:
    """Each reconciliation with both sides and whether it holds; both sides carry their facts."""
    body = tuple(
        (
            (Piece(row["label"], f"definition:{row['id']}", "勾稽关系"),),
            (Piece(row["left"], row["fact"], "勾稽：总数"),),
            (Piece(row["right"], f"reconciliation:{row['id']}", f"各部分@{row['fact'].partition('@')[2]}"),),
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
            (Piece(row["area"], f"task:{row['code']}", "工作领域"),),
            (Piece(row["indicator"], f"task:{row['code']}", "指标"),),
            (Piece(row["now"], row["fact"], "目标：本年"),) if row.get("fact") else (row["now"],),
            (Piece(row["target"], f"task:{row['code']}", "目标"),),
            (row["state"],),
        )
        for row in rows
    )
    heads = ("工作领域", "指标", "本年", "下一年目标", "状态")
    return (
        [_table("下一年量化目标与本年数值", heads, body, (1.5, 2.6, 1.2, 1.7, 1.0))] if body else _nothing()
    )


def _cells(heads: Sequence[str], texts: Sequence[str], source: str) -> tuple[Rich, ...]:
    """A row whose texts come from one source; the column's head says which of them each is."""
    return tuple((Piece(text, source, head),) for head, text in zip(heads, texts, strict=True))


def _table(
    caption: str, header: tuple[str, ...], rows: tuple[tuple[Rich, ...], ...], widths: tuple[float, ...]
) -> TableBlock:
    return TableBlock((caption,), (tuple((text,) for text in header),), rows, "l" * len(header), widths)


def _nothing() -> list[Block]:
    return [Paragraph((NONE,))]
