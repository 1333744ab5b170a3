"""Title rows, sheet, file and folder names -> the place, period or category that no column of a sheet gives."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import PurePosixPath

from taizhang import places
from taizhang.declare.specs import ColumnSpec, LedgerSpec
from taizhang.ledger.recognise.normal import normal
from taizhang.ledger.recognise.periods_said import Said, read

_AUTHORITY = re.compile(r"(?:制表|批准|制定|备案|发文)机关")
_PLACE_ENDS = frozenset("省市区县旗盟州")
_SHORTEST, _LONGEST = 3, 24
_LENGTHS = range(2, 13)
_JOINERS = frozenset("和及与或、+/含")
_JOINED = re.compile(r"[、和及与,，+/]|等(?!级|次|候)")
_SOME = re.compile(r"[^、和及与,，+/\d]{0,6}[两二三四五六七八九十\d]个?[县区市旗]")
_BUT = re.compile(r"除了?|不含|不包括")
_BEFORE_A_PLACE = frozenset("0123456789年月日度")
_STATED = re.compile(r"(?:统计|填报|填表|编制|制表|汇总|报送|上报|导出)单位:(.+)")
_CODE = re.compile(r"(?<!\d)(\d{6})(?:000000)?(?!\d)")
_OFFICE = re.compile(r"(?:民政局|民政和社会事务局|社会事务局|人民政府)$")
_NAMED = re.compile(r"统计|汇总|情况|状况|总表|报表|台账|一览|名册")
_META = re.compile(r"[^:]{0,8}(?:单位|时间|日期|年度|年月|机关|编码|号|人):")
_WHEN = re.compile(
    r"(?:19|20)\d{2}(?:年度?|[-.]?(?:0[1-9]|1[0-2])(?!\d))|(?:\d{1,2}月?[-—–~至到])?\d{1,2}月(?:份|\d{1,2}日)?|第?[一二三四1-4]季度|[上下]半年"
)
_PREFIXES = 2
_SEPARATORS = re.compile(r"[-_—–\s()、,.，。]+")


@dataclass(frozen=True, slots=True)
class Given:
    """What a column holds in every row: the text, and where it was found (for a person to read)."""

    text: str
    source: str


@dataclass(frozen=True)
class Claims:
    """The texts around one table, the nearest to its data first, and what they say."""

    texts: tuple[tuple[str, tuple[str, ...]], ...]
    places: Mapping[str, str]

    @cached_property
    def place(self) -> Given | None:
        """The one place spoken of; a farther text may only make it narrower."""
        best: tuple[str, str] | None = None
        for source, codes, more in self._places():
            if len(codes) > 1 or more:
                break
            for code in codes:
                if best is None or (code != best[0] and places.within(code, best[0])):
                    best = (code, source)
        return Given(*best) if best else None

    def stated_places(self) -> Iterator[tuple[str, str]]:
        """Each text that speaks of exactly one place: where it stands, the code."""
        yield from (
            (source, codes[0]) for source, codes, more in self._places() if len(codes) == 1 and not more
        )

    def several_places(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Each text that speaks of more than one place: where it stands, the codes that are known."""
        yield from ((source, codes) for source, codes, more in self._places() if len(codes) > 1 or more)

    def _places(self) -> Iterator[tuple[str, tuple[str, ...], bool]]:
        """Where each text stands, the codes in it, and whether it speaks of more places than these."""
        for source, lines in self.texts:
            codes = innermost({code for line in lines for code in self._codes(line)})
            more = bool(codes) and any(self._of_several(line) for line in lines)
            yield source, tuple(sorted(codes)), more

    def _of_several(self, line: str) -> bool:
        """讷河市、甘南 or 讷河市等三县 or 除讷河市外: not the rows of the one place that is named."""
        for found in _JOINED.finditer(line):
            before = self._named(line[max(0, found.start() - length) : found.start()] for length in _LENGTHS)
            after = self._named(line[found.end() : found.end() + length] for length in _LENGTHS)
            others = any(
                not (places.within(one, two) or places.within(two, one)) for one in before for two in after
            )
            if others or (before and (found[0] == "等" or _SOME.match(line[found.end() :]))):
                return True
        return any(
            self._named(line[found.end() : found.end() + length] for length in _LENGTHS)
            for found in _BUT.finditer(line)
        )

    def _named(self, parts: Iterable[str]) -> set[str]:
        return {self.places[part] for part in parts if part in self.places and not part.isdigit()}

    def _codes(self, line: str) -> Iterator[str]:
        if _AUTHORITY.search(line):
            return
        stated = _STATED.fullmatch(line)
        tokens = [_OFFICE.sub("", stated[1])] if stated else _SEPARATORS.split(line)
        for token in tokens:
            whole = self.places.get(_OFFICE.sub("", token))
            if whole and not token.isdigit():
                yield whole
            else:
                yield from self._inside(token)
        if "编码" in line or "代码" in line:
            yield from (found for found in _CODE.findall(line) if found in places.registry())

    def _inside(self, token: str) -> Iterator[str]:
        start, begins = 0, True
        while start < len(token):
            for length in range(min(_LONGEST, len(token) - start), _SHORTEST - 1 - begins, -1):
                part = token[start : start + length]
                # 曹县 has two signs; within a longer word they could be parts of others.
                ends = _PLACE_ENDS if length >= _SHORTEST else "县"
                code = self.places.get(part) if part[-1] in ends else None
                # 通道县 for 通道侗族自治县 may be a part of other words, where it does not begin one.
                if code and (begins or part.endswith(places.name(code))):
                    yield code
                    start, begins = start + length, True
                    break
            else:
                start, begins = start + 1, token[start] in _BEFORE_A_PLACE

    @cached_property
    def periods(self) -> tuple[tuple[str, Said], ...]:
        """What each text says about time."""
        return tuple((source, read(lines)) for source, lines in self.texts)

    def month(self) -> Given | None:
        """The nearest single month; a bare 3月 takes the year from another text."""
        bare: tuple[str, int] | None = None
        for source, said in self.periods:
            if said.several:
                return None
            if said.months:
                return Given(said.months[0], source) if len(said.months) == 1 else None
            if said.bare_months and bare is None:
                bare = (source, said.bare_months[0]) if len(said.bare_months) == 1 else None
        year = self.year()
        return Given(f"{year.text}-{bare[1]:02d}", bare[0]) if bare and year else None

    def year(self) -> Given | None:
        """The nearest single year."""
        for source, said in self.periods:
            if said.years:
                return Given(str(said.years[0]), source) if len(said.years) == 1 else None
        return None

    def spoken_period(self) -> Given | None:
        """The nearest period that a text names: a day, a month, a year, a quarter or another span."""
        for source, said in self.periods:
            spoken = said.whole()
            if spoken or said.several or len(said.months) > 1:
                return Given(spoken, source) if spoken else None
            if said.months or said.bare_months:
                return self.month()
        return self.year()

    def title(self) -> Given | None:
        """The nearest text that names a table, without its place and its period."""
        lines = [
            (source, line) for source, lines in self.texts[:3] for line in lines if not _META.match(line)
        ]
        named = [one for one in lines if _NAMED.search(one[1])] or lines
        return next((Given(self._bare(line), source) for source, line in named), None)

    def _bare(self, line: str) -> str:
        whole = line
        for _ in range(_PREFIXES):
            place = next((line[:length] for length in _LENGTHS[::-1] if self._named([line[:length]])), "")
            line = _WHEN.sub("", line.removeprefix(place)).strip("-_. ")
        return line or whole

    def category(self, column: ColumnSpec) -> Given | None:
        """The category whose longest word stands in the nearest text; none where two are equally good."""
        words = {
            normal(alias): value for value, aliases in column.values.items() for alias in (value, *aliases)
        }
        for source, lines in self.texts:
            text = "".join(lines)
            found = [word for word in words if word in text]
            longest = [word for word in found if not any(word != other and word in other for other in found)]
            values = {words[word] for word in longest}
            if values:
                # 困难残疾人生活和重度残疾人护理补贴 speaks of more than the one whose whole name stands there.
                alone = not any(_joined_to(word, text) for word in longest)
                return Given(values.pop(), source) if len(values) == 1 and alone else None
        return None


def _joined_to(word: str, text: str) -> bool:
    before, _, after = text.partition(word)
    return before[-1:] in _JOINERS or after[:1] in _JOINERS


def claims(path: str, sheet: str, above: Sequence[Sequence[str]], known: Mapping[str, str]) -> Claims:
    """The texts around a table whose header has the rows ``above`` it."""
    file = PurePosixPath(path)
    folders = [(f"文件夹名“{part}”", (normal(part),)) for part in reversed(file.parent.parts) if part != "."]
    rows = tuple(line for row in above for line in title_lines(row))
    return Claims(
        (("标题行", rows), ("工作表名", (normal(sheet),)), ("文件名", (normal(file.stem),)), *folders), known
    )


def title_lines(row: Sequence[str]) -> Iterator[str]:
    """The cells of a title row; a label that ends in a colon together with the cell after it."""
    label = ""
    for cell in row:
        text = cell.strip()
        if not text:
            continue
        if text.endswith((":", "：")):
            label += text
            continue
        yield normal(label + text)
        label = ""
    if label:
        yield normal(label)


def given(spec: LedgerSpec, absent: Sequence[str], said: Claims) -> dict[str, Given]:
    """What the texts say about the ``absent`` columns of a ledger: its place, its period, its categories."""
    found: dict[str, Given | None] = {}
    for name in absent:
        column = spec.columns[name]
        if name == spec.place:
            found[name] = said.place
        elif name == spec.period and column.type in ("month", "year"):
            # A date belongs to one row: the date in a file's name is not that of every event in it.
            found[name] = said.month() if column.type == "month" else said.year()
        elif name == spec.period and column.type == "text":
            found[name] = said.spoken_period()
        elif spec.figures and name == spec.figures.statistic:
            found[name] = said.title()
        elif column.from_title:
            found[name] = said.category(column)
    return {name: value for name, value in found.items() if value is not None}


def shown(spec: LedgerSpec, name: str, value: Given) -> str:
    """A given value as a person reads it: a place by its name."""
    return places.name(value.text) if name == spec.place else value.text


def innermost(codes: set[str]) -> set[str]:
    """Without the places in which another of them lies."""
    return {
        code for code in codes if not any(other != code and places.within(other, code) for other in codes)
    }
