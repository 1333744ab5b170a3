"""From a fact down to the rows: small tables in which every row can be pointed at."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from shared_definitions import definitions
from taizhang import indicators
from taizhang.indicators.lineage import Tracer, records
from taizhang.indicators.query.engine import Engine
from unit.indicator_world import EAST, KANG, PLACE, write

ROLL = {"urban_dibao": "2021-11", "rural_dibao": "2021-11"}


def paid(row: int, person: str, month: str, cents: int | None, place: str = EAST) -> dict[str, object]:
    return {
        "_file": f"{place}_{month}.csv",
        "_row": row,
        "id_number": person,
        "household": person,
        "month": month,
        "amount": cents,
        "place": place,
    }


ROWS = [
    paid(4, "a", "2021-11", 80000),
    paid(5, "b", "2021-11", 20000),
    paid(7, "e", "2021-11", 10000),
    paid(4, "c", "2021-11", 30050, KANG),
    paid(4, "a", "2021-10", 80000),
    paid(4, "a", "2020-11", 70000),
    paid(5, "c", "2020-11", 20000),
]


def tracer(folder: Path, tables: Mapping[str, Sequence[Mapping[str, Any]]]) -> Tracer:
    known = definitions()
    scope = indicators.scope(PLACE, "2021-12-10", ROLL, 2)
    paths = {name: write(folder, known.ledgers[name], rows) for name, rows in tables.items()}
    return Tracer(indicators.build(known, scope, paths), known, scope, Engine(paths))


@pytest.fixture
def urban(tmp_path: Path) -> Tracer:
    return tracer(tmp_path, {"urban_dibao": ROWS})


def sheets(tracer: Tracer, fact: str) -> dict[str, str]:
    return {one.path: one.spans() for one in tracer.trace(tracer.book.by_id(fact)).sources}


def test_a_stock_leads_to_the_rows_of_its_month_and_to_no_others(urban: Tracer) -> None:
    found = sheets(urban, "urban_dibao_persons@150600@2021-11")
    assert found == {f"{EAST}_2021-11.csv": "4-5、7", f"{KANG}_2021-11.csv": "4"}


def test_a_member_s_figure_leads_to_its_own_rows_only(urban: Tracer) -> None:
    assert sheets(urban, f"urban_dibao_persons@{KANG}@2021-11") == {f"{KANG}_2021-11.csv": "4"}


def test_last_year_s_figure_leads_to_last_year_s_rows(urban: Tracer) -> None:
    assert sheets(urban, "urban_dibao_persons@150600@2020-11") == {f"{EAST}_2020-11.csv": "4-5"}


def test_a_total_of_months_leads_to_every_month(urban: Tracer) -> None:
    node = urban.trace(urban.book.by_id("urban_dibao_paid@150600@2021-01..2021-11"))
    assert sum(one.count for one in node.sources) == 3 + 1 + 1
    assert node.again == Decimal(80000 + 20000 + 10000 + 30050 + 80000) / 100 / 10000


def test_growth_is_traced_through_both_years_and_computed_anew(urban: Tracer) -> None:
    # 东胜区: 3 people in November 2021, 2 in November 2020.
    node = urban.trace(urban.book.by_id(f"urban_dibao_persons__growth@{EAST}@2021-11"))
    assert [(part.role, part.fact.value) for part in node.parts] == [("本期", 3), ("上年同期", 2)]
    assert node.again == node.fact.value == (3 - 2) * 100 / Decimal(2)


def test_a_ratio_is_traced_through_numerator_and_denominator(tmp_path: Path) -> None:
    home = {"name": "甲院", "place": EAST, "opened": date(2015, 5, 1), "beds": 40, "nursing_beds": 10}
    other = {**home, "name": "乙院", "beds": 60, "nursing_beds": 30}
    found = tracer(tmp_path, {"elder_institutions": [home, other]})
    node = found.trace(found.book.by_id("nursing_bed_share@150600@2021-12"))
    assert [(part.role, part.fact.value) for part in node.parts] == [("分子", 10 + 30), ("分母", 40 + 60)]
    assert node.again == Decimal(10 + 30) * 100 / (40 + 60)


def test_every_fact_of_the_book_is_computed_anew_from_its_rows(urban: Tracer) -> None:
    trees = [urban.trace(fact) for fact in urban.book]
    assert len(trees) == len(urban.book) > 20
    assert [node.fact.fact for tree in trees for node in tree.walk() if not node.agrees] == []


def test_a_table_that_no_longer_gives_the_fact_is_seen(tmp_path: Path) -> None:
    """Soundness: an altered checked table must not be shown as the source of the old figure."""
    before = tracer(tmp_path, {"urban_dibao": ROWS})
    write(tmp_path, before.catalogue.ledgers["urban_dibao"], ROWS[1:])
    now = Tracer(
        before.book, before.catalogue, before.scope, Engine({"urban_dibao": tmp_path / "urban_dibao.parquet"})
    )
    node = now.trace(now.book.by_id("urban_dibao_persons@150600@2021-11"))
    assert (node.fact.value, node.again, node.agrees) == (4, 3, False)


def test_counts_alone_are_those_of_the_numbered_rows(urban: Tracer) -> None:
    light = Tracer(urban.book, urban.catalogue, urban.scope, urban.engine, numbered=False)
    for fact in urban.book:
        full = [(one.path, len(one.rows)) for one in urban.trace(fact).sources]
        assert [(one.path, one.count) for one in light.trace(fact).sources] == full


def test_rows_for_people_mask_what_is_personal_and_show_money_in_yuan(urban: Tracer) -> None:
    _, kept = urban.kept(urban.book.by_id(f"urban_dibao_persons@{KANG}@2021-11"))
    (row,) = records(kept, urban.catalogue.ledgers["urban_dibao"], urban.engine, 10)
    cells = dict(row.cells)
    assert (row.path, row.row) == (f"{KANG}_2021-11.csv", 4)
    assert cells["身份证号"] == "*"
    assert cells["户月保障金额（元）"] == "300.50"
    assert cells["所属旗区"] == "康巴什区"
