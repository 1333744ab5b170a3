"""One file -> the results of its sheets, and a Parquet file for each recognised one."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path, PurePosixPath

import pyarrow as pa
import pyarrow.parquet as pq

from taizhang.ledger.examine import examine
from taizhang.ledger.findings import ERROR, HINT, WARNING, Finding
from taizhang.ledger.plain import contradictions, parts, wholes_among_parts
from taizhang.ledger.reading import Large, RawSheet, UnreadableError, is_ledger_file, read_sheets
from taizhang.ledger.recognise import recognise
from taizhang.ledger.recognise.given import Claims
from taizhang.ledger.recognise.match import Match
from taizhang.ledger.results import SheetResult, joined
from taizhang.ledger.setting import Setting
from taizhang.ledger.suggestion import suggest

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
    plain = parts(path, sheet, found.layout, told, setting.places, specs.values())
    examined = [examine(path, part.sheet, part.layout, setting) for part in plain]
    result = joined([one for one, _ in examined], [part.findings for part in plain])
    result = replace(result, findings=(*result.findings, *_contradictions(result, found.layout.said)))
    table = pa.concat_tables([one for _, one in examined])
    if not table.num_rows:
        return result
    _write(table, target)
    return replace(result, table=target)


def _contradictions(result: SheetResult, said: Claims | None) -> list[Finding]:
    sentences = contradictions(said, result.reported)
    where = (result.path, result.sheet)
    found = [Finding("TITLE_DIFFERS", WARNING, text, *where, ledger=result.ledger) for text in sentences]
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
    return SheetResult(path, "", None, findings=(finding,))


def _unreadable(path: str, why: str) -> SheetResult:
    finding = Finding("UNREADABLE_FILE", ERROR, why, path, case=f"UNREADABLE_FILE:{path}")
    return SheetResult(path, "", None, findings=(finding,))


def _unrecognised(
    path: str, sheet: RawSheet, near: Match | None, setting: Setting, *, alone: bool
) -> SheetResult:
    advice = suggest(path, sheet, near, setting.specs, alone=alone)
    message = "未识别：没有找到已知台账的表头"
    if advice.near is not None:
        spec, missing = advice.near.spec, advice.near.missing
        names = "、".join(spec.columns[name].name for name in missing)
        lack = f"缺少：{names}" if names else "列名相符，但没有表名可以确定台账类型"
        message = f"未识别：最接近{spec.label}，{lack}；如确是该台账，请在 sources.yml 写明 ledger: {spec.id}"
    case = f"UNRECOGNISED:{path}:{sheet.name}"
    code, grade = ("UNRECOGNISED_LEDGER", ERROR) if advice.claimed else ("UNRECOGNISED", WARNING)
    if advice.claimed:
        message = f"标题写的是{advice.claimed}，但未识别出表头，全表没有计入；" + message
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
