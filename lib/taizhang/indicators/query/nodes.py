"""What an indicator means, as tiny frozen nodes: conditions on rows and measures over them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Equals:
    """The column has this value."""

    column: str
    value: str


@dataclass(frozen=True, slots=True)
class NotEquals:
    """The column has a value, and another one."""

    column: str
    value: str


@dataclass(frozen=True, slots=True)
class OneOf:
    """The column has one of these values."""

    column: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NotBlank:
    """The column has a value."""

    column: str


@dataclass(frozen=True, slots=True)
class MonthBetween:
    """The month (text, 2021-03) lies between two months, both included."""

    column: str
    first: str
    last: str


@dataclass(frozen=True, slots=True)
class DateBetween:
    """The date lies between two days, both included."""

    column: str
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Before:
    """The date is earlier than a day; a blank is not."""

    column: str
    day: date


@dataclass(frozen=True, slots=True)
class NotBefore:
    """The date is that day or later, or still blank: not done before then."""

    column: str
    day: date


@dataclass(frozen=True, slots=True)
class InBeing:
    """Begun on or before a day, and not ended on or before it."""

    start: str
    until: str | None
    day: date


@dataclass(frozen=True, slots=True)
class YearIs:
    """The year column equals a year."""

    column: str
    year: int


@dataclass(frozen=True, slots=True)
class InPlaces:
    """The place code is one of these."""

    column: str
    codes: tuple[str, ...]


Condition = (
    Equals
    | NotEquals
    | OneOf
    | NotBlank
    | MonthBetween
    | DateBetween
    | Before
    | NotBefore
    | InBeing
    | YearIs
    | InPlaces
)


@dataclass(frozen=True, slots=True)
class Rows:
    """How many rows."""


@dataclass(frozen=True, slots=True)
class Distinct:
    """How many different values, exactly."""

    column: str


@dataclass(frozen=True, slots=True)
class Total:
    """The sum of a column (money: integer 分)."""

    column: str


Measure = Rows | Distinct | Total


@dataclass(frozen=True, slots=True)
class Query:
    """One measure over the rows of a ledger that meet all conditions."""

    ledger: str
    conditions: tuple[Condition, ...]
    measure: Measure
    place: str | None
