"""An import -> may a build go on, and what `check --json` says."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from taizhang.errors import DefinitionError, LedgerError, SourceError, nearest
from taizhang.ledger.correct.apply import DROPPED
from taizhang.ledger.examining.counting import NOT_COUNTED
from taizhang.ledger.findings import STOPPING, Finding
from taizhang.ledger.results import Aside, Import, SheetResult

_SHOWN = 5
_FIRST = (
    "UNREADABLE_FILE",
    "SECTIONS",
    "MISSING_COLUMN",
    "AMBIGUOUS_COLUMN",
    "UNIT_CONFLICT",
    "OTHER_LIST",
    "UNRECOGNISED_LEDGER",
    "NOT_PAID",
)
_ADVICE = {
    "UNREADABLE_FILE": "请重新导出该文件，或把它移出台账文件夹。",
    "SECTIONS": "请把几张表分开保存，每张表只写一个月、一个地区、一种补贴。",
    "MISSING_COLUMN": "请把列名改为台账要求的名称，或在 sources.yml 中写明它对应哪一列。",
    "AMBIGUOUS_COLUMN": "请改掉重复的列名，或在 sources.yml 中写明用哪一列。",
    "UNIT_CONFLICT": "请改正表上的单位，或在 sources.yml 用 unit、units 写明。",
    "OTHER_LIST": "请把这张名单移出台账，或写入 sources.yml 的 ignore；确是发放名册的，写明 ledger。",
    "UNRECOGNISED_LEDGER": "请在 sources.yml 写明台账类型和列名；确不是台账的，写入 ignore。",
    "NOT_PAID": "请在 sources.yml 用 counts_if 写明哪几种内容的行计入；都应计入的，把各种内容都写上。",
    "CONTROL_TOTAL": "请核对合计行与各行，改正后再运行；确有原因的，在 edition.yml 按名称接受。",
    "GRAIN_AMOUNT": "请删去非户主行的金额；确应计入的，在 edition.yml 按名称接受。",
    "DUPLICATE_FILE": "请只保留其中一个文件；确需都保留的，在 edition.yml 按名称接受。",
    "MISSING_PLACE": "请补齐该地区的台账；确无数据的，在 edition.yml 按名称接受。",
    "MISSING_MONTH": "请补齐该月台账；确无数据的，在 edition.yml 按名称接受。",
    "MISSING_PLACE_MONTH": "请补齐该地区该月台账；确无数据的，在 edition.yml 按名称接受。",
}


def accept(imported: Import, accepted: Collection[str] = (), set_aside_max: int = 0) -> None:
    """Let a build go on, or say why not: the first thing to mend, and how many more there are.

    ``accepted`` are cases that the edition accepts by name. Raises SourceError for files that cannot be
    read, LedgerError for what a ledger says, DefinitionError for an accepted case that matches nothing.
    """
    stopping = sorted(
        (one for one in imported.findings if one.code in STOPPING and one.case not in accepted),
        key=lambda one: (STOPPING.index(one.code), one.path, one.sheet, one.row or 0, one.case),
    )
    cases = {one.case: one for one in reversed(stopping)}
    ordered = sorted(cases.values(), key=stopping.index)
    early = [one for one in ordered if one.code in _FIRST]
    if early:
        raise _error(early[0], len(ordered) - 1, imported.labels)
    if len(_unwanted(imported)) > set_aside_max:
        raise _too_many_aside(imported, set_aside_max)
    if ordered:
        raise _error(ordered[0], len(ordered) - 1, imported.labels)
    _all_matched(imported, accepted)


def _where(one: Finding, labels: dict[str, str]) -> str:
    parts = [one.path or labels.get(one.ledger or "", one.ledger or ""), one.sheet]
    if one.row is not None:
        parts.append(f"第 {one.row} 行" + (f"“{one.column}”列" if one.column else ""))
    return " · ".join(part for part in parts if part)


def _error(one: Finding, more: int, labels: dict[str, str]) -> SourceError | LedgerError:
    kind = SourceError if one.code == "UNREADABLE_FILE" else LedgerError
    others = f"（另有 {more} 处问题）" if more else ""
    return kind(_where(one, labels), one.message + others, f"{_ADVICE[one.code]}（{one.case}）")


def _too_many_aside(imported: Import, most: int) -> LedgerError:
    rows = _unwanted(imported)
    first = min(rows, key=lambda one: (one.code != "SET_ASIDE_AMOUNT", one.path, one.sheet, one.row))
    where = " · ".join(part for part in (first.path, first.sheet, f"第 {first.row} 行") if part)
    message = f"{first.reason}；共有 {len(rows)} 行未计入，允许 {most} 行" + _listed(rows)
    return LedgerError(
        where, message, "请改正这些行；确实无法改正的，在 edition.yml 写明 set_aside_max 和原因。"
    )


def _unwanted(imported: Import) -> list[Aside]:
    """Rows set aside, without those that a correction or sources.yml leaves out on purpose."""
    return [one for one in imported.set_aside if one.code not in (DROPPED, NOT_COUNTED)]


def _listed(rows: list[Aside]) -> str:
    """The first rows by file: a row that was tolerated before may hide the one that is new."""
    if len(rows) < 2:
        return ""
    ordered = sorted(rows, key=lambda one: (one.code != "SET_ASIDE_AMOUNT", one.path, one.sheet, one.row))
    shown = [
        " ".join(part for part in (one.path, one.sheet, f"第 {one.row} 行") if part) + f"（{one.reason}）"
        for one in ordered[:_SHOWN]
    ]
    return "：" + "；".join(shown) + ("；其余见 taizhang check" if len(rows) > _SHOWN else "")


def _all_matched(imported: Import, accepted: Iterable[str]) -> None:
    cases = {one.case for one in imported.findings if one.case}
    for case in accepted:
        if case not in cases:
            near = nearest(case, cases)
            hint = f"，最接近的是 {near}" if near else ""
            raise DefinitionError("edition.yml", f"接受的情形 {case} 没有出现{hint}", "请改正或删去这一条。")


def require(imported: Import, ledgers: Iterable[str]) -> None:
    """Raise LedgerError when a ledger that is needed has no accepted row."""
    missing = sorted(set(ledgers) - set(imported.tables))
    if not missing:
        return
    names = "、".join(imported.labels.get(name, name) for name in missing)
    near = [sheet.path for sheet in imported.files if sheet.ledger is None and sheet.nearest in missing]
    hint = f"；最接近的未识别文件是 {near[0]}" if near else ""
    raise LedgerError("台账文件夹", f"缺少台账：{names}{hint}", "请补上这些台账，再运行一次。")


def as_json(imported: Import) -> dict[str, object]:
    """The object of ``check --json``: one entry a sheet, and the findings between files."""
    by_file: dict[str, list[Finding]] = {}
    for one in imported.across:
        by_file.setdefault(one.path, []).append(one)
    files = []
    for sheet in imported.files:
        files.append(_sheet_json(sheet, by_file.pop(sheet.path, []) if sheet.ledger else []))
    whole = [one for left in by_file.values() for one in left]
    found = [one.as_json() | {"ledger": one.ledger} for one in whole]
    return {"files": files, "findings": found, "corrections": list(imported.corrections)}


def _sheet_json(sheet: SheetResult, more: Iterable[Finding]) -> dict[str, object]:
    return {
        "path": sheet.path,
        "sheet": sheet.sheet,
        "ledger": sheet.ledger,
        "nearest": sheet.nearest,
        "header_row": sheet.header_row,
        "rows": sheet.rows,
        "accepted": sheet.accepted,
        "set_aside": len(sheet.aside),
        "other": sheet.other,
        **({"suggestion": sheet.suggestion} if sheet.suggestion else {}),
        "findings": [one.as_json() for one in (*sheet.findings, *more)],
    }
