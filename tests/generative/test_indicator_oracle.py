"""The indicator compiler against a plain-Python oracle, over rows and indicators that nobody chose."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shared_definitions import definitions
from taizhang.declare.specs import Condition, IndicatorSpec
from unit.indicator_world import EAST, KANG, PLACE, book

CATALOGUE = definitions()
OTHER = "150702"  # a place of another city: never counted
MONTHS = [f"2020-{month:02d}" for month in (9, 10, 11, 12)] + [
    f"2021-{month:02d}" for month in (1, 2, 11, 12)
]
CUTOFF = "2021-11"
RELATIONS = ("户主", "配偶", "子女")

row = st.fixed_dictionaries(
    {
        "id_number": st.sampled_from("abcdef"),
        "household": st.sampled_from("ABC"),
        "place": st.sampled_from([EAST, KANG, PLACE, OTHER]),
        "month": st.sampled_from(MONTHS),
        "relation": st.sampled_from([*RELATIONS, None]),
        "amount": st.one_of(st.none(), st.integers(-(10**9), 10**12)),
    }
)
condition = st.one_of(
    st.none(),
    st.sampled_from(RELATIONS).map(lambda word: Condition("relation", "equals", word)),
    st.sampled_from(RELATIONS).map(lambda word: Condition("relation", "not_equals", word)),
    st.lists(st.sampled_from(RELATIONS), min_size=1, max_size=2).map(
        lambda words: Condition("relation", "in", tuple(words))
    ),
    st.just(Condition("relation", "not_blank", True)),
)
measure = st.sampled_from(
    [("count", None), ("distinct", "id_number"), ("distinct", "household"), ("sum", "amount")]
)
Row = Mapping[str, Any]


def spec_of(kind: tuple[str, str | None], time: str, where: Condition | None) -> IndicatorSpec:
    return IndicatorSpec(
        id="x",
        label="甲",
        unit="万元" if kind[0] == "sum" else "人",
        subject="试",
        kind=kind[0],
        definition="试",
        ledger="urban_dibao",
        of=kind[1],
        time=time,
        since="2020-10" if time == "since" else None,
        where=(where,) if where else (),
    )


def meets(one: Row, where: Condition | None) -> bool:
    if where is None:
        return True
    value = one[where.column]
    if where.word == "equals":
        return bool(value == where.value)
    if where.word == "in":
        return value in where.value  # type: ignore[operator]  # a tuple for this word
    return value is not None and (where.word == "not_blank" or value != where.value)


def oracle(rows: Sequence[Row], spec: IndicatorSpec, year: int, places: set[str]) -> Decimal | None:
    """The same answer by plain loops; None where no row was reported in the window at all."""
    last = f"{year}-11"
    first = {"at": last, "year_to_date": f"{year}-01", "since": "2020-10"}[str(spec.time)]
    inside = [one for one in rows if first <= one["month"] <= last and one["place"] in places]
    if not inside:
        return None
    kept = [one for one in inside if meets(one, spec.where[0] if spec.where else None)]
    if spec.kind == "count":
        return Decimal(len(kept))
    if spec.kind == "distinct":
        return Decimal(len({one[str(spec.of)] for one in kept}))
    return Decimal(sum(one["amount"] or 0 for one in kept)) / 100 / 10_000


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    rows=st.lists(row, min_size=1, max_size=30),
    kind=measure,
    time=st.sampled_from(["at", "year_to_date", "since"]),
    where=condition,
)
def test_every_count_and_sum_agrees_with_plain_loops(
    rows: list[Row], kind: tuple[str, str | None], time: str, where: Condition | None
) -> None:
    spec = spec_of(kind, time, where)
    catalogue = replace(CATALOGUE, indicators={"x": spec})
    with TemporaryDirectory() as folder:
        facts = book(
            Path(folder), {"urban_dibao": rows}, cutoffs={"urban_dibao": CUTOFF}, catalogue=catalogue
        )
    city = {PLACE, *(code for code in (EAST, KANG))}
    for year in (2021, 2020):
        for place, codes in ((PLACE, city), (EAST, {EAST}), (KANG, {KANG})):
            found = [
                fact
                for fact in facts
                if fact.indicator == "x" and fact.place == place and str(year) in fact.period[-7:]
            ]
            assert [fact.value for fact in found] == [oracle(rows, spec, year, codes)]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(rows=st.lists(row, min_size=1, max_size=30))
def test_growth_is_told_only_where_both_years_reported_the_same_cells(rows: list[Row]) -> None:
    spec = spec_of(("sum", "amount"), "year_to_date", None)
    catalogue = replace(CATALOGUE, indicators={"x": spec})
    with TemporaryDirectory() as folder:
        facts = book(
            Path(folder), {"urban_dibao": rows}, cutoffs={"urban_dibao": CUTOFF}, catalogue=catalogue
        )
    city = {PLACE, EAST, KANG}

    def cells(year: int) -> set[tuple[str, str]]:
        inside = [
            one for one in rows if one["place"] in city and f"{year}-01" <= one["month"] <= f"{year}-11"
        ]
        return {(one["place"], one["month"][5:]) for one in inside}

    growth = facts.get("x__growth")
    assert growth is not None
    now, before = oracle(rows, spec, 2021, city), oracle(rows, spec, 2020, city)
    if now is None or before is None or before == 0 or cells(2021) != cells(2020):
        assert growth.value is None
        assert growth.status != "正常"
    else:
        assert growth.value is not None
        assert abs(growth.value - (now - before) / abs(before) * 100) <= abs(growth.value) * Decimal("1e-11")
