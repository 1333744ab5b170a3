"""What proofreading takes and gives: texts, claims, checks, exceptions, results."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import Enum
from typing import Any, Protocol

from taizhang.numbers import exact
from taizhang.proofread.intervals import Interval

MOST_DIGITS = 12


class Status(Enum):
    """What a check found. What no check touched is counted apart, as 未能核对."""

    RIGHT = "正确"
    WRONG = "错误"
    DOUBTFUL = "存疑"


class Kind(Enum):
    """What sort of figure a claim is."""

    AMOUNT = "数量"
    RATE = "比率"
    POINTS = "百分点"
    MULTIPLE = "倍数"
    RANGE = "区间"
    RATIO = "比例"
    RANK = "位次"
    AGE = "年龄"


@dataclass(frozen=True, slots=True)
class Claim:
    """One figure that a text claims.

    ``start``/``end`` count characters of the text (number and unit); ``value`` is exact and in ``unit``
    (万 and 亿 multiplied out; % is 0 to 100); ``span`` holds every value that the printed figure may stand
    for, in the base unit of ``measure`` (money: 元). ``lead`` and ``tail`` are the clause's words around it.
    """

    start: int
    end: int
    outer_start: int
    outer_end: int
    text: str
    kind: Kind
    value: Decimal
    step: Decimal
    span: Interval
    unit: str
    measure: str
    per: str = ""
    qualifier: str = ""
    upper: Decimal | None = None
    weak: bool = False
    subject: str = ""
    period: str = ""
    lead: str = ""
    tail: str = ""
    depth: int = 0
    sentence: int = 0
    clause: int = 0
    paragraph: int = 0

    def as_json(self) -> dict[str, Any]:
        """The claim as DESIGN fixes it, and what else is known of it."""
        said: dict[str, Any] = {
            "text": self.text,
            "value": _digits(self.value),
            "unit": self.unit,
            "subject": self.subject,
            "start": self.start,
            "end": self.end,
            "kind": self.kind.value,
            "period": self.period,
            "qualifier": self.qualifier,
            "per": self.per,
        }
        return said | ({"upper": _digits(self.upper)} if self.upper is not None else {})


def _digits(value: Decimal) -> str:
    places = value.as_tuple().exponent
    if isinstance(places, int) and -places > MOST_DIGITS:
        value = round(value, MOST_DIGITS)
    return exact(value)


@dataclass(frozen=True, slots=True)
class Check:
    """One relation between figures, and whether it holds. ``figures`` are the places of all of them."""

    rule: str
    status: Status
    start: int
    end: int
    text: str
    expected: str
    reason: str
    figures: tuple[tuple[int, int], ...] = ()
    focus: tuple[int, int] = (0, 0)

    def as_json(self) -> dict[str, Any]:
        """The check as DESIGN fixes it, with the places of its figures."""
        return {
            "rule": self.rule,
            "status": self.status.value,
            "start": self.start,
            "end": self.end,
            "text": self.text,
            "expected": self.expected,
            "reason": self.reason,
            "figures": [{"start": start, "end": end} for start, end in self.figures],
            "focus": {"start": self.focus[0], "end": self.focus[1]},
        }


@dataclass(frozen=True, slots=True)
class NamedText:
    """A text with the name people know it by."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class KnownException:
    """A remark that a person has explained: a fragment of the text, the rule, and why it is right."""

    fragment: str
    rule: str
    reason: str


@dataclass(frozen=True, slots=True)
class KnownFact:
    """A fact: its label as people say it, its unit, value and period (2021, 2021-11); ``step`` its last printed
    place where it was rounded, 0 where it is exact."""

    label: str
    unit: str
    value: Decimal
    period: str
    step: Decimal = Decimal(0)


class FactsView(Protocol):
    """Facts that a report's figures may be held against."""

    def about(self, label: str) -> Sequence[KnownFact]:
        """The facts whose label has exactly that short form (``against.core``); empty when there is none."""


@dataclass(frozen=True, slots=True)
class Excepted:
    """A remark that a known exception explains."""

    check: Check
    exception: KnownException


@dataclass(frozen=True, slots=True)
class Result:
    """Everything found in one text."""

    text: str
    claims: tuple[Claim, ...]
    checks: tuple[Check, ...]
    unchecked: int
    excepted: tuple[Excepted, ...] = ()
    unused: tuple[KnownException, ...] = field(default=())

    @property
    def remarks(self) -> tuple[Check, ...]:
        """The checks that a person has to look at."""
        return tuple(check for check in self.checks if check.status is not Status.RIGHT)

    def as_json(self) -> dict[str, Any]:
        """``{"text", "claims", "checks", "unchecked", …}`` as DESIGN fixes it."""
        return {
            "text": self.text,
            "claims": [claim.as_json() for claim in self.claims],
            "checks": [check.as_json() for check in self.checks],
            "unchecked": self.unchecked,
            "exceptions": [
                part.check.as_json() | {"explained": part.exception.reason} for part in self.excepted
            ],
            "unused_exceptions": [
                {"fragment": part.fragment, "rule": part.rule, "reason": part.reason} for part in self.unused
            ],
        }
