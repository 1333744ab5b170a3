"""One file -> the results of its sheets, and a Parquet file for each recognised one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path, PurePosixPath

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from taizhang.ledger.examine import examine
from taizhang.ledger.examining.summaries import held_against_roll
from taizhang.ledger.findings import ERROR, HINT, WARNING, Finding
from taizhang.ledger.plain import Part, contradictions, parts, wholes_among_parts, without_county
from taizhang.ledger.reading import Large, RawSheet, UnreadableError, is_ledger_file, read_sheets
from taizhang.ledger.recognise import recognise
from taizhang.ledger.recognise.layout import Layout
from taizhang.ledger.recognise.match import Match
from taizhang.ledger.results import SheetResult, joined
from taizhang.ledger.setting import Setting
from taizhang.ledger.suggestion import suggest, suggest_values

_MAY_HOLD_LEDGERS = (
    ".et",
    ".ett",
    ".fods",
    ".wps",
    ".doc",
    ".docx",
    ".pdf",
    ".rtf",
    ".numbers",
    ".dbf",
    ".mdb",
)

_ARCHIVES = (".zip", ".rar", ".7z", ".tar", ".gz", ".tgz")
_HEAD = 100
_FIRST, _FEW = 1000, 100


def check_file(path: str, data: bytes | Large, setting: Setting, target: Path) -> tuple[SheetResult, ...]:
    """Read and check one file; ``target`` plus ``-0.parquet`` and so on take its accepted rows."""
    ignored = setting.sources.ignores(path)
    if ignored or not is_ledger_file(path):
        return (_not_read(path, ignored),)
    try:
        sheets = read_sheets(path, data)
    except UnreadableError as error:
        return (_unreadable(path, error.args[0]),)
    data = b""  # a large file need not be held any longer
    filled = [sheet for sheet in sheets if _has_text(sheet)]
    if not filled:
        return (_unreadable(path, "文件里没有任何内容"),)
    return tuple(
        _noted(_check(path, sheet, setting, Path(f"{target}-{i}.parquet"), alone=len(filled) == 1), sheet)
        for i, sheet in enumerate(filled)
    )


def _has_text(sheet: RawSheet) -> bool:
    if any(cell.strip() for line in sheet.head(_HEAD) for cell in line):
        return True
    return any(cell.strip() for column in sheet.table.columns for cell in column.unique().to_pylist())


def _check(path: str, sheet: RawSheet, setting: Setting, target: Path, *, alone: bool) -> SheetResult:
    if setting.sources.ignores(f"{path}#{sheet.name}"):
        said = Finding("SHEET_IGNORED", HINT, "sources.yml 写明本表不是台账，未计入", path, sheet.name)
        return SheetResult(path, sheet.name, None, other=len(sheet.numbers), findings=(said,))
    specs = setting.candidates(setting.rule(path, sheet.name))
    told = setting.told(path, sheet.name)
    found = recognise(sheet, path, specs, setting.known, setting.places, told)
    if found.layout is None:
        return _unrecognised(path, sheet, found.nearest, setting, alone=alone)
    plain = parts(path, sheet, found.layout, told, setting.places, tuple(specs.values()))
    examined = _examined(path, plain, setting)
    result = joined([one for one, _ in examined], [part.findings for part in plain])
    result = replace(result, findings=(*result.findings, *_contradictions(result, found.layout)))
    result = replace(result, suggestion=suggest_values(path, sheet.name, plain[0].layout.match))
    table = pa.concat_tables([one for _, one in examined])
    result = _with_summary(result, plain[0], table, setting)
    if not table.num_rows:
        return result
    _write(table, target)
    return replace(result, table=target)


def _examined(path: str, plain: Sequence[Part], setting: Setting) -> list[tuple[SheetResult, pa.Table]]:
    """Each plain table of a sheet, held against totals: its own, or those of all tables that stand side by side."""
    alone: dict[str, int] | None = None if len(plain) == 1 else {}
    found = [examine(path, part.sheet, part.layout, setting, alone) for part in plain]
    if not any(one.controls > one.controls_agreeing for one, _ in found) or len(plain) == 1:
        return found
    totals = plain[0].layout.match.spec.totals
    sums = [{name: pc.sum(table[name], min_count=0).as_py() for name in totals} for _, table in found]
    beside = [{name: sum(one[name] for one in sums) - own[name] for name in totals} for own in sums]
    return [
        examine(path, part.sheet, part.layout, setting, others)
        for part, others in zip(plain, beside, strict=True)
    ]


def _with_summary(result: SheetResult, part: Part, table: pa.Table, setting: Setting) -> SheetResult:
    """The result with the rows of a table of sums below the roll, and what it says otherwise than the roll."""
    if part.summary is None:
        return result
    where = (setting.places, result.path, result.sheet)
    found = held_against_roll(part.summary, table, part.layout, *where)
    return replace(result, other=result.other + part.summary.rows, findings=(*result.findings, *found))


def _contradictions(result: SheetResult, layout: Layout) -> list[Finding]:
    sentences = contradictions(layout.said, result.reported)
    where = (result.path, result.sheet)
    found = [Finding("TITLE_DIFFERS", WARNING, text, *where, ledger=result.ledger) for text in sentences]
    paid = layout.match.spec.coverage == "place_month"
    found += [
        Finding("NO_COUNTY", WARNING, text, *where, ledger=result.ledger)
        for text in without_county(result.reported if paid else ())
    ]
    doubled = wholes_among_parts(result.reported)
    return found + [Finding("PLACE_WITHIN", WARNING, text, *where, ledger=result.ledger) for text in doubled]


def _noted(result: SheetResult, sheet: RawSheet) -> SheetResult:
    """A result with what the reader noticed beside the cells."""
    added = [
        Finding(
            one.code, one.severity, one.message, result.path, result.sheet, one.row, one.column, result.ledger
        )
        for one in sheet.notes
    ]
    return replace(result, findings=(*result.findings, *added)) if added else result


def _write(table: pa.Table, target: Path) -> None:
    """Keep a table until the ledger's own is made from it: written and read fast rather than small."""
    target.parent.mkdir(parents=True, exist_ok=True)
    pq.write_table(
        table,
        target,
        compression="snappy",
        use_dictionary=[name for name in table.column_names if _repeats_itself(table.column(name))],
        write_statistics=False,
        store_schema=False,
    )


def _repeats_itself(column: pa.ChunkedArray) -> bool:
    return len(column.slice(0, _FIRST).unique()) <= _FEW


def _not_read(path: str, ignored: bool) -> SheetResult:
    finding = Finding("NOT_READ", HINT, "未读：不是台账文件", path)
    name = PurePosixPath(path)
    if not ignored and name.suffix.lower() in _MAY_HOLD_LEDGERS and not name.name.startswith(("~$", ".")):
        text = (
            f"未读：{name.suffix} 文件可能是台账，请另存为 .xlsx；确实不是的，在 sources.yml 的 ignore 中写明"
        )
        finding = Finding("NOT_READ_LEDGER", WARNING, text, path)
    elif not ignored and name.suffix.lower() in _ARCHIVES:
        text = "未读：压缩包里可能有台账，请解压后放入；确实没有的，在 sources.yml 的 ignore 中写明"
        finding = Finding("NOT_READ_LEDGER", WARNING, text, path)
    return SheetResult(path, "", None, findings=(finding,))


def _unreadable(path: str, why: str) -> SheetResult:
    finding = Finding("UNREADABLE_FILE", ERROR, why, path, case=f"UNREADABLE_FILE:{path}")
    return SheetResult(path, "", None, findings=(finding,))


def _unrecognised(
    path: str, sheet: RawSheet, near: Match | None, setting: Setting, *, alone: bool
) -> SheetResult:
    advice = suggest(path, sheet, near, setting.specs, setting.places, alone=alone)
    message = "未识别：没有找到已知台账的表头"
    if advice.near is not None:
        spec = advice.near.spec
        names = "、".join(spec.columns[name].name for name in advice.lacking)
        unnamed = "" if advice.claimed else "，但没有表名可以确定台账类型"
        lack = f"缺少：{names}" if names else f"列名相符{unnamed}"
        message = f"未识别：最接近{spec.label}，{lack}；如确是该台账，请在 sources.yml 写明 ledger: {spec.id}"
    if advice.summary:
        message = "表名写的是汇总、统计，列名里只有人数没有人员，按汇总表处理，没有计入；" + message
    case = f"UNRECOGNISED:{path}:{sheet.name}"
    rolls = advice.claimed or advice.persons
    code, grade = ("UNRECOGNISED_LEDGER", ERROR) if rolls else ("UNRECOGNISED", WARNING)
    if advice.claimed:
        message = f"标题写的是{advice.claimed}，但列名对不上，全表没有计入；" + message
    elif advice.persons:
        said = f"表内有 {advice.persons} 行写着证件号，像是名册（或上一张表的续表），全表没有计入"
        message = f"{said}；请补上表名和列名，或在 sources.yml 写明台账类型"
    return SheetResult(
        path,
        sheet.name,
        None,
        advice.near.spec.id if advice.near else None,
        advice.header_row,
        other=len(sheet.numbers),
        findings=(Finding(code, grade, message, path, sheet.name, case=case),),
        suggestion=advice.text,
    )
