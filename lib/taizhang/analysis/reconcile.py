"""Facts that must fit together -> both sides of each identity, for the whole and for each place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import prod

from taizhang import numbers, places
from taizhang.declare.specs import Catalogue, IndicatorSpec, ReconciliationSpec
from taizhang.indicators.facts import Fact, FactBook
from taizhang.indicators.roll_up import total

HOLDS, FAILS, UNKNOWN = "相符", "不符", "无法核对"
SIGNS = {"exhaustive": "＝", "subset": "≤", "overlapping": "≤", "product": "＝", "ratio": "＝"}
TOLERANCE = Decimal(1)
"""``product_with_tolerance``: within one per cent of the product."""
PERCENT = 100


@dataclass(frozen=True, slots=True)
class Reconciled:
    """One identity at one place. ``left`` and ``right`` are exact, in the unit of ``whole``.

    ``state`` is 相符, 不符 or 无法核对; ``rounding`` is set when the printed parts do not add up to the
    printed whole although the exact ones do (尾差).
    """

    id: str
    label: str
    relation: str
    place: str
    place_name: str
    whole: Fact | None
    parts: tuple[Fact, ...]
    left: Decimal | None
    right: Decimal | None
    state: str
    reason: str = ""
    rounding: bool = False


def reconcile(book: FactBook, catalogue: Catalogue, members: Sequence[str] = ()) -> tuple[Reconciled, ...]:
    """Every declared identity at the book's place and at each of ``members`` where its facts exist."""
    found = []
    for spec in catalogue.reconciliations.values():
        found.append(_one(spec, book, catalogue, book.place))
        found += [_one(spec, book, catalogue, place) for place in members if book.get(spec.whole, place)]
    return tuple(found)


def _one(spec: ReconciliationSpec, book: FactBook, catalogue: Catalogue, place: str) -> Reconciled:
    whole = book.get(spec.whole, place)
    parts = [book.get(name, place) for name in spec.parts]
    there = tuple(part for part in parts if part is not None)
    gap = _gap(whole, parts, spec, catalogue)
    if gap or whole is None or whole.value is None:
        return _made(spec, place, (whole, there), None, (UNKNOWN, gap))
    try:
        values = _in_unit(spec, whole, there)
        right = _right(spec, catalogue.indicators[spec.whole], values)
    except (ValueError, ZeroDivisionError) as error:
        reason = "分母为零" if isinstance(error, ZeroDivisionError) else "组成的个数或计量单位不合"
        return _made(spec, place, (whole, there), None, (UNKNOWN, reason))
    state = HOLDS if _holds(spec.relation, whole.value, right, values) else FAILS
    rounding = (
        state == HOLDS and spec.relation == "exhaustive" and _prints_apart(whole, there, values, catalogue)
    )
    return _made(spec, place, (whole, there), right, (state, ""), rounding)


def _made(
    spec: ReconciliationSpec,
    place: str,
    facts: tuple[Fact | None, tuple[Fact, ...]],
    right: Decimal | None,
    outcome: tuple[str, str],
    rounding: bool = False,
) -> Reconciled:
    whole, parts = facts
    return Reconciled(
        spec.id,
        spec.label,
        spec.relation,
        place,
        places.name(place),
        whole,
        parts,
        whole.value if whole else None,
        right,
        *outcome,
        rounding,
    )


def _gap(
    whole: Fact | None, parts: Sequence[Fact | None], spec: ReconciliationSpec, catalogue: Catalogue
) -> str:
    for name, fact in zip((spec.whole, *spec.parts), (whole, *parts), strict=True):
        if fact is None or fact.value is None:
            return f"{catalogue.indicators[name].label}{fact.status if fact else '无数据'}"
    return ""


def _in_unit(spec: ReconciliationSpec, whole: Fact, parts: Iterable[Fact]) -> list[Decimal]:
    values = [(part.value or Decimal(0), part.unit) for part in parts]
    if spec.relation == "subset":
        # Households within heads, residents within beds: other things are counted, only the scale must agree.
        scale = numbers.unit(whole.unit).factor
        return [value * numbers.unit(unit).factor / scale for value, unit in values]
    if spec.relation in ("exhaustive", "overlapping"):
        return [numbers.convert(value, unit, whole.unit) for value, unit in values]
    return [value for value, _ in values]


def _right(spec: ReconciliationSpec, whole: IndicatorSpec, values: list[Decimal]) -> Decimal:
    if spec.relation == "ratio":
        top, bottom = values
        return numbers.quotient(top, bottom, whole.scale or (PERCENT if whole.unit == "%" else 1))
    if spec.relation.startswith("product"):
        return prod(values, start=Decimal(1))
    return max(values) if spec.relation == "subset" else sum(values, Decimal(0))


def _holds(relation: str, left: Decimal, right: Decimal, values: list[Decimal]) -> bool:
    if relation == "subset":
        return all(value <= left for value in values)
    if relation == "overlapping":
        # The whole counts each once: no part is larger, and together they are at least the whole.
        return max(values) <= left <= right
    if relation == "product_with_tolerance":
        return abs(left - right) * PERCENT <= abs(right) * TOLERANCE
    return left == right


def _prints_apart(whole: Fact, parts: Sequence[Fact], values: list[Decimal], catalogue: Catalogue) -> bool:
    spec = catalogue.indicators[whole.indicator]
    decimals = max([spec.decimals, *(catalogue.indicators[part.indicator].decimals for part in parts)])
    shown = [numbers.round_to(value, decimals, spec.rounding) for value in values]
    return sum(shown, Decimal(0)) != numbers.round_to(whole.value or Decimal(0), decimals, spec.rounding)


def over_places(book: FactBook, catalogue: Catalogue, members: Sequence[str]) -> tuple[Reconciled, ...]:
    """For each indicator counted by place: its members' sum against the whole.

    Sums must be equal; distinct heads may be fewer in the whole (one person in two places), never more.
    """
    return tuple(
        _place_sum(spec, book, members)
        for spec in catalogue.indicators.values()
        if spec.by_place
        and not spec.denominator
        and members
        and book.get(spec.id)
        and book.get(spec.id, members[0])
    )


def _place_sum(spec: IndicatorSpec, book: FactBook, members: Sequence[str]) -> Reconciled:
    whole = book.get(spec.id)
    parts = tuple(_parts(spec, book, members))
    relation = "exhaustive" if spec.roll_up.get("place") == "sum" else "overlapping"
    check = ReconciliationSpec(f"places:{spec.id}", f"{spec.label}：各地合计", relation, spec.id, ())
    gap = next((part for part in parts if part.value is None), None)
    if whole is None or whole.value is None or gap is not None or len(parts) < len(members):
        reason = f"{gap.place_name}{gap.status}" if gap else (whole.status if whole else "无数据")
        return _made(check, book.place, (whole, parts), None, (UNKNOWN, reason))
    values = [part.value or Decimal(0) for part in parts]
    right = total(spec, parts, "place") if relation == "exhaustive" else sum(values, Decimal(0))
    state = HOLDS if _holds(relation, whole.value, right, values) else FAILS
    rounding = state == HOLDS and _rounds_apart(spec, whole.value, values, relation)
    return _made(check, book.place, (whole, parts), right, (state, ""), rounding)


def _parts(spec: IndicatorSpec, book: FactBook, members: Sequence[str]) -> Iterator[Fact]:
    for place in members:
        fact = book.get(spec.id, place)
        if fact is not None:
            yield fact


def _rounds_apart(spec: IndicatorSpec, whole: Decimal, values: list[Decimal], relation: str) -> bool:
    if relation != "exhaustive":
        return False
    shown = [numbers.round_to(value, spec.decimals, spec.rounding) for value in values]
    return sum(shown, Decimal(0)) != numbers.round_to(whole, spec.decimals, spec.rounding)
