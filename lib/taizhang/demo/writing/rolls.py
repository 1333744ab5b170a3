"""One banner's roll -> a GB18030 CSV a month: title, reporter, header, rows, 合计, footer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from ..geography import BANNERS, Banner
from ..people import Ints, People, objects
from ..rosters.spans import Roster
from .columns import LAYOUTS, NOTE, Column, Layout, words_of
from .styles import Style, full_width, money_text, month_text, style_of

ENCODING = "gb18030"
BLANK_EVERY = 97
NOTED = (6, "old_age")  # banner and roll with one column more than the others
TYPED_WIDE = (7, ("urban_dibao", "old_age"), (2021, 6))
BLANK_BANNER = 8


@dataclass(frozen=True, slots=True)
class Page:
    """Entries of one banner in the order of its list, and how it writes."""

    layout: Layout
    banner: Banner
    style: Style
    people: People
    roster: Roster
    entries: Ints

    @property
    def columns(self) -> tuple[Column, ...]:
        """The layout's columns, and a note column where this banner keeps one."""
        noted = (self.banner.number, self.layout.ledger) == NOTED
        return (*self.layout.columns, NOTE) if noted else self.layout.columns


def pages(ledger: str, people: People, roster: Roster) -> list[Page]:
    """One page of entries for each banner that has any."""
    towns = np.unique(people.town, return_inverse=True)[1][roster.person]
    order = np.argsort(towns, kind="stable")
    banner = roster.banner[order]
    return [
        Page(LAYOUTS[ledger], BANNERS[n], style_of(BANNERS[n]), people, roster, order[banner == n])
        for n in np.unique(banner).tolist()
    ]


def write_page(page: Page, target: Path, periods: tuple[tuple[int, int], ...]) -> list[Path]:
    """Write all months of one banner."""
    cells = [_cells(page, column) for column in page.columns]
    return [
        _write_month(page, cells, target, number, year, month) for number, (year, month) in enumerate(periods)
    ]


Cells = Callable[[Ints, int], list[bytes]]


def _cells(page: Page, column: Column) -> Cells:
    """How to get a column's cells for some of the page's entries (positions) in one month."""
    if column.kind == "money":
        return _money(page, column)
    if column.kind == "state":
        return _state(page, column)
    fixed = objects([text.encode(ENCODING) for text in _fixed(page, column)])
    return lambda chosen, _month: fixed[chosen].tolist()


def _fixed(page: Page, column: Column) -> list[str]:
    person = page.roster.person[page.entries]
    if column.kind == "person":
        return _personal(page, column, person)
    if column.kind == "word":
        words = words_of(column.source, page.style.pick)
        return [words[n] for n in page.roster.fixed[column.source][page.entries].tolist()]
    if column.kind == "number":
        return [str(n) for n in page.roster.fixed[column.source][page.entries].tolist()]
    if column.kind == "note":
        return ["新增" if start else "" for start in page.roster.start[page.entries].tolist()]
    return _with_blanks(page, [page.style.place if column.kind == "place" else ""] * len(person))


def _personal(page: Page, column: Column, person: Ints) -> list[str]:
    if column.source == "household":
        values: list[str] = page.people.id_number[page.roster.fixed["household"][page.entries]].tolist()
        return [f'"{value}"' for value in values] if page.style.quoted else values
    values = getattr(page.people, column.source)[person].tolist()
    if column.source == "id_number" and page.style.quoted:
        return [f'"{value}"' for value in values]
    if column.source == "bank" and "relation" in page.roster.fixed:
        heads = (page.roster.fixed["relation"][page.entries] == 0).tolist()
        return [value if head else "" for value, head in zip(values, heads, strict=True)]
    return _with_blanks(page, values) if column.source == "name" else values


def _with_blanks(page: Page, values: list[str]) -> list[str]:
    """One banner's clerks leave blanks behind some cells."""
    if page.banner.number != BLANK_BANNER:
        return values
    return [value + ("  " if n % BLANK_EVERY == 0 else "") for n, value in enumerate(values)]


def _money(page: Page, column: Column) -> Cells:
    matrix = page.roster.money[column.source][page.entries]
    kinds = np.unique(matrix)
    texts = objects([b"" if v < 0 else money_text(page.style.money, v).encode() for v in kinds.tolist()])
    places = np.searchsorted(kinds, matrix)
    return lambda chosen, month: texts[places[chosen, month]].tolist()


def _state(page: Page, column: Column) -> Cells:
    matrix = page.roster.states[column.source][page.entries]
    words = words_of(column.source, page.style.pick)
    kinds = np.unique(matrix)
    texts = objects([(words[v] if words else str(v)).encode(ENCODING) for v in kinds.tolist()])
    places = np.searchsorted(kinds, matrix)
    return lambda chosen, month: texts[places[chosen, month]].tolist()


def _write_month(page: Page, cells: list[Cells], target: Path, number: int, year: int, month: int) -> Path:
    chosen = np.flatnonzero(page.roster.active(number)[page.entries])
    columns = [
        _month_cells(page, column, cell, chosen, number, (year, month))
        for column, cell in zip(page.columns, cells, strict=True)
    ]
    newline = page.style.newline.encode()
    body = newline.join(map(b",".join, zip(*columns, strict=True)))
    head = "".join(line + page.style.newline for line in _head(page, year, month))
    tail = "".join(line + page.style.newline for line in _tail(page, chosen, number))
    path = target / page.layout.path(page.banner.name, year, month)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(head.encode(ENCODING) + body + newline + tail.encode(ENCODING))
    return path


def _month_cells(
    page: Page, column: Column, cell: Cells, chosen: Ints, number: int, when: tuple[int, int]
) -> list[bytes]:
    if column.kind == "serial":
        return [b"%d" % n for n in range(1, len(chosen) + 1)]
    if column.kind == "month":
        return [month_text(page.style, *when).encode(ENCODING)] * len(chosen)
    values = cell(chosen, number)
    banner, ledgers, month = TYPED_WIDE
    if (
        column.kind == "money"
        and page.banner.number == banner
        and page.layout.ledger in ledgers
        and when == month
    ):
        return _typed_wide(values)
    return values


def _typed_wide(values: list[bytes]) -> list[bytes]:
    """The first two amounts of one month typed in full width."""
    filled = [n for n, value in enumerate(values) if value][:2]
    for n in filled:
        values[n] = full_width(values[n].decode()).encode(ENCODING)
    return values


def headers(page: Page) -> list[str]:
    """The header cells as this banner names them."""
    return [column.header(page.style.pick) for column in page.columns]


def _head(page: Page, year: int, month: int) -> list[str]:
    names = headers(page)
    title = page.layout.title.format(place=page.banner.name, y=year, m=month)
    filler = "," * (len(names) - 1) if page.style.padded else ""
    unit = "," * max(len(names) - 2, 1) + "单位：元"
    return [title + filler, f"填报单位：{page.banner.name}民政局{unit}", ",".join(names)]


def _tail(page: Page, chosen: Ints, number: int) -> list[str]:
    totals = ["合计"] + [""] * (len(page.columns) - 1)
    for place, column in enumerate(page.columns):
        if column.kind == "money":
            matrix = page.roster.money[column.source][page.entries[chosen], number]
            totals[place] = money_text(page.style.money, int(matrix[matrix > 0].sum()))
    middle = "," * (len(totals) // 2)
    return [",".join(totals), f"制表人：{page.layout.office}{middle}审核人：分管负责人"]
