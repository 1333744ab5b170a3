"""The full demo collection, read by plain Python: every golden figure, and nothing dirty but what is announced."""

from __future__ import annotations

import csv
from collections import Counter, defaultdict
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import pytest

from demo_reading import Table, day, definitions, money, month, place, read
from taizhang.demo.people import CHECK, WEIGHTS

pytestmark = pytest.mark.slow

GOLDEN = Path(__file__).resolve().parents[1] / "golden/ordos-2021-facts.csv"
REPORTING = date(2021, 12, 10)
NOVEMBER = "2021-11"


@pytest.fixture(scope="module")
def tables(ordos_ledgers):
    found: dict[str, list[Table]] = defaultdict(list)
    for table in read(ordos_ledgers):
        found[table.ledger].append(table)
    return found


def rows(tables, ledger):
    return (row for table in tables[ledger] for row in table.rows)


def is_day(value) -> bool:
    try:
        return day(value) is not None
    except ValueError:
        return False


def in_2021(value) -> bool:
    return is_day(value) and date(2021, 1, 1) <= day(value) <= REPORTING


def in_stock(since, until=None) -> bool:
    return is_day(since) and day(since) <= REPORTING and (until is None or day(until) > REPORTING)


def monthly(tables, ledger, column, **wanted):
    """Distinct values of a column on the November roll."""
    words = {
        "城市特困": "城市特困人员",
        "农村特困": "农村牧区特困人员",
        "生活补贴": "困难残疾人生活补贴",
        "护理补贴": "重度残疾人护理补贴",
    }
    return len(
        {
            row[column]
            for row in rows(tables, ledger)
            if month(row["month"]) == NOVEMBER
            and all(words.get(row[k], row[k]) == v for k, v in wanted.items())
        }
    )


def paid(tables, ledger, words=None):
    """万元 paid from January to November."""
    total = sum(
        money(row["amount"])
        for row in rows(tables, ledger)
        if "2021-01" <= month(row["month"]) <= NOVEMBER and (words is None or row["kind"] in words)
    )
    return total / 10_000


def count(tables, ledger, test):
    return sum(1 for row in rows(tables, ledger) if test(row))


def standard(tables, item):
    valid = [
        r
        for r in rows(tables, "policy_standards")
        if r["item"] == item and day(r["effective"]) <= date(2021, 11, 30)
    ]
    return max(valid, key=lambda row: day(row["effective"]))["amount"]


def assistance(tables):
    donors = [
        row
        for row in rows(tables, "charity")
        if row["field"] == "脱贫攻坚" and date(2018, 1, 1) <= day(row["given_on"]) <= REPORTING
    ]
    return {
        "城市低保标准": standard(tables, "城市低保标准"),
        "城市低保户数": monthly(tables, "urban_dibao", "household"),
        "城市低保人数": monthly(tables, "urban_dibao", "id_number"),
        "农村牧区低保标准": standard(tables, "农村牧区低保标准"),
        "农村牧区低保户数": monthly(tables, "rural_dibao", "household"),
        "农村牧区低保人数": monthly(tables, "rural_dibao", "id_number"),
        "累计发放低保金": paid(tables, "urban_dibao") + paid(tables, "rural_dibao"),
        "城市特困人员基本生活标准": standard(tables, "城市特困人员基本生活标准"),
        "城市特困人员": monthly(tables, "special_hardship", "id_number", area="城市特困人员"),
        "农村牧区特困人员基本生活标准": standard(tables, "农村牧区特困人员基本生活标准"),
        "农村牧区特困人员": monthly(tables, "special_hardship", "id_number", area="农村牧区特困人员"),
        "累计发放特困人员救助供养金": paid(tables, "special_hardship"),
        "参与脱贫攻坚的公益慈善组织": len({row["organisation"] for row in donors}),
        "公益慈善组织投入社会资金": sum(money(row["amount"]) for row in donors),
    }


def elder_care(tables):
    homes = [r for r in rows(tables, "elder_institutions") if in_stock(r["opened"], r["closed"])]
    public = [r for r in homes if r["nature"] == "公办"]
    private = [r for r in homes if r["nature"] == "民办"]
    facilities = [r for r in rows(tables, "elder_facilities") if in_stock(r["started"])]
    before = [r for r in facilities if r["completed"] and day(r["completed"]) < date(2021, 1, 1)]
    infirmary = [r for r in homes if r["infirmary"] == "是"]
    contract = [r for r in homes if r["infirmary"] == "否" and r["contract"] == "是"]
    urban = count(tables, "communities", lambda r: r["kind"] == "城镇社区")
    old = sum(
        int(r["persons"])
        for r in rows(tables, "population")
        if r["scope"] == "常住人口" and r["age_group"][:2] in ("65", "75", "80") and in_2021(r["as_of"])
    )
    beds = sum(int(r["beds"]) for r in homes)
    return {
        "养老机构": len(homes),
        "养老机构总床位": beds,
        "每千名老年人拥有养老床位": Decimal(beds) / old * 1000,
        "公办养老机构": len(public),
        "公办养老机构床位": sum(int(r["beds"]) for r in public),
        "民办养老机构": len(private),
        "民办养老机构床位": sum(int(r["beds"]) for r in private),
        "护理型床位占比": Decimal(sum(int(r["nursing_beds"]) for r in homes)) / beds * 100,
        "社区养老服务设施": len(facilities),
        "社区养老服务设施(2021年之前建成)": len(before),
        "社区养老服务设施(2021年新建)": len(facilities) - len(before),
        "社区养老服务设施覆盖率": Decimal(
            len({r["community_code"] for r in rows(tables, "facility_coverage")})
        )
        / urban
        * 100,
        "设置医务室的养老机构": len(infirmary),
        "与医疗机构签约的养老机构": len(contract),
        "养老机构医养结合率": Decimal(len(infirmary) + len(contract)) / len(homes) * 100,
        "社区养老服务机构与卫生机构签约服务率": Decimal(sum(r["contract"] == "是" for r in facilities))
        / len(facilities)
        * 100,
    }


def welfare(tables):
    insured = [r for r in rows(tables, "insurance") if in_2021(r["insured_on"])]
    ranks = {int(r["year"]): int(r["rank"]) for r in rows(tables, "lottery_rank")}
    run = next(n for n in range(100) if ranks.get(2021 - n) != 1)
    sales = [(month(r["month"]), money(r["amount"])) for r in rows(tables, "lottery_sales")]
    return {
        "集中养育孤儿标准": standard(tables, "集中养育孤儿标准"),
        "分散供养孤儿标准": standard(tables, "分散供养孤儿标准"),
        "集中供养孤儿": monthly(tables, "children", "id_number", kind="集中供养孤儿"),
        "分散供养孤儿": monthly(tables, "children", "id_number", kind="分散供养孤儿"),
        "事实无人抚养儿童": monthly(tables, "children", "id_number", kind="事实无人抚养儿童"),
        "残疾人两项补贴资金": paid(tables, "disability"),
        "困难残疾人生活补贴资金": paid(tables, "disability", {"困难残疾人生活补贴", "生活补贴"}),
        "困难残疾人生活补贴人数": monthly(tables, "disability", "id_number", kind="困难残疾人生活补贴"),
        "重度残疾人护理补贴资金": paid(tables, "disability", {"重度残疾人护理补贴", "护理补贴"}),
        "重度残疾人护理补贴人数": monthly(tables, "disability", "id_number", kind="重度残疾人护理补贴"),
        "享受高龄津贴的75岁以上老人": monthly(tables, "old_age", "id_number"),
        "高龄津贴标准(75—79周岁)": standard(tables, "高龄津贴标准（75—79周岁）"),
        "高龄津贴标准(80—99周岁)": standard(tables, "高龄津贴标准（80—99周岁）"),
        "高龄津贴标准(100周岁及以上)": standard(tables, "高龄津贴标准（100周岁及以上）"),
        "购买意外伤害保险的60周岁以上户籍老年人": Decimal(len({r["id_number"] for r in insured})) / 10_000,
        "老年人意外伤害保险费": sum(money(r["premium"]) for r in insured) / 10_000,
        "福利彩票销售连续全区第一年数": run,
        "2018年以来累计销售福利彩票": sum(v for m, v in sales if "2018-01" <= m <= NOVEMBER) / 10_000,
        "当年福彩销售额": sum(v for m, v in sales if "2021-01" <= m <= NOVEMBER) / 10_000,
    }


def governance(tables):
    urban = count(tables, "communities", lambda r: r["kind"] == "城镇社区")
    linked = count(tables, "communities", lambda r: r["kind"] == "城镇社区" and r["platform"] == "是")
    stations = Counter(r["level"] for r in rows(tables, "social_work_stations") if in_stock(r["opened"]))
    groups = [r for r in rows(tables, "social_organisations") if in_stock(r["registered"], r["deregistered"])]
    return {
        "城镇社区综合服务设施": count(
            tables, "communities", lambda r: r["kind"] == "城镇社区" and r["facility"] == "是"
        ),
        "社区公共服务信息化平台覆盖率": Decimal(linked) / urban * 100,
        "三社联动社会服务项目(2018年以来)": count(
            tables,
            "social_work_projects",
            lambda r: r["kind"] == "三社联动" and day(r["started"]) >= date(2018, 1, 1),
        ),
        "五社联动社工服务试点项目": count(
            tables,
            "social_work_projects",
            lambda r: r["kind"] == "五社联动" and r["pilot"] == "是" and in_2021(r["started"]),
        ),
        "市级社工服务平台": stations["市级"],
        "旗区级社工服务平台": stations["旗区级"],
        "苏木乡镇(街道)级社工服务平台": stations["苏木乡镇（街道）级"],
        "社工人才": len(
            {r["id_number"] for r in rows(tables, "social_workers") if in_stock_or_not(r["registered"])}
        ),
        "社会组织": len(groups),
        "社区社会组织": sum(r["kind"] == "社区社会组织" for r in groups),
    }


def in_stock_or_not(value) -> bool:
    return is_day(value) and in_stock(value)


def affairs(tables):
    built = Counter(r["kind"] for r in rows(tables, "funeral_facilities") if in_stock(r["completed"]))
    registered = Counter(r["kind"] for r in rows(tables, "marriages") if in_2021(r["registered"]))
    return {
        "殡仪馆": built["殡仪馆"],
        "新建殡仪馆": count(
            tables, "funeral_facilities", lambda r: r["kind"] == "殡仪馆" and in_2021(r["started"])
        ),
        "公墓": built["经营性公墓"] + built["公益性公墓"],
        "经营性公墓": built["经营性公墓"],
        "公益性公墓": built["公益性公墓"],
        "婚姻登记": registered["结婚登记"] + registered["离婚登记"],
        "结婚登记": registered["结婚登记"],
        "离婚登记": registered["离婚登记"],
    }


def meetings(tables):
    held: Counter[str] = Counter()
    for row in rows(tables, "meetings"):
        if in_2021(row["held_on"]):
            held[row["kind"]] += int(row["times"])
    return dict(held)


def matches(value: Decimal, printed: str, qualifier: str) -> bool:
    golden = Decimal(printed)
    if qualifier == "以上":
        return golden <= value < golden + 10
    if qualifier in ("余", "多", "超过"):
        step = {"余": 10 if golden >= 10 else 2, "多": 1000, "超过": 10}[qualifier]
        return golden < value < golden + step
    return value.quantize(Decimal(1).scaleb(golden.as_tuple().exponent), ROUND_HALF_UP) == golden


def test_all_golden_figures_come_out_of_the_files(tables):
    facts: dict[str, object] = {}
    for chapter in (meetings, assistance, elder_care, welfare, governance, affairs):
        facts |= chapter(tables)
    with GOLDEN.open(encoding="utf-8-sig") as lines:
        golden = list(csv.DictReader(lines))
    wrong = [
        (line["indicator"], line["value"], str(facts.get(line["indicator"])))
        for line in golden
        if not matches(Decimal(str(facts.get(line["indicator"], -1))), line["value"], line["qualifier"])
    ]
    assert wrong == []
    assert len(golden) == 78


def test_every_total_row_is_the_sum_of_its_column(tables):
    known = definitions()
    checked = 0
    for ledger, found in tables.items():
        for table in found:
            for column in known[ledger].get("totals", ()):
                total = sum(money(row[column]) for row in table.rows)
                assert money(table.totals[column]) == total, (table.path.name, column)
                checked += 1
    assert checked > 1_000


def test_no_key_stands_twice(tables):
    known = definitions()
    for ledger, found in tables.items():
        keys = Counter(
            tuple(month(row[c]) if c == "month" else row[c] for c in known[ledger]["key"])
            for t in found
            for row in t.rows
        )
        assert [key for key, times in keys.items() if times > 1] == [], ledger


def test_three_rows_and_no_more_have_an_unreadable_day(tables):
    known = definitions()
    odd = [
        (ledger, key, row[key])
        for ledger, found in tables.items()
        for key, column in known[ledger]["columns"].items()
        if column["type"] == "date"
        for table in found
        for row in table.rows
        if not is_day(row[key])
        and not (row[key] is None and (not column.get("required") or column.get("blank")))
    ]
    assert sorted(odd, key=str) == [
        ("cremations", "cremated", None),
        ("marriages", "registered", "待补"),
        ("social_workers", "registered", "不详"),
    ]


def test_one_place_and_month_and_no_more_is_missing(tables):
    known = definitions()
    missing = []
    for ledger, found in tables.items():
        if known[ledger].get("coverage") == "place_month":
            seen = {(place(row["place"]), month(row["month"])) for table in found for row in table.rows}
            whole = {(p, m) for p in {p for p, _ in seen} for m in {m for _, m in seen}}
            missing += [(ledger, *key) for key in whole - seen]
            assert len({p for p, _ in seen}) == 9
    assert missing == [("children", "150623", "2020-02")]


def test_the_announced_number_of_ids_has_a_wrong_check_digit(tables):
    ids = {
        str(row[key])
        for found in tables.values()
        for table in found
        for row in table.rows
        for key in ("id_number", "household", "man_id", "woman_id")
        if row.get(key)
    }
    assert all(len(text) == 18 and text.startswith("1599") for text in ids)
    wrong = [
        t for t in ids if CHECK[sum(int(c) * w for c, w in zip(t[:17], WEIGHTS, strict=True)) % 11] != t[17]
    ]
    assert len(wrong) == 6


def test_seven_people_are_paid_after_their_cremation(tables):
    cremated = {
        row["id_number"]: day(row["cremated"]) for row in rows(tables, "cremations") if row["cremated"]
    }
    late = {
        row["id_number"]
        for ledger in ("urban_dibao", "rural_dibao", "special_hardship", "disability", "old_age", "children")
        for row in rows(tables, ledger)
        if row["id_number"] in cremated and month(row["month"]) >= cremated[row["id_number"]].isoformat()[:7]
    }
    assert len(late) == 7


def test_five_people_have_both_dibao_and_special_hardship_in_one_month(tables):
    poor = {
        (row["id_number"], month(row["month"]))
        for ledger in ("urban_dibao", "rural_dibao")
        for row in rows(tables, ledger)
    }
    both = {
        r["id_number"]
        for r in rows(tables, "special_hardship")
        if (r["id_number"], month(r["month"])) in poor
    }
    assert len(both) == 5


def test_a_household_gets_less_than_the_standard_for_its_heads(tables):
    limits = {"urban_dibao": 840, "rural_dibao": 600}
    for ledger, limit in limits.items():
        heads = [r for r in rows(tables, ledger) if r["amount"] is not None]
        assert all(0 < money(r["amount"]) < limit * int(r["members"]) for r in heads)
        assert all(r["relation"] in ("户主", "本人") for r in heads)


def test_last_year_has_its_own_heads(tables):
    for ledger in ("urban_dibao", "rural_dibao", "special_hardship", "disability", "old_age", "children"):
        heads = Counter(month(row["month"]) for row in rows(tables, ledger))
        assert heads["2020-11"] != heads[NOVEMBER]
        assert Decimal("0.85") < Decimal(heads["2020-11"]) / heads[NOVEMBER] < Decimal("1.15")
