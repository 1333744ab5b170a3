"""Checked plain values -> frozen specs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from taizhang.declare import specs

Raw = Mapping[str, Any]


def ledger(raw: Raw) -> specs.LedgerSpec:
    """A ledger's mapping to its spec."""
    stock, house = raw.get("stock"), raw.get("household")
    return specs.LedgerSpec(
        id=raw["id"],
        label=raw["label"],
        subject=raw["subject"],
        grain=raw["grain"],
        key=tuple(raw["key"]),
        columns={name: column(name, part) for name, part in raw["columns"].items()},
        title=tuple(raw.get("title", ())),
        not_title=tuple(raw.get("not_title", ())),
        place=raw.get("place"),
        period=raw.get("period"),
        coverage=raw.get("coverage", "none"),
        totals=tuple(raw.get("totals", ())),
        row_checks=tuple(
            specs.RowCheck(part["equal"], tuple(part["sum"]), part["message"])
            for part in raw.get("row_checks", ())
        ),
        stock=specs.Stock(stock["from"], stock.get("until")) if stock else None,
        household=specs.Household(**house | {"amounts": tuple(house["amounts"])}) if house else None,
        standards=tuple(standard(part) for part in raw.get("standards", ())),
        supplementary=raw.get("supplementary", False),
        parts=tuple(raw.get("parts", ())),
        by_title=raw.get("by_title", False),
        figures=specs.Figures(**raw["figures"]) if "figures" in raw else None,
    )


def standard(raw: Raw) -> specs.StandardCheck:
    """A check against a policy standard."""
    ages = raw.get("ages")
    return specs.StandardCheck(
        raw["column"],
        tuple(raw["items"]),
        raw["relation"],
        raw.get("times"),
        dict(raw.get("where", {})),
        (ages[0], ages[1]) if ages else None,
        raw.get("person"),
    )


def column(name: str, raw: Raw) -> specs.ColumnSpec:
    """A column's mapping to its spec."""
    when = raw.get("required_when")
    return specs.ColumnSpec(
        id=name,
        name=raw["name"],
        type=raw["type"],
        aliases=tuple(raw.get("aliases", ())),
        required=raw.get("required", False),
        blank=raw.get("blank", False),
        personal=raw.get("personal", False),
        checked=raw.get("checked", True),
        unit=raw.get("unit"),
        values={value: tuple(aliases) for value, aliases in raw.get("values", {}).items()},
        required_when=specs.RequiredWhen(when["column"], when["equals"]) if when else None,
        from_title=raw.get("from_title", False),
        month_enough=raw.get("month_enough", False),
        instead=raw.get("instead"),
    )


def condition(raw: Raw) -> specs.Condition:
    """``{column: …, word: value}`` to a condition."""
    (word, value), *_ = [(key, part) for key, part in raw.items() if key != "column"]
    return specs.Condition(raw["column"], word, tuple(value) if isinstance(value, list) else value)


PLAIN = (
    "id label unit kind definition decimals rounding ledger of time since numerator denominator scale function "
    "by_place compare source_unit"
).split()


def indicator(raw: Raw, subject: str) -> specs.IndicatorSpec:
    """An indicator's mapping to its spec."""
    phrase = raw.get("phrase")
    extra: dict[str, Any] = {"roll_up": dict(raw["roll_up"])} if "roll_up" in raw else {}
    return specs.IndicatorSpec(
        **{name: raw[name] for name in PLAIN if name in raw},
        **extra,
        subject=subject,
        where=tuple(condition(part) for part in raw.get("where", ())),
        sum_of=tuple(raw.get("sum_of", ())),
        phrase=specs.Phrase(phrase["word"], str(phrase["step"])) if phrase else None,
        breaks=tuple(specs.Break(part["period"], part["reason"]) for part in raw.get("breaks", ())),
    )


def flag(raw: Raw) -> specs.FlagSpec:
    """A red flag's mapping to its spec."""
    ledgers = tuple(raw["ledgers"])
    return specs.FlagSpec(raw["id"], raw["label"], raw["rule"], ledgers, raw.get("against"), raw["advice"])


def reconciliation(raw: Raw) -> specs.ReconciliationSpec:
    """A reconciliation's mapping to its spec."""
    return specs.ReconciliationSpec(
        raw["id"], raw["label"], raw["relation"], raw["whole"], tuple(raw["parts"])
    )


def report(raw: Raw) -> specs.ReportSpec:
    """A report's mapping to its spec."""
    tables = {
        part["id"]: specs.TableSpec(
            part["id"],
            part["caption"],
            part["rows"],
            tuple(part["columns"]),
            part.get("note", ""),
            part.get("since"),
        )
        for part in raw.get("tables", ())
    }
    charts = {
        part["id"]: specs.ChartSpec(
            part["id"],
            part["caption"],
            part["kind"],
            tuple(part["indicators"]),
            part.get("y", ""),
            part.get("since"),
        )
        for part in raw.get("charts", ())
    }
    return specs.ReportSpec(
        raw["id"],
        raw["label"],
        tables,
        charts,
        tuple(raw.get("history", ())),
        tuple(raw.get("phrases", ())),
        dict(raw.get("cutoff_words", {})),
    )
