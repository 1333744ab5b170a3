"""A recognised sheet -> its plain tables, and what was read into them that no cell says."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from taizhang.declare.specs import LedgerSpec
from taizhang.ledger.findings import ERROR, HINT, WARNING, Finding
from taizhang.ledger.plain.extend import with_given
from taizhang.ledger.plain.fill import Filled, fill_down
from taizhang.ledger.plain.other_lists import partial_list, said_around, stands_in_for
from taizhang.ledger.plain.sections import Section, other_units, without_sections
from taizhang.ledger.plain.side.above import with_own_titles
from taizhang.ledger.plain.side.blocks import blocks
from taizhang.ledger.plain.summary_below import Summary, without_summary
from taizhang.ledger.plain.years import Dated, with_years
from taizhang.ledger.reading.sheet import RawSheet
from taizhang.ledger.recognise.given import shown
from taizhang.ledger.recognise.layout import Layout, Told
from taizhang.ledger.recognise.match import match
from taizhang.ledger.recognise.units import of_format

_SHOWN = 3
_TIMES = ("month", "date", "year")
Note = tuple[str, str, str, int | None]
"""Code, severity, message, and the row of the sheet that it speaks of."""


@dataclass(frozen=True, slots=True)
class Part:
    """One plain table: a sheet, its layout, findings about how it was made plain, a table of sums that stood below."""

    sheet: RawSheet
    layout: Layout
    findings: tuple[Finding, ...]
    summary: Summary | None = None


def parts(
    path: str,
    sheet: RawSheet,
    layout: Layout,
    told: Told | None,
    known: Mapping[str, str],
    specs: Collection[LedgerSpec],
) -> list[Part]:
    """Take side-by-side tables apart, fill what the sheet says is the same, add what its titles give.

    ``known`` are the ways of writing places, ``specs`` the ledgers that the sheet may be.
    """
    sheet, summary = without_summary(sheet, layout)
    layout, sections = without_sections(sheet, layout, known, specs)
    units = () if told and told.unit else other_units(sheet, layout)
    conflicts = [_conflict(one.text, one.row) for one in units]
    found, lacking = with_own_titles(sheet, blocks(sheet, layout), {one.column for one in sections})
    plain = []
    for number, (table, own, columns) in enumerate(found):
        full, filled = fill_down(table, own, columns)
        full, dated = with_years(full, own)
        notes = [*_filled_notes(own, filled), *_dated_notes(own, dated), *_format_notes(sheet, own, columns)]
        if number == 0:
            notes += [*_given_notes(own), *_unused_notes(own, told), *_beside_notes(len(found))]
            notes += [*_read_notes(layout, own), *_section_notes(own, sections), *conflicts]
            notes += _kinds_of_list(layout, own, specs) if len(specs) > 1 else []
            notes += [*_lacking_notes(lacking)]
        else:
            notes += [*_other_given_notes(own, found[0][1], number)]
        below = summary if number == 0 else None
        plain.append(Part(*with_given(full, own), _findings(path, sheet, own, notes), below))
    return plain


def _read_notes(layout: Layout, own: Layout) -> list[Note]:
    """How the columns of the first table were read, and what none of them says."""
    return [
        *_unit_notes(layout),
        *_chosen_notes(own),
        *_place_notes(own),
        *_period_notes(own),
        *_kind_notes(own),
    ]


def _kinds_of_list(layout: Layout, own: Layout, specs: Collection[LedgerSpec]) -> list[Note]:
    """What a list is beside a roll of its ledger, where nobody has said that it is one."""
    return [*_list_notes(own), *_programme_notes(layout), *_stand_in_notes(own, specs)]


def _findings(path: str, sheet: RawSheet, layout: Layout, notes: Sequence[Note]) -> tuple[Finding, ...]:
    spec = layout.match.spec.id
    return tuple(
        Finding(code, grade, text, path, sheet.name, row, ledger=spec, case=_case(code, grade, path, sheet))
        for code, grade, text, row in notes
    )


def _case(code: str, grade: str, path: str, sheet: RawSheet) -> str:
    return f"{code}:{path}:{sheet.name}" if grade == ERROR else ""


def _filled_notes(layout: Layout, filled: Sequence[Filled]) -> Iterator[Note]:
    columns = layout.match.columns
    for one in filled:
        header = columns[one.column].header
        yield "FILLED_DOWN", HINT, f"“{header}”有 {one.count} 格按{one.why}取上一行的内容", None


def _dated_notes(layout: Layout, dated: Dated | None) -> Iterator[Note]:
    if dated:
        header = layout.match.columns[layout.match.spec.period or ""].header.strip()
        yield "YEAR_FROM", HINT, f"“{header}”有 {dated.count} 格只写了月，年份按{dated.source}取", None


def _given_notes(layout: Layout) -> Iterator[Note]:
    spec = layout.match.spec
    for name, given in layout.given.items():
        if name in layout.match.columns or given.source == "sources.yml":
            continue
        text = shown(spec, name, given)
        yield "FROM_TITLE", HINT, f"表内没有“{spec.columns[name].name}”列，按{given.source}取“{text}”", None


def _other_given_notes(layout: Layout, first: Layout, number: int) -> Iterator[Note]:
    """What a later table of several takes from its own titles."""
    spec = layout.match.spec
    for name, given in layout.given.items():
        if name not in layout.match.columns and given != first.given.get(name):
            text = shown(spec, name, given)
            label = spec.columns[name].name
            yield "FROM_TITLE", HINT, f"第 {number + 1} 栏没有“{label}”列，按{given.source}取“{text}”", None


def _lacking_notes(lacking: Sequence[Section]) -> Iterator[Note]:
    for one in lacking:
        yield "SECTIONS", ERROR, f"{one.text}；请在每一栏上方都写明，或拆成几张表", one.row


def _section_notes(layout: Layout, sections: Sequence[Section]) -> Iterator[Note]:
    spec = layout.match.spec
    for one in sections:
        advice = f"，或在表内加一列“{spec.columns[one.column].name}”" if one.column else ""
        said = f"第 {one.row} 行写的是{one.text}，与标题、表名或文件名不同，以下各行不能照上面的标题计"
        yield "SECTIONS", ERROR, f"{said}；请拆成几张表{advice}", one.row


def _unused_notes(layout: Layout, told: Told | None) -> Iterator[Note]:
    spec = layout.match.spec
    for name, placed in layout.match.columns.items():
        apart = placed.unit and told and told.unit and told.unit != placed.unit and name not in told.units
        if apart and spec.columns[name].type == "money":
            said = f"“{placed.header.strip()}”列的表头写的是{placed.unit}，sources.yml 中 unit 写的没有用于这一列"
            yield "VALUE_NOT_USED", WARNING, f"{said}；要改的请写在 units 中", None
    for name in told.values if told else ():
        if name in layout.match.columns:
            label = spec.columns[name].name
            yield (
                "VALUE_NOT_USED",
                WARNING,
                f"表内有“{label}”列，sources.yml 中 values 写的内容没有使用",
                None,
            )


def _beside_notes(count: int) -> Iterator[Note]:
    if count > 1:
        yield "SIDE_BY_SIDE", HINT, f"表内并列 {count} 栏，已逐栏读取，行号相同的各栏分别计行", None


def _unit_notes(layout: Layout) -> Iterator[Note]:
    yield from map(_conflict, layout.units.doubts)
    if layout.units.assumed:
        columns = "、".join(layout.units.assumed)
        yield "UNIT_ASSUMED", WARNING, f"表上没有写金额的单位，{columns}换算，请在表头写明", None
    for exception in layout.units.exceptions:
        yield "UNIT_EXCEPTION", WARNING, exception, layout.header_row + 1


def _format_notes(sheet: RawSheet, layout: Layout, columns: Sequence[int]) -> Iterator[Note]:
    """The header says 元, and the cells show 万元 by their number format: one of them is wrong by 10,000."""
    first = int(sheet.numbers[layout.body]) if layout.body < len(sheet.numbers) else 0
    for name, placed in layout.match.columns.items():
        said = layout.units.columns.get(name) or placed.unit or layout.units.unit
        if layout.match.spec.columns[name].type != "money" or said is None:
            continue
        for column, words, last in sheet.worded:
            unit = of_format(words)
            if unit not in (None, said) and column == columns[placed.index] + 1 and last >= first:
                header = placed.header.strip()
                doubt = f"“{header}”列的单位是{said}，单元格格式显示的是“{words}”，相互矛盾"
                yield _conflict(doubt, last)


def _conflict(doubt: str, row: int | None = None) -> Note:
    return "UNIT_CONFLICT", ERROR, f"计量单位有疑问：{doubt}", row


def _chosen_notes(layout: Layout) -> Iterator[Note]:
    found = layout.match
    for name, headers in found.chosen:
        names = "、".join(f"“{header.strip()}”" for header in headers)
        used = found.columns[name].header.strip()
        yield "COLUMN_CHOSEN", HINT, f"{names}都可以是“{found.spec.columns[name].name}”，用了“{used}”", None
    for name in found.by_words:
        used, label = found.columns[name].header.strip(), found.spec.columns[name].name
        yield "COLUMN_BY_WORDS", HINT, f"没有“{label}”列，“{used}”各格写的都是{label}，按它读取", None


def _list_notes(layout: Layout) -> Iterator[Note]:
    """A list of those who are not paid has the columns of the roll of those who are."""
    spec = layout.match.spec
    found = said_around(spec, layout.said) if layout.said else None
    if found:
        said = f"{found[0]}写的是“{found[1]}”，不是当月实际发放的名册，各行不应计入发放金额"
        yield "OTHER_LIST", ERROR, f"{said}；确是发放名册的，请在 sources.yml 写明 ledger: {spec.id}", None
        return
    part = said_around(spec, layout.said, partial_list) if layout.said else None
    if part:
        said = f"{part[0]}写的是“{part[1]}”，像是新增、变更、复核一类的名单，不是当月全部发放人员"
        yield "PARTIAL_LIST", WARNING, f"{said}；各行已照发放名册计入，请核对；与当月发放名册不能相加", None


def _programme_notes(layout: Layout) -> Iterator[Note]:
    """A sheet of several programmes, read as the ledger of one of them."""
    if layout.strangers:
        spec, words = layout.match.spec, "、".join(f"“{word}”" for word in layout.strangers[:_SHOWN])
        message = f"各行的补贴项目不都是{spec.label}的，还有{words}，不能一并计入；请按项目拆成几张表"
        yield "SECTIONS", ERROR, message, layout.header_row + 1


def _stand_in_notes(layout: Layout, specs: Collection[LedgerSpec]) -> Iterator[Note]:
    """A roll of the programme that lacks columns was read as a plainer list, of which no indicator is made."""
    spec, found = layout.match.spec, layout.match.columns
    meant = stands_in_for(spec, layout.said, specs) if layout.said else []
    if not meant:
        return
    labels = "、".join(one.label for one in meant)
    lacking = [
        name for name in match(meant[0], layout.match.header).missing if name not in (*layout.given, *found)
    ]
    names = "、".join(f"“{meant[0].columns[name].name}”" for name in lacking)
    why = f"表内没有{labels}要求的{names}列，" if names else ""
    message = f"{why}按{spec.label}（{spec.grain}）读取，不计入任何指标；要计入{labels}的，请补上这些列"
    yield "NO_INDICATOR", WARNING, message, layout.header_row + 1


def _kind_notes(layout: Layout) -> Iterator[Note]:
    """Which of several kinds the rows are is said nowhere: they count, but in no figure of one kind."""
    spec, known = layout.match.spec, {*layout.match.columns, *layout.given, *layout.match.missing}
    for name in spec.key:
        if spec.columns[name].from_title and name not in known:
            label = spec.columns[name].name
            yield (
                "NO_KIND",
                WARNING,
                f"表内没有“{label}”列，标题也没有写明是哪一类，各行“{label}”按空白记",
                None,
            )


def _place_notes(layout: Layout) -> Iterator[Note]:
    """Where the rows are of is said nowhere: they count, but in no figure of a place.

    The rows of a statistic are places themselves: of those that are none its own finding speaks.
    """
    spec, name = layout.match.spec, layout.match.spec.place
    if (
        spec.figures
        or name is None
        or name in layout.match.columns
        or name in layout.given
        or name in layout.match.missing
    ):
        return
    label = spec.columns[name].name
    message = (
        f"表内没有“{label}”列，标题、工作表名和文件名也没有说明，各行“{label}”按空白记，不能用于分地区的指标"
    )
    yield "NO_PLACE", WARNING, message, None


def _period_notes(layout: Layout) -> Iterator[Note]:
    spec = layout.match.spec
    name = spec.period
    if name is None or name in layout.match.columns or name in layout.given or name in layout.match.missing:
        return
    if any(spec.columns[part].type in _TIMES and part in layout.match.columns for part in spec.key):
        return
    label = spec.columns[name].name
    yield (
        "NO_PERIOD",
        WARNING,
        f"表内没有“{label}”列，标题、工作表名和文件名也没有说明，各行“{label}”按空白记，不能用于分时间的指标",
        None,
    )
