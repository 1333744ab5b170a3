"""All evidence about a sheet -> the one ledger it is, or the nearest one and what it lacks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import pyarrow as pa

from taizhang.declare.specs import LedgerSpec
from taizhang.ledger.reading.sheet import RawSheet
from taizhang.ledger.recognise.given import Claims, Given, claims, given
from taizhang.ledger.recognise.headers import HEAD_ROWS, Header, at_row, candidates
from taizhang.ledger.recognise.instead import instead
from taizhang.ledger.recognise.known import KnownNames, best_header, known_names, shared
from taizhang.ledger.recognise.match import (
    Match,
    by_words,
    match,
    misspelt,
    month_beside_year,
    only_grades,
    over_several,
    settled,
    towns_for_place,
)
from taizhang.ledger.recognise.normal import money_unit, normal
from taizhang.ledger.recognise.titles import (
    Evidence,
    evidence,
    of_persons,
    programmes,
    sources,
    strangers,
    sums_up,
)
from taizhang.ledger.recognise.units import UNKNOWN, Units, said_units, tail_rows, units, units_among_rows
from taizhang.ledger.recognise.wide import statistics, with_unit

_LOOKED_AT = HEAD_ROWS + 5
_PLAUSIBLE_SHARE = 3
_CERTAIN_HEADERS = 2
_FIGURES = ("money", "count", "number")


@dataclass(frozen=True, slots=True)
class Layout:
    """How one sheet is laid out: ``match`` places the columns, ``units`` is what amounts are in.

    ``given`` are columns that the sheet does not have and its titles do; ``said`` is what these say.
    ``strangers`` are programmes in a column of the rows that are not those of the ledger.
    """

    match: Match
    units: Units
    titled: bool
    given: Mapping[str, Given] = field(default_factory=dict)
    said: Claims | None = None
    strangers: tuple[str, ...] = ()

    @property
    def header_row(self) -> int:
        """The first row of the header, 0-based in the table."""
        return self.match.header.first

    def unit_of(self, column: str) -> str:
        """The unit in which the amounts of a column are read, as 万元.

        What sources.yml says comes first, then its own header, the 单位 line above the table, the declaration.
        """
        placed = self.match.columns.get(column)
        own = self.units.columns.get(column) or (placed.unit if placed else None)
        said = (own, self.units.unit, self.match.spec.columns[column].unit)
        return next((unit for unit in said if money_unit(unit)), "元") or "元"

    @property
    def body(self) -> int:
        """The first row below the header, 0-based in the table."""
        return self.match.header.first + self.match.header.depth


@dataclass(frozen=True, slots=True)
class Recognised:
    """``layout`` when the ledger is certain; else ``nearest``, the match that came closest, if any."""

    layout: Layout | None
    nearest: Match | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """What sources.yml says about a sheet: its first header row (1-based), its headers, absent values, units,
    and the words by which a row counts.
    """

    header_row: int | None = None
    values: Mapping[str, str] = field(default_factory=dict)
    columns: Mapping[str, str] = field(default_factory=dict)
    unit: str | None = None
    units: Mapping[str, str] = field(default_factory=dict)
    counts_if: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Seen:
    match: Match
    evidence: Evidence | None
    peculiar: int
    given: Mapping[str, Given]
    said: Claims
    summary: bool = False

    @property
    def lacks(self) -> int:
        """Required columns that neither the sheet nor its titles give."""
        return sum(1 for name in self.match.missing if name not in self.given)

    @property
    def plausible(self) -> bool:
        """Complete, or so nearly complete that a column was misspelt rather than never there.

        A title is half the proof: a sheet that calls itself a ledger and lacks half its columns is that
        ledger with columns missing, not a sheet to pass over.
        """
        missing, found = self.lacks, self.match.required
        if self.summary and missing:
            return False
        if self.evidence is not None:
            return missing == 0 or (found >= missing and found >= _CERTAIN_HEADERS)
        return missing == 0 or (found > missing and missing <= max(1, (found + missing) // _PLAUSIBLE_SHARE))

    @property
    def may_be_a_statistic(self) -> bool:
        """Whether it is a form of figures by places or units, which a sheet may have in another year's form;
        or lacks columns; or is called a ledger by nothing but its headers.
        """
        spec = self.match.spec
        if spec.supplementary and (self.lacks or (self.evidence is None and not of_persons(spec))):
            return True
        named = {*spec.key, spec.place, spec.period}
        types = [column.type for name, column in spec.columns.items() if name not in named]
        return spec.supplementary and all(one in _FIGURES for one in types) and not of_persons(spec)

    @property
    def whole_but_for_words(self) -> bool:
        """What is missing is a place or period that no text gives, or stands there under a misspelt name."""
        spec = self.match.spec
        around = (spec.place, spec.period)
        lacking = [name for name in self.match.missing if name not in self.given and name not in around]
        return all(misspelt(self.match, name) for name in lacking)

    @property
    def of_members(self) -> bool:
        """A roll with 与户主关系 is one of persons: read as one of households, each member would be one."""
        house = self.match.spec.household
        return house is not None and house.relation in self.match.columns


@dataclass(frozen=True)
class _Look:
    """One sheet under the eye: what stands in it and around it."""

    path: str
    sheet: str
    head: Sequence[Sequence[str]]
    known: KnownNames
    places: Mapping[str, str]
    values: Mapping[str, Given]
    told: Told
    forced: bool
    table: pa.Table
    said: dict[tuple[int, int], tuple[Claims, tuple[str, ...]]] = field(default_factory=dict)

    def around(self, header: Header) -> tuple[Claims, tuple[str, ...]]:
        """What the texts around a table claim, and those that may name its ledger."""
        key = (header.first, header.depth)
        if key not in self.said:
            _, words = programmes(header, self.table)
            # A column that says 农村低保 in every row says it of the sheet, as a title would.
            above = [*self.head[: header.first], *([tuple(words)] if len(words) == 1 else [])]
            said = claims(self.path, self.sheet, above, self.places)
            texts = sources(self.path, self.sheet, self.head, header.first)
            self.said[key] = (said, (*texts, *(words if len(words) == 1 else ())))
        return self.said[key]

    def _match(self, spec: LedgerSpec, header: Header) -> Match:
        found = match(settled(spec, header, self.told.columns), header)
        if spec.period not in found.missing:
            return found
        said, _ = self.around(header)
        return month_beside_year(found, year_said=said.month() is None and said.year() is not None)

    def at(self, spec: LedgerSpec, headers: Sequence[Header]) -> _Seen | None:
        matches = [self._match(spec, header) for header in headers]
        best = best_header(spec, matches) or (matches[0] if self.forced and matches else None)
        if best is None:
            return None
        body = best.header.first + best.header.depth
        best = over_several(best, self.head[body] if body < len(self.head) else ())
        said, texts = self.around(best.header)
        absent = [name for name in spec.columns if name not in best.columns]
        # A category in a title must not stand in for a column that is there under a misspelt name.
        unsaid = [name for name in absent if not (spec.columns[name].from_title and misspelt(best, name))]
        values = given(spec, unsaid, said) | {
            name: value for name, value in self.values.items() if name in absent
        }
        summary = sums_up(texts, best.header.shown) and of_persons(spec)
        return _Seen(best, evidence(spec, texts), self.known.peculiar(best), values, said, summary)


def recognise(
    sheet: RawSheet,
    path: str,
    specs: Mapping[str, LedgerSpec],
    known: KnownNames,
    places: Mapping[str, str],
    told: Told | None = None,
) -> Recognised:
    """Find the ledger of a sheet among ``specs``.

    A single spec is taken at its word: someone has said which ledger this is.
    """
    told = told or Told()
    head = sheet.head(_LOOKED_AT)
    one_spec = len(specs) == 1
    headers = _headers(head, specs, known, told)
    values = {name: Given(text, "sources.yml") for name, text in told.values.items()}
    forced = one_spec and told.header_row is not None
    look = _Look(path, sheet.name, head, known, places, values, told, forced, sheet.table)
    if one_spec and next(iter(specs.values())).figures:
        return _statistic(sheet, look, specs) or Recognised(None)
    if one_spec:
        seen = [look.at(spec, headers) for spec in specs.values()]
    else:
        seen = [look.at(spec, fit) for spec, fit in shared(specs, headers, known)]
    usable = [one for one in seen if one is not None]
    chosen = _choose(usable, told=one_spec)
    if chosen is None:
        return _statistic(sheet, look, specs) or Recognised(None, _nearest(usable))
    if chosen.may_be_a_statistic and not one_spec:
        other = _statistic(sheet, look, specs)
        if other and other.layout and _reads_more(other.layout.match, chosen):
            return other
    titled = chosen.evidence is not None
    body = sheet.table.slice(chosen.match.header.first + chosen.match.header.depth)
    placed, given_there = _by_cells(chosen, body, places)
    weighed = _units(sheet, path, head, placed, told)
    others = _strangers(placed, sheet.table, specs)
    return Recognised(Layout(placed, weighed, titled, given_there, chosen.said, others))


def _strangers(found: Match, table: pa.Table, specs: Mapping[str, LedgerSpec]) -> tuple[str, ...]:
    index, words = programmes(found.header, table)
    used = {placed.index for placed in found.columns.values()}
    return () if index is None or index in used else strangers(found.spec, words, specs.values())


def _reads_more(statistic: Match, chosen: _Seen) -> bool:
    """Whether a declared form lacks columns, cannot tell some apart, or does not know some of the figures."""
    known = {placed.index for placed in chosen.match.columns.values()}
    figures = {placed.index for name, placed in statistic.columns.items() if name in statistic.spec.totals}
    return chosen.lacks > 0 or bool(chosen.match.ambiguous) or not figures <= known


def _statistic(sheet: RawSheet, look: _Look, specs: Mapping[str, LedgerSpec]) -> Recognised | None:
    """What no ledger's columns fit may be a statistic by places: its columns are those that it has."""
    first = None if look.told.header_row is None else look.told.header_row - 1
    found = statistics(sheet, look.path, specs, look.places, first)
    if found is None:
        return None
    if not found.certain:
        return Recognised(None, found.match)
    match, spec = found.match, found.match.spec
    said, _ = look.around(match.header)
    absent = [name for name in spec.columns if name not in match.columns]
    values = given(spec, absent, said)
    values |= {name: value for name, value in look.values.items() if name in absent}
    body = match.header.first + match.header.depth
    match = by_words(match, sheet.table.slice(body), values)
    said_here = said_units(look.path, look.sheet, look.head, match.header, tail_rows(sheet, body))
    spoken = {one.unit for one in said_here}
    unit = look.told.unit or (spoken.pop() if len(spoken) == 1 and UNKNOWN not in spoken else None)
    return Recognised(Layout(with_unit(match, unit), Units(), found.titled, values, said))


def _by_cells(chosen: _Seen, body: pa.Table, places: Mapping[str, str]) -> tuple[Match, Mapping[str, Given]]:
    """The match, and what the titles give, after a look at the cells of columns whose headers leave doubts."""
    found, spec = chosen.match, chosen.match.spec
    county = chosen.said.place
    if county is not None and not county.text.endswith("00"):
        found = towns_for_place(found, body, places)
    moved = spec.place is not None and spec.place in found.missing and spec.place in chosen.match.columns
    told = {**chosen.given, spec.place: county} if moved and spec.place and county else chosen.given
    unsaid = [name for name in found.spec.columns if name not in found.columns and name not in told]
    other = [name for name in unsaid if misspelt(found, name) and only_grades(found, name, body)]
    told = {
        **told,
        **given(found.spec, [name for name in other if found.spec.columns[name].from_title], chosen.said),
    }
    return by_words(instead(found, body, told, chosen.said), body, told), told


def _units(sheet: RawSheet, path: str, head: Sequence[Sequence[str]], found: Match, told: Told) -> Units:
    body = found.header.first + found.header.depth
    rows = tail_rows(sheet, body)
    said = said_units(path, sheet.name, head, found.header, rows)
    said = (*said, *units_among_rows(sheet, found))
    return units(found, said, told.unit, told.units)


def _headers(
    head: Sequence[Sequence[str]], specs: Mapping[str, LedgerSpec], known: KnownNames, told: Told
) -> list[Header]:
    one_spec = len(specs) == 1
    found = list(candidates(head, known_names(specs.values()).knows if one_spec else known.knows))
    if told.header_row is not None:
        named = [one for one in found if one.first == told.header_row - 1]
        found = named or (at_row(head, told.header_row - 1) if one_spec else [])
    elif not one_spec and not _with_told(found, told):
        return known.promising(found)
    return _with_told(found, told) or found


def _with_told(headers: Sequence[Header], told: Told) -> list[Header]:
    """The headers in which every column stands that someone has named in sources.yml."""
    wanted = {normal(text) for text in told.columns.values()}
    return [one for one in headers if wanted and wanted <= {way for ways in one.names for way in ways}]


def _choose(seen: Sequence[_Seen], *, told: bool) -> _Seen | None:
    plausible = [one for one in seen if one.plausible or told]
    titled = [one for one in plausible if one.evidence is not None]
    if told:
        return plausible[0] if plausible else None
    if titled:
        return min(_without_stand_ins(titled), key=_titled_order)
    for extra in (False, True):
        chosen = _by_headers([one for one in plausible if one.match.spec.supplementary == extra])
        if chosen is not None:
            return chosen
    return None


def _without_stand_ins(titled: Sequence[_Seen]) -> Sequence[_Seen]:
    """A supplementary ledger that needs less must not take a roll whose one column is misspelt or absent."""
    own = [one for one in titled if not one.match.spec.supplementary]
    meant = [one for one in own if one.whole_but_for_words or one.of_members]
    if not meant:
        return titled
    # 火化数据查询 says more than 火化: such a list is no stand-in.
    words = min(one.evidence.shortness for one in meant if one.evidence)
    return [
        *own,
        *(one for one in titled if one not in own and one.evidence and one.evidence.shortness < words),
    ]


def _by_headers(plausible: Sequence[_Seen]) -> _Seen | None:
    # Rolls of different programmes share their columns: without a title only peculiar headers are proof.
    certain = [
        one
        for one in plausible
        if one.peculiar >= (_CERTAIN_HEADERS if one.match.missing else 1) and not one.match.spec.by_title
    ]
    ranked = sorted(certain, key=_untitled_order)
    if not ranked or (len(ranked) > 1 and _untitled_order(ranked[0]) == _untitled_order(ranked[1])):
        return None
    return ranked[0]


def _titled_order(one: _Seen) -> tuple[int, int, bool, int, int, int]:
    assert one.evidence is not None
    extra = one.match.spec.supplementary
    near = (one.evidence.distance, one.lacks, extra)
    return (*near, len(one.match.missing), one.evidence.shortness, -len(one.match.columns))


def _untitled_order(one: _Seen) -> tuple[int, int, int]:
    return (len(one.match.missing), -one.peculiar, -len(one.match.columns))


def _nearest(seen: Sequence[_Seen]) -> Match | None:
    def order(one: _Seen) -> tuple[bool, bool, float, bool, int]:
        total = one.match.required + len(one.match.missing)
        share = -one.match.required / max(total, 1)
        # Names that every roll has say little: what the title says, and names of one ledger alone, say more.
        own = (one.evidence is None, not one.peculiar)
        return (*own, share, one.match.spec.supplementary, -len(one.match.columns))

    # A name and an id are in every list of persons: a supplementary one needs a title or a header of its own.
    proved = [
        one
        for one in seen
        if one.evidence is not None
        or not one.match.spec.supplementary
        or (one.peculiar and not one.match.spec.by_title)
    ]
    found = sorted((one for one in proved if one.match.required), key=order)
    return found[0].match if found else None
