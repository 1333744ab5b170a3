"""A chart's indicators -> rows of numbers in one unit, with the facts that they are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from taizhang import numbers
from taizhang.declare.specs import Break, Catalogue, ChartSpec, IndicatorSpec
from taizhang.errors import ReportError
from taizhang.indicators.facts import NORMAL, Fact, FactBook
from taizhang.periods import MONTHS, parse

History = Mapping[str, Sequence[Fact]]


@dataclass(frozen=True, slots=True)
class Series:
    """One indicator's facts in the chart's order; None where there is no fact."""

    spec: IndicatorSpec
    name: str
    facts: tuple[Fact | None, ...]
    unit: str

    def values(self) -> list[Decimal | None]:
        """Values in ``unit``."""
        return [_converted(fact, self.unit) for fact in self.facts]

    def shown(self, value: Decimal) -> str:
        """A value as it is printed."""
        return numbers.show(value, self.decimals, self.spec.rounding)

    @property
    def decimals(self) -> int:
        """The indicator's own decimals; whole numbers of 万 keep two."""
        return self.spec.decimals

    @property
    def breaks(self) -> tuple[Break, ...]:
        """The indicator's changes of scope."""
        return self.spec.breaks


def _converted(fact: Fact | None, unit: str) -> Decimal | None:
    if fact is None or fact.value is None:
        return None
    return numbers.convert(fact.value, fact.unit, unit)


def one_unit(chart: ChartSpec, catalogue: Catalogue) -> str:
    """The unit of the first indicator; ReportError when another cannot be said in it."""
    specs = [catalogue.indicators[name] for name in chart.indicators]
    for spec in specs[1:]:
        if numbers.unit(spec.unit).base != numbers.unit(specs[0].unit).base:
            raise ReportError(
                f"图“{chart.caption}”",
                f"“{specs[0].label}”的单位是{specs[0].unit}，“{spec.label}”的单位是{spec.unit}",
                "一张图只放同一种计量单位的指标，请分成两张图。",
            )
    return specs[0].unit


def last_year(book: FactBook, fact: Fact | None) -> Fact | None:
    """The same months a year before, at the same place."""
    if fact is None:
        return None
    period = parse(fact.period)
    before = period.years_earlier()
    # A cumulative figure names its months even when they make up a whole year.
    text = f"{before.first}..{before.last}" if ".." in fact.period else str(before)
    return book.get(fact.indicator, fact.place, text)


def since(facts: Sequence[Fact], start: str | None) -> list[Fact]:
    """The facts from a period on."""
    if start is None:
        return list(facts)
    return [fact for fact in facts if parse(fact.period).last >= parse(start).first]


def open_ended(fact: Fact) -> bool:
    """Whether a value is one of a period that is not over or not comparable."""
    return fact.value is not None and fact.status != NORMAL


def year_index(fact: Fact) -> int:
    """The year of a fact."""
    return parse(fact.period).last.year


def month_index(fact: Fact) -> int:
    """Months since year zero."""
    last = parse(fact.period).last
    return last.year * MONTHS + last.number - 1


def monthly_name(label: str) -> str:
    """A label without the words that say it is cumulated: by month it is each month's own."""
    return label.replace("累计", "").replace("当年", "")


def short_labels(labels: Sequence[str]) -> list[str]:
    """Labels without the ending that all of them share, when enough is left to tell them apart."""
    if len(labels) < 2:
        return list(labels)
    ending = ""
    while (
        all(label.endswith(labels[0][-len(ending) - 1 :]) for label in labels)
        and len(ending) < len(labels[0]) - 1
    ):
        ending = labels[0][-len(ending) - 1 :]
    if len(ending) < 2 or min(len(label) - len(ending) for label in labels) < 2:
        return list(labels)
    return [label[: -len(ending)] for label in labels]
