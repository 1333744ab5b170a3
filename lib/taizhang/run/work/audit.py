"""30_audit: control totals, set-aside rows, reconciliations and red flags, for an auditor to look at."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import pandas as pd

from taizhang import numbers, places
from taizhang.analysis import flags as red_flags
from taizhang.analysis.flags import FlagResult
from taizhang.analysis.reconcile import FAILS, HOLDS, UNKNOWN, Reconciled, over_places, reconcile
from taizhang.ledger.setting import read_sources
from taizhang.present import chart
from taizhang.run.desk import OpenDesk
from taizhang.run.work.shown import Table

SUMMARY = "ledgers.json"
SHOWN_DECIMALS = 4


def control_totals(desk: OpenDesk) -> Table:
    """By ledger: how many total cells were held against their rows, and how many agree."""
    frame = pd.DataFrame(desk.read(SUMMARY).get("controls", []), columns=["台账", "合计数", "相符"])
    if frame.empty:
        return Table(frame)
    grouped = frame.groupby("台账", sort=True).sum().reset_index()
    grouped["不符"] = grouped["合计数"] - grouped["相符"]
    return Table(grouped)


def set_aside(desk: OpenDesk) -> Table:
    """Every row that is not counted: file, sheet, row, reason."""
    rows = [(row["path"], row["sheet"], row["row"], row["reason"]) for row in desk.read(SUMMARY)["set_aside"]]
    return Table(pd.DataFrame(rows, columns=["文件", "工作表", "行", "原因"]))


def reconciliations(desk: OpenDesk) -> tuple[Reconciled, ...]:
    """Every declared identity, for the whole and by place, and whether places add up to the whole."""
    book = desk.book()
    members = desk.scope.members
    held = {fact.indicator for fact in book}
    declared = reconcile(book, desk.catalogue, members)
    asked = [one for one in declared if desk.catalogue.reconciliations[one.id].whole in held]
    return (*asked, *over_places(book, desk.catalogue, members))


def reconciliation_table(found: Sequence[Reconciled]) -> Table:
    """Identities of the edition's place, then every one that does not hold anywhere."""
    frame = pd.DataFrame(
        [
            (one.label, one.place_name, _short(one.left), _short(one.right), one.state, one.reason)
            for one in found
        ],
        columns=["勾稽关系", "地区", "总数", "各部分", "结果", "说明"],
    )
    whole = frame["地区"] == (found[0].place_name if found else "")
    return Table(frame[whole | (frame["结果"] != HOLDS)])


def _short(value: Decimal | None) -> str:
    """For a page: at most four decimals, no trailing zeros."""
    return "—" if value is None else numbers.exact(numbers.round_to(value, SHOWN_DECIMALS))


def flags(desk: OpenDesk) -> tuple[FlagResult, ...]:
    """Every declared red flag over the checked tables."""
    areas = read_sources(desk.collection, desk.catalogue.ledgers).valid_id_areas
    return tuple(red_flags.run_all(desk.catalogue, desk.scope, desk.engine(), areas))


def flag_table(found: Sequence[FlagResult]) -> Table:
    """A row a flag: people, rows, money, and what to do."""
    rows = [
        (
            one.spec.label,
            one.reason or "已核查",
            one.people,
            one.rows,
            "—" if one.money is None else numbers.show(one.money, 2),
            one.spec.advice,
        )
        for one in found
    ]
    return Table(pd.DataFrame(rows, columns=["疑点", "状态", "人数", "行数", "涉及金额（元）", "怎样核实"]))


def flag_chart(found: Sequence[FlagResult]) -> chart.Figure:
    """People by flag, as bars."""
    return chart.bars([one.spec.label for one in found], [one.people for one in found], "人数")


def flag_rows(found: Sequence[FlagResult], shown: int) -> Table:
    """The first rows of each flag as file, sheet and row number; never as a person."""
    rows = [
        (
            one.spec.label,
            suspect.case,
            _place(suspect.place),
            suspect.month,
            suspect.ref.path,
            suspect.ref.sheet,
            suspect.ref.row,
        )
        for one in found
        for suspect in one.suspects[:shown]
    ]
    return Table(pd.DataFrame(rows, columns=["疑点", "组", "地区", "月份", "文件", "工作表", "行"]))


def _place(code: str) -> str:
    return places.name(code) if code in places.registry() else code


def finish(desk: OpenDesk, reconciled: Sequence[Reconciled], found: Sequence[FlagResult]) -> Table:
    """Write audit.json: reconciliations of the edition's place, and the flags' counts and rows."""
    desk.write(
        "audit.json",
        {
            "reconciliations": _appendix(desk, reconciled),
            "flags": [_flag(one) for one in found],
        },
    )
    counts = {
        "勾稽关系": len(reconciled),
        "其中不符": sum(one.state == FAILS for one in reconciled),
        "无法核对": sum(one.state == UNKNOWN for one in reconciled),
        "疑点规则": len(found),
        "疑点行": sum(one.rows for one in found),
    }
    return Table(pd.DataFrame({"项目": list(counts), "个数": list(counts.values())}))


def _appendix(desk: OpenDesk, found: Sequence[Reconciled]) -> list[dict[str, str]]:
    """The declared identities of the edition's place, and one line for each that fails anywhere."""
    declared = desk.catalogue.reconciliations
    whole = [one for one in found if one.place == desk.scope.place and one.id in declared]
    failing = [one for one in found if one.state != HOLDS and one not in whole]
    return [_reconciled(one) for one in (*whole, *failing)]


def _reconciled(one: Reconciled) -> dict[str, str]:
    return {
        "id": one.id,
        "label": one.label,
        "left": _short(one.left),
        "right": _short(one.right),
        "result": one.state + ("（有尾差）" if one.rounding else ""),
        "fact": one.whole.fact if one.whole and one.left is not None else f"reconciliation:{one.id}",
    }


def _flag(one: FlagResult) -> dict[str, object]:
    return {
        "id": one.spec.id,
        "label": one.spec.label,
        "people": one.people,
        "rows": one.rows,
        "money": None if one.money is None else numbers.exact(one.money),
        "reason": one.reason,
        "references": [[part.path, part.sheet, part.row] for part in one.references],
    }
