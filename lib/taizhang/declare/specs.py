"""The frozen shapes that declarations are read into."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

DEFAULT_ROLL_UP: Mapping[str, str] = {"place": "sum", "time": "none"}


@dataclass(frozen=True, slots=True)
class RequiredWhen:
    """A cell must be filled only in the rows where ``column`` equals ``equals``."""

    column: str
    equals: str


@dataclass(frozen=True, slots=True)
class ColumnSpec:
    """One column of a ledger. ``type`` is a closed word; ``values`` maps a category to its aliases.

    ``from_title``: where no column has it, a category is read from the title, sheet or file name.
    ``month_enough``: a date of which only year and month are used, so that 2019年5月 is one.
    ``instead``: the column that is read for this one in a sheet that does not have it.
    """

    id: str
    name: str
    type: str
    aliases: tuple[str, ...] = ()
    required: bool = False
    blank: bool = False
    personal: bool = False
    checked: bool = True
    unit: str | None = None
    values: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    required_when: RequiredWhen | None = None
    from_title: bool = False
    month_enough: bool = False
    instead: str | None = None


@dataclass(frozen=True, slots=True)
class RowCheck:
    """Within each row ``equal`` is the sum of the columns in ``total``."""

    equal: str
    total: tuple[str, ...]
    message: str


@dataclass(frozen=True, slots=True)
class Household:
    """A roll by persons: ``id`` is the head's id in each row; only rows of a ``head`` have ``amounts``."""

    id: str
    person: str
    relation: str
    head: str
    members: str | None = None
    amounts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StandardCheck:
    """``column`` is ``at_most`` or ``equal`` to a standard of that place and month (``times`` a count).

    ``items`` are its names in the 政策标准 ledger; ``where`` and ``ages`` (of ``person``) choose the rows.
    """

    column: str
    items: tuple[str, ...]
    relation: str
    times: str | None = None
    where: Mapping[str, str] = field(default_factory=dict)
    ages: tuple[int, int] | None = None
    person: str | None = None


@dataclass(frozen=True, slots=True)
class Stock:
    """A register whose rows are in being from one date until another (blank: still)."""

    start: str
    until: str | None = None


@dataclass(frozen=True, slots=True)
class Figures:
    """A statistic whose columns are not known beforehand: each column of figures becomes rows of its own.

    ``label`` is the column that names a row (地区, 单位), ``statistic`` takes the title, ``group`` a second name
    of a row (性别), ``item`` the header of a figure, ``value`` the figure as it stands, ``unit`` its unit.
    """

    label: str
    statistic: str
    group: str
    item: str
    value: str
    unit: str


@dataclass(frozen=True, slots=True)
class LedgerSpec:
    """One type of ledger: its columns, key, place and period columns, who must report, control totals.

    A ``supplementary`` ledger gives no indicator yet; a sheet is one only when no other ledger claims it.
    ``parts`` are columns (township, kind) by which one month of one place may come in several files.
    ``figures``: its columns of figures are those that a sheet has, and its checked table is long.
    ``by_title``: it needs nothing but what other ledgers have too, so that its headers alone prove nothing.
    """

    id: str
    label: str
    subject: str
    grain: str
    key: tuple[str, ...]
    columns: Mapping[str, ColumnSpec]
    title: tuple[str, ...] = ()
    not_title: tuple[str, ...] = ()
    place: str | None = None
    period: str | None = None
    coverage: str = "none"
    totals: tuple[str, ...] = ()
    row_checks: tuple[RowCheck, ...] = ()
    stock: Stock | None = None
    household: Household | None = None
    standards: tuple[StandardCheck, ...] = ()
    supplementary: bool = False
    parts: tuple[str, ...] = ()
    figures: Figures | None = None
    by_title: bool = False


@dataclass(frozen=True, slots=True)
class Condition:
    """One closed-word condition on a column: (equals, in, before, not_before, in_year …) and its value."""

    column: str
    word: str
    value: str | bool | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Phrase:
    """How a rounded-down figure is said: the word, and the step that it is rounded down to."""

    word: str
    step: str


@dataclass(frozen=True, slots=True)
class Break:
    """A change of scope: from this period on, values are not comparable with earlier ones."""

    period: str
    reason: str


@dataclass(frozen=True, slots=True)
class IndicatorSpec:
    """One indicator in closed words; ``definition`` is the Chinese sentence that the appendix prints."""

    id: str
    label: str
    unit: str
    subject: str
    kind: str
    definition: str
    decimals: int = 0
    rounding: str = "half_up"
    ledger: str | None = None
    of: str | None = None
    time: str | None = None
    since: str | None = None
    where: tuple[Condition, ...] = ()
    numerator: str | None = None
    denominator: str | None = None
    scale: int | None = None
    sum_of: tuple[str, ...] = ()
    function: str | None = None
    by_place: bool = True
    compare: str = "last_year"
    roll_up: Mapping[str, str] = field(default_factory=lambda: dict(DEFAULT_ROLL_UP))
    phrase: Phrase | None = None
    breaks: tuple[Break, ...] = ()
    source_unit: str | None = None


@dataclass(frozen=True, slots=True)
class FlagSpec:
    """A red flag: a closed ``rule`` over ledgers, with what it says and what to look at."""

    id: str
    label: str
    rule: str
    ledgers: tuple[str, ...]
    against: str | None
    advice: str


@dataclass(frozen=True, slots=True)
class ReconciliationSpec:
    """A reconciliation between facts: ``whole`` against ``parts`` in a closed relation."""

    id: str
    label: str
    relation: str
    whole: str
    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TableSpec:
    """A table of a report: its caption and its columns (indicator ids), one row a place or a period."""

    id: str
    caption: str
    rows: str
    columns: tuple[str, ...]
    note: str = ""
    since: str | None = None


@dataclass(frozen=True, slots=True)
class ChartSpec:
    """A chart of a report: its caption, closed ``kind``, indicators and words for its axes."""

    id: str
    caption: str
    kind: str
    indicators: tuple[str, ...]
    y: str = ""
    since: str | None = None


@dataclass(frozen=True, slots=True)
class ReportSpec:
    """The tables and charts that a report's template may ask for, and its fixed words with digits."""

    id: str
    label: str
    tables: Mapping[str, TableSpec]
    charts: Mapping[str, ChartSpec]
    history: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    cutoff_words: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Everything declared, shared and overlaid; ``files`` are what was read, for the manifest."""

    ledgers: Mapping[str, LedgerSpec]
    indicators: Mapping[str, IndicatorSpec]
    flags: Mapping[str, FlagSpec]
    reconciliations: Mapping[str, ReconciliationSpec]
    reports: Mapping[str, ReportSpec]
    files: tuple[Path, ...]

    def by_label(self) -> dict[str, IndicatorSpec]:
        """Indicators by the Chinese name that people say."""
        return {spec.label: spec for spec in self.indicators.values()}
