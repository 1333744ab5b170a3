"""Declared red-flag rules over checked tables -> suspects, each as a row of a source file, never as a person."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from taizhang.analysis import identity
from taizhang.declare.specs import Catalogue, FlagSpec, LedgerSpec
from taizhang.indicators.query.engine import Engine
from taizhang.indicators.scope import Scope
from taizhang.trace import RowRef

CENTS = Decimal(100)
LISTED = 5000
"""How many rows are listed; ``rows`` always counts all."""


@dataclass(frozen=True, slots=True)
class Suspect:
    """One row to look at. Rows with the same ``case`` belong together; the number is no one's identity."""

    case: int
    ledger: str
    place: str
    month: str
    reason: str
    ref: RowRef


@dataclass(frozen=True, slots=True)
class PlaceTally:
    """What a flag found at one place."""

    place: str
    people: int
    rows: int


@dataclass(frozen=True, slots=True)
class FlagResult:
    """What a rule found. ``reason`` says why it could not run; then every count is zero.

    A case is a person in a ledger (paid_after), a person in a month (both_in_month), a number in a ledger
    (invalid_id). ``money`` is yuan, over all rows found; None where the ledgers pay nothing.
    """

    spec: FlagSpec
    cases: int = 0
    rows: int = 0
    people: int = 0
    money: Decimal | None = None
    by_place: tuple[PlaceTally, ...] = ()
    suspects: tuple[Suspect, ...] = field(default=(), repr=False)
    reason: str = ""

    @property
    def references(self) -> list[RowRef]:
        """The rows found (the first 5,000), case by case."""
        return [suspect.ref for suspect in self.suspects]


@dataclass(frozen=True, slots=True)
class Asked:
    """What a rule is run over."""

    catalogue: Catalogue
    scope: Scope
    engine: Engine
    valid_areas: tuple[str, ...] = ()

    def held(self, ledgers: Iterable[str]) -> list[LedgerSpec]:
        """Those of the ledgers that the collection has."""
        return [self.catalogue.ledgers[name] for name in ledgers if self.engine.has(name)]

    def part(self, ledger: LedgerSpec, column: str = "id_number") -> Any:
        """A ledger's rows of the scope's year in the columns that every rule uses.

        id, ledger, place, month, amount (分; 0 where there is none), file, sheet, row.
        """
        table = self.engine.table(ledger.id)
        monthly = ledger.period is not None and ledger.columns[ledger.period].type == "month"
        if monthly:
            year = self.scope.to_date(ledger.id)
            table = table.filter(table[ledger.period].between(str(year.first), str(year.last)))
        amount = table.amount.fill_null(0) if _pays(ledger) else table["_row"] * 0
        return table.select(
            id=table[column],
            ledger=word(table, ledger.id),
            place=table[ledger.place] if ledger.place else word(table, ""),
            month=table[ledger.period] if monthly else word(table, ""),
            amount=amount.cast("int64"),
            file=table["_file"],
            sheet=table["_sheet"].fill_null(""),
            row=table["_row"].cast("int64"),
        )


def word(table: Any, text: str, of: str = "_row") -> Any:
    """``text`` in every row; made from a column, because a bare string would be taken for a column's name."""
    return table[of].notnull().ifelse(text, text)


def _pays(ledger: LedgerSpec) -> bool:
    return "amount" in ledger.columns and ledger.columns["amount"].type == "money"


@dataclass(frozen=True, slots=True)
class Hits:
    """A rule's rows (columns of ``Asked.part`` and ``reason``) and what makes a case: id with ``by``."""

    table: Any
    by: str


def paid_after(spec: FlagSpec, asked: Asked) -> Hits:
    """Rows of the rolls paid for a month after that of the cremation."""
    against = asked.catalogue.ledgers[str(spec.against)]
    burnt = asked.engine.table(against.id)
    days = burnt.group_by(id=burnt.id_number).aggregate(ended=burnt[against.period].min())
    days = days.mutate(ended=days.ended.strftime("%Y-%m"))
    paid = _all([asked.part(ledger) for ledger in asked.held(spec.ledgers)])
    joined = paid.join(days, "id")
    late = joined.filter(joined.month > joined.ended)
    return Hits(late.select(*paid.columns, reason=word(late, "火化当月之后仍有发放", "row")), "ledger")


def both_in_month(spec: FlagSpec, asked: Asked) -> Hits:
    """Rows of both sides where one id stands in both for one month."""
    one = _all([asked.part(ledger) for ledger in asked.held(spec.ledgers)])
    other = asked.part(asked.catalogue.ledgers[str(spec.against)])
    shared = (
        one.select("id", "month").distinct().join(other.select("id", "month").distinct(), ["id", "month"])
    )
    both = _all([one, other]).semi_join(shared, ["id", "month"])
    return Hits(both.mutate(reason=word(both, "同月重复享受", "row")), "month")


def invalid_id(spec: FlagSpec, asked: Asked) -> Hits:
    """Rows whose id number breaks GB 11643: form, area, date of birth, check character."""
    parts = [
        asked.part(ledger, name)
        for ledger in asked.held(spec.ledgers)
        for name, column in ledger.columns.items()
        if column.type == "id_number" and column.checked
    ]
    rows = _all(parts)
    bad = identity.wrong(asked.engine, rows.select("id"), asked.scope.as_of, asked.valid_areas)
    joined = rows.join(bad, "id")
    return Hits(joined.select(*rows.columns, "reason"), "ledger")


def _all(parts: Sequence[Any]) -> Any:
    first, *others = parts
    for part in others:
        first = first.union(part)
    return first


RULES: dict[str, Callable[[FlagSpec, Asked], Hits]] = {
    "paid_after": paid_after,
    "both_in_month": both_in_month,
    "invalid_id": invalid_id,
}


def run(spec: FlagSpec, asked: Asked) -> FlagResult:
    """Run one rule. A ledger that is missing makes it say so: nothing found is not the same as not looked."""
    missing = [name for name in (*spec.ledgers, spec.against) if name and not asked.engine.has(name)]
    labels = "、".join(asked.catalogue.ledgers[name].label for name in missing)
    if spec.against in missing or not asked.held(spec.ledgers):
        return FlagResult(spec, reason=f"没有{labels}，未作检查")
    made = RULES[spec.rule](spec, asked)
    hits = Hits(identity.kept(asked.engine, made.table, f"hits_{spec.id}"), made.by)
    result = _counted(spec, hits, asked)
    return replace(result, reason=f"没有{labels}，其余台账已检查") if missing else result


def _counted(spec: FlagSpec, hits: Hits, asked: Asked) -> FlagResult:
    table = hits.table
    whole = table.aggregate(
        rows=table.count(), people=table.id.nunique(), money=table.amount.sum().fill_null(0)
    )
    ((rows, people, money),) = asked.engine.rows(whole)
    if not rows:
        return FlagResult(spec, money=Decimal(0) if _paying(spec, asked) else None)
    pairs = table.select("id", hits.by).distinct()
    ((cases,),) = asked.engine.rows(pairs.aggregate(cases=pairs.count()))
    split = table.group_by("place").aggregate(people=table.id.nunique(), rows=table.count()).order_by("place")
    tallies = tuple(
        PlaceTally(str(code), int(heads), int(count)) for code, heads, count in asked.engine.rows(split)
    )
    paid = Decimal(money) / CENTS if _paying(spec, asked) else None
    return FlagResult(spec, int(cases), int(rows), int(people), paid, tallies, _suspects(hits, asked))


def _paying(spec: FlagSpec, asked: Asked) -> bool:
    names = (*spec.ledgers, *((spec.against,) if spec.rule == "both_in_month" and spec.against else ()))
    return any(_pays(ledger) for ledger in asked.held(names))


def _suspects(hits: Hits, asked: Asked) -> tuple[Suspect, ...]:
    table = hits.table
    columns = ["id", hits.by, "ledger", "place", "month", "reason", "file", "sheet", "row"]
    ordered = table.select(*dict.fromkeys(columns)).order_by("file", "sheet", "row", "reason").limit(LISTED)
    names = list(ordered.columns)
    found = [dict(zip(names, row, strict=True)) for row in asked.engine.rows(ordered)]
    # Numbered by first appearance, so that a case says nothing of the id behind it.
    cases: dict[tuple[str, str], int] = {}
    listed = [
        Suspect(
            cases.setdefault((row["id"], row[hits.by]), len(cases) + 1),
            row["ledger"],
            row["place"],
            row["month"],
            row["reason"],
            RowRef(row["file"], row["sheet"], int(row["row"])),
        )
        for row in found
    ]
    return tuple(sorted(listed, key=lambda suspect: (suspect.case, suspect.ref)))


def run_all(
    catalogue: Catalogue, scope: Scope, engine: Engine, valid_areas: Iterable[str] = ()
) -> tuple[FlagResult, ...]:
    """Every declared rule, in the order of the catalogue. ``valid_areas`` are id prefixes that the collection declares."""
    asked = Asked(catalogue, scope, engine, tuple(valid_areas))
    return tuple(run(spec, asked) for spec in catalogue.flags.values())
