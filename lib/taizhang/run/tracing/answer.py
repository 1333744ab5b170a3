"""An edition and a question -> a traced figure, as an object for machines and as lines for people."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from decimal import Decimal
from typing import Any

from taizhang import numbers
from taizhang.errors import UsageError
from taizhang.indicators import Fact
from taizhang.indicators.lineage import Masked, Node, Tracer, records
from taizhang.run.desk import OpenDesk
from taizhang.run.tracing.evidence import Evidence, Hashes, Remark, hashes
from taizhang.run.tracing.find import Finder

ANCHORS, SUMMARY = "anchors.json", "ledgers.json"
LISTED = 12


@dataclass(frozen=True, slots=True)
class Traced:
    """A figure with everything behind it. ``rows`` are empty unless they were asked for."""

    node: Node
    before: Fact | None
    evidence: Evidence
    hashes: Hashes
    printed: tuple[Mapping[str, str], ...]
    rows: tuple[Masked, ...]

    def as_json(self) -> dict[str, Any]:
        """The object of ``trace --json``."""
        fact = self.node.fact
        sources = list(self._sources())
        return {
            "fact": fact.fact,
            "label": fact.label,
            "value": _text(fact.value),
            "unit": fact.unit,
            "place": fact.place,
            "period": fact.period,
            "status": fact.status,
            "note": fact.note,
            "definition": self.node.spec.definition,
            "sql": self.sql(),
            "numerator": _text(fact.numerator),
            "denominator": _text(fact.denominator),
            "sources": sources,
            "recomputed": _text(self.node.again),
            "agrees": all(node.agrees for node in self.node.walk()),
            "changed": self.hashes.moved(sorted({one["path"] for one in sources})),
            "last_year": None
            if self.before is None
            else {"fact": self.before.fact, "value": _text(self.before.value)},
            "parts": [_part(node) for node in self.node.walk() if node is not self.node],
            "set_aside": [asdict(one) for one in self.evidence.set_aside()],
            "corrections": [asdict(one) for one in self.evidence.corrections()],
            "accepted": [{"case": case, "reason": reason} for case, reason in self.evidence.accepted()],
            "warnings": dict(sorted(self.evidence.warnings().items())),
            "printed": [{"text": one["text"], "where": one["where"]} for one in self.printed],
            "rows": [
                {"path": one.path, "sheet": one.sheet, "row": one.row, "cells": dict(one.cells)}
                for one in self.rows
            ],
        }

    def sql(self) -> str:
        """Every query behind the figure, each under what it gives."""
        read = [node for node in self.node.walk() if node.sql]
        if len(read) == 1:
            return read[0].sql
        return "\n\n".join(f"-- {_role(node)}{node.fact.label}\n{node.sql};" for node in read)

    def _sources(self) -> Iterator[dict[str, Any]]:
        for node in self.node.walk():
            for one in node.sources:
                yield {
                    "path": one.path,
                    "sheet": one.sheet,
                    "sha256": self.hashes.of(one.path),
                    "rows": one.count,
                    "row_numbers": one.spans(),
                    "fact": node.fact.fact,
                }

    def lines(self) -> list[str]:
        """What a person reads."""
        fact = self.node.fact
        lines = [
            f"{fact.place_name} {fact.label}：{_said(fact)}（统计期 {fact.period}）",
            f"编号　　{fact.fact}",
            f"口径　　{self.node.spec.definition}",
        ]
        if fact.note:
            lines.append(f"备注　　{fact.note}")
        lines.append(f"上年　　{self._before()}")
        lines.append(f"重新计算　{self._again()}")
        for node in self.node.walk():
            lines += _node_lines(node, single=node is self.node)
        return lines + list(self._touching()) + list(self._printed()) + list(self._shown_rows())

    def _before(self) -> str:
        if self.before is None or self.before.value is None:
            return "无"
        return f"{_said(self.before)}（{self.before.fact}）"

    def _again(self) -> str:
        wrong = [node for node in self.node.walk() if not node.agrees]
        if wrong:
            return f"由核验表重算为 {_text(wrong[0].again)}，与数据点 {wrong[0].fact.fact} 不一致"
        moved = self.hashes.moved(sorted({one["path"] for one in self._sources()}))
        if moved:
            return f"与生成时一致；但有 {len(moved)} 个台账文件此后已改动：{'、'.join(moved[:3])}"
        return "一致，台账文件与生成时相同"

    def _touching(self) -> Iterator[str]:
        for title, found in (
            ("勘误", self.evidence.corrections()),
            ("未采用的行", self.evidence.set_aside()),
        ):
            yield f"{title}　{len(found)} 处" if found else f"{title}　无"
            yield from (f"  {_where(one)}：{one.text}" for one in found[:LISTED])
        yield from (f"认可的例外　{message}：{reason}" for message, reason in self.evidence.accepted())

    def _printed(self) -> Iterator[str]:
        if self.printed:
            yield f"报告中　印出 {len(self.printed)} 处"
            yield from (f"  {one['where']}　{one['text']}" for one in self.printed[:LISTED])

    def _shown_rows(self) -> Iterator[str]:
        for one in self.rows:
            cells = "　".join(f"{name}={text}" for name, text in one.cells if text)
            yield f"{one.path} {one.sheet} 第{one.row}行　{cells}"


def trace(desk: OpenDesk, asked: str, rows: int = 0) -> Traced:
    """Trace one figure of a built edition; ``rows`` masked rows with it.

    UsageError when the question means no fact or several, or when the edition was not built.
    """
    if not (desk.edition.folder / "out" / SUMMARY).is_file():
        name = desk.edition.name
        raise UsageError(
            f"期次 {name}", "还没有生成过，没有可追溯的数据点", f"先运行 taizhang build {name}。"
        )
    book, printed = desk.book(), desk.read(ANCHORS)
    fact = Finder(book, desk.catalogue, printed).find(asked)
    tracer = Tracer(book, desk.catalogue, desk.scope, desk.engine())
    node = tracer.trace(fact)
    read = [each for each in node.walk() if each.sql]
    return Traced(
        node,
        tracer.before(fact),
        Evidence(
            desk.read(SUMMARY),
            frozenset(each.ledger for each in read),
            frozenset(one.path for each in read for one in each.sources),
        ),
        hashes(desk.edition.folder / "out", desk.collection),
        tuple(one for one in printed if one["source"] == fact.fact),
        tuple(_rows(tracer, read, rows)),
    )


def _rows(tracer: Tracer, read: list[Node], limit: int) -> Iterator[Masked]:
    left = limit
    for node in read:
        if left > 0:
            _, kept = tracer.kept(node.fact)
            found = records(kept, tracer.catalogue.ledgers[node.ledger], tracer.engine, left)
            left -= len(found)
            yield from found


def _part(node: Node) -> dict[str, Any]:
    return {
        "role": node.role,
        "fact": node.fact.fact,
        "label": node.fact.label,
        "value": _text(node.fact.value),
        "unit": node.fact.unit,
        "definition": node.spec.definition,
        "sql": node.sql,
        "rows": sum(one.count for one in node.sources),
    }


def _node_lines(node: Node, *, single: bool) -> list[str]:
    lines = [] if single else [f"{node.role}　　{node.fact.label}：{_said(node.fact)}（{node.fact.fact}）"]
    if node.sql:
        count = sum(one.count for one in node.sources)
        lines.append(
            f"来源　　{len(node.sources)} 个表，共 {count} 行" if count else "来源　　没有符合条件的行"
        )
        lines += [
            f"  {one.path}{_sheet(one.sheet)}　{one.count} 行：{_cut(one.spans())}"
            for one in node.sources[:LISTED]
        ]
        if len(node.sources) > LISTED:
            lines.append(f"  另有 {len(node.sources) - LISTED} 个表（--json 列出全部）")
        lines += ["查询", *(f"  {line}" for line in node.sql.splitlines())]
    return lines


def _cut(text: str, most: int = 60) -> str:
    return text if len(text) <= most else text[:most].rpartition("、")[0] + "……"


def _sheet(name: str) -> str:
    return f" · {name}" if name else ""


def _where(one: Remark) -> str:
    return one.path + _sheet(one.sheet) + (f" 第{one.row}行" if one.row else "")


def _role(node: Node) -> str:
    return f"{node.role}：" if node.role else ""


def _text(value: Decimal | None) -> str | None:
    return None if value is None else numbers.exact(value)


def _said(fact: Fact) -> str:
    return fact.status if fact.value is None else f"{numbers.exact(fact.value)}{fact.unit}"
