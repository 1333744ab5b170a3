"""00_ledgers: the raw collection -> checked tables, findings, and what a person sees of them."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict
from fnmatch import fnmatchcase

import pandas as pd

from taizhang import ledger, places
from taizhang.errors import LedgerError, SourceError
from taizhang.indicators import coverage
from taizhang.indicators.presence import Presence
from taizhang.indicators.query.engine import Engine
from taizhang.ledger import Import
from taizhang.present import appendix, chart, workbook
from taizhang.run import progress
from taizhang.run.desk import OpenDesk
from taizhang.run.edition import CORRECTIONS
from taizhang.run.work.shown import Table

SUMMARY = "ledgers.json"
SHOWN = 20
ORDER = {"错误": 0, "警告": 1, "提示": 2}


def import_ledgers(desk: OpenDesk) -> Import:
    """Read and check the whole collection; files that did not change come from the cache."""
    return ledger.import_collection(
        desk.collection,
        desk.catalogue,
        cache=desk.workspace.cache / "imports",
        places=(desk.scope.place, *desk.scope.members),
        progress=progress.writer(desk.work),
        corrections=(desk.edition.folder / CORRECTIONS,),
    )


def counts(desk: OpenDesk, imported: Import) -> Table:
    """A row a ledger: files, rows, accepted, set aside, other lines."""
    labels = {name: spec.label for name, spec in desk.catalogue.ledgers.items()}
    frame = pd.DataFrame(
        [
            (
                labels.get(sheet.ledger or "", "未识别"),
                sheet.path,
                sheet.rows,
                sheet.accepted,
                sheet.rows - sheet.accepted,
            )
            for sheet in imported.files
        ],
        columns=["台账", "文件数", "数据行", "采用", "未采用"],
    )
    grouped = frame.groupby("台账", sort=True)
    total = grouped[["数据行", "采用", "未采用"]].sum()
    total.insert(0, "文件数", grouped["文件数"].nunique())
    return Table(total.reset_index())


def chart_of_rows(desk: OpenDesk, imported: Import) -> chart.Figure:
    """Accepted rows by ledger, as bars."""
    table = counts(desk, imported).frame.sort_values("采用")
    return chart.bars(list(table["台账"]), [int(count) for count in table["采用"]], "采用的行数")


def findings(desk: OpenDesk, imported: Import) -> Table:
    """Findings by severity and kind, gravest first; no personal value."""
    found = Counter((one.severity, one.code, one.ledger or "") for one in imported.findings)
    labels = {name: spec.label for name, spec in desk.catalogue.ledgers.items()}
    ordered = sorted(found.items(), key=lambda item: (ORDER[item[0][0]], -item[1], item[0]))
    rows = [(severity, code, labels.get(name, ""), count) for (severity, code, name), count in ordered]
    return Table(pd.DataFrame(rows, columns=["程度", "规则", "台账", "条数"]))


def first_findings(imported: Import, shown: int = SHOWN) -> Table:
    """The first findings, gravest first, with file and row."""
    chosen = sorted(imported.findings, key=lambda one: (ORDER[one.severity], one.path, one.row or 0))[:shown]
    rows = [(one.severity, one.path, one.sheet, one.row, one.column, one.message) for one in chosen]
    return Table(pd.DataFrame(rows, columns=["程度", "文件", "工作表", "行", "列", "说明"]))


def set_aside(imported: Import) -> Table:
    """Every row that is not counted, and why."""
    rows = [(one.path, one.sheet, one.row, one.reason) for one in imported.set_aside]
    return Table(pd.DataFrame(rows, columns=["文件", "工作表", "行", "原因"]))


def corrections(desk: OpenDesk, imported: Import) -> Table:
    """Every correction that was applied: where, to how many rows, what was done, why, by which role."""
    rows = [appendix.correction(one, desk.catalogue) for one in imported.corrections]
    return Table(pd.DataFrame(rows, columns=list(appendix.CORRECTION_HEADS)))


def _of_import(accepted: set[str]) -> set[str]:
    """The accepted cases that the import itself finds; patterns are for whole stretches of months."""
    return {
        case
        for case in accepted
        if "*" not in case and "?" not in case and not case.startswith("OUT_OF_SCOPE")
    }


def _refuse_missing(desk: OpenDesk, imported: Import) -> None:
    """Stop when the report asks for an indicator whose ledger is not there. SourceError names the ledger."""
    for name in desk.wanted_ledgers():
        if name not in imported.tables:
            label = desk.catalogue.ledgers[name].label
            near = next(
                (one.path for one in imported.files if one.ledger is None and one.nearest == name), ""
            )
            hint = f"；最接近的未识别文件是 {near}" if near else ""
            raise SourceError(
                f"台账“{label}”", f"台账文件夹中没有这份台账{hint}", f"把{label}放入台账文件夹后再运行。"
            )


def _refuse_holes(desk: OpenDesk, engine: Engine, accepted: set[str]) -> None:
    """Stop when a month that a figure's period includes was not reported."""
    specs = [desk.catalogue.indicators[name] for name in sorted(desk.wanted_with_parts())]
    present = [spec for spec in specs if spec.ledger and engine.has(spec.ledger)]
    found = coverage.holes(present, desk.catalogue, desk.scope, Presence(engine, desk.catalogue.ledgers))
    left = [hole for hole in found if not any(fnmatchcase(hole.case, case) for case in accepted)]
    if left:
        first = left[0]
        where = f"{places.name(first.place)} " if first.place else ""
        raise LedgerError(
            f"台账“{desk.catalogue.ledgers[first.ledger].label}”",
            f"缺少{where}{first.month} 的数据，指标的统计期包含这个月"
            + (f"（另缺 {len(left) - 1} 处）" if left[1:] else ""),
            f"补齐该月台账；确无数据的，在 edition.yml 按名称接受。（{first.case}）",
        )


def _refuse_outside(desk: OpenDesk, engine: Engine, accepted: set[str]) -> None:
    """Stop when rows are of a place outside the edition's: no total counts them, and nobody would notice.

    Where banners report, a row of the city itself would count everything twice.
    """
    if not desk.scope.members:
        return
    for name in engine.ledgers():
        spec = desk.catalogue.ledgers[name]
        own = () if spec.coverage != "none" else (desk.scope.place,)
        inside = {*own, *desk.scope.members}
        for code, path, row in engine.outside(name, spec.place, inside) if spec.place else ():
            case = f"OUT_OF_SCOPE:{name}:{code}"
            if case not in accepted:
                raise LedgerError(
                    f"{path} · 第 {row} 行",
                    f"地区为{places.name(code)}，{_wrong_place(desk, code)}",
                    f"改正该行的地区，或把这些行移出台账。（{case}）",
                )


def _wrong_place(desk: OpenDesk, code: str) -> str:
    if code == desk.scope.place:
        return "这份台账由各旗区报送，全市的行会重复计算"
    whole, year = places.name(desk.scope.place), desk.scope.as_of.year
    if places.within(code, desk.scope.place) and not places.exists(code, year):
        return f"{year} 年末不在{whole}的行政区划之内（已撤销或尚未设立），没有并入后继地区"
    return f"不在{whole}范围内"


def finish(desk: OpenDesk, imported: Import) -> Table:
    """Stop when something must be mended first; else write tables, 问题清单.xlsx and the summary.

    Raises LedgerError or SourceError for a stopping finding that the edition does not accept.
    """
    accepted = {one.case for one in desk.edition.accepted}
    ledger.accept(imported, _of_import(accepted), desk.edition.set_aside_max)
    _refuse_missing(desk, imported)
    written = imported.write_tables(desk.folder / "tables")
    engine = Engine(written)
    _refuse_outside(desk, engine, accepted)
    _refuse_holes(desk, engine, accepted)
    aside = [(one.path, one.sheet, one.row, one.reason) for one in imported.set_aside]
    workbook.findings_xlsx(
        imported.findings,
        desk.folder / "问题清单.xlsx",
        aside,
        root=f"../../../data_raw/{desk.edition.collection}",
    )
    messages = {one.case: one.message for one in imported.findings if one.case}
    desk.write(
        SUMMARY,
        ledger.as_json(imported)
        | {
            "set_aside": [asdict(one) for one in imported.set_aside],
            "controls": [
                (desk.catalogue.ledgers[one.ledger].label, one.controls, one.controls_agreeing)
                for one in imported.files
                if one.ledger and one.controls
            ],
            "accepted": [
                (one.case, messages.get(one.case, one.case), one.reason) for one in desk.edition.accepted
            ],
        },
    )
    labels = [desk.catalogue.ledgers[name].label for name in written]
    return Table(pd.DataFrame({"台账": labels, "核验表": [path.name for path in written.values()]}))
