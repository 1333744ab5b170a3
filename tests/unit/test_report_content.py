"""What the two reports say: every golden figure, real names only, no typed figure or direction word."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from taizhang import numbers, places
from taizhang.declare import load
from taizhang.declare.catalogue import read_checked
from taizhang.declare.specs import Catalogue, IndicatorSpec, ReportSpec
from taizhang.document import outline, placeholders
from taizhang.document import read as docx
from taizhang.document.model import Placeholder
from taizhang.periods import month, parse

ROOT = Path(__file__).parents[2]
TEMPLATES = ROOT / "reports" / "templates"
GOLDEN = ROOT / "tests" / "golden" / "ordos-2021-facts.csv"
SEEDS = ROOT.parent / "shared" / "seeds"
NATIONAL = ROOT / "data_raw" / "national" / "全国民政统计年度数据.csv"

REPORTS = ("year-end", "national")
EDITIONS = ("ordos-2021", "national-2021")
COMPARING = {"同比", "增减", "增长", "上年"}
PHRASES = {"以上", "余", "多", "超过"}
DIRECTIONS = re.compile(r"增长|下降|上升|回落|增加|减少|提高|降低|持平|升至|降至|增至|减至")
# A bureau writes no last year into these: their rows begin with the year of the report, or have no dates.
WITHOUT_LAST_YEAR = {"meetings", "insurance", "charity", "lottery_rank", "social_work_projects"}
WINDOW = 12


@cache
def catalogue() -> Catalogue:
    return load()


@cache
def text(report: str) -> str:
    lines = (TEMPLATES / f"{report}.txt").read_text(encoding="utf-8").splitlines()
    return "\n".join(line for line in lines if not line.startswith("//"))


@cache
def asked(report: str) -> tuple[Placeholder, ...]:
    spans, problems = placeholders.find(text(report), report)
    assert problems == []
    return tuple(placeholders.read(span.inner, report) for span in spans)


def numbers_of(report: str) -> Iterator[tuple[Placeholder, IndicatorSpec]]:
    known = catalogue().by_label()
    return ((each, known[each.name]) for each in asked(report) if each.kind == placeholders.NUMBER_KIND)


def typed(report: str) -> list[str]:
    """The paragraphs as a person typed them, each placeholder a □."""
    return [re.sub(r"\{\{.*?\}\}", "□", line) for line in text(report).splitlines() if line]


def spec(report: str) -> ReportSpec:
    return catalogue().reports[report]


def base_of(unit: str) -> str:
    return numbers.unit(unit.partition("/")[0]).base


def test_every_golden_figure_stands_in_the_body_of_the_year_end_report() -> None:
    with GOLDEN.open(encoding="utf-8-sig", newline="") as lines:
        labels = [row["indicator"] for row in csv.DictReader(lines)]
    body = text("year-end").partition("附件说明")[0]
    spans, _ = placeholders.find(body, "正文")
    used = {placeholders.read(span.inner, "正文").name for span in spans}
    assert len(labels) == 78
    assert [label for label in labels if label not in used] == []


def test_golden_phrases_are_printed_with_their_own_word() -> None:
    with GOLDEN.open(encoding="utf-8-sig", newline="") as lines:
        words = {
            row["indicator"]: row["qualifier"] for row in csv.DictReader(lines) if row["qualifier"] != "="
        }
    printed = {
        each.name: set(each.formats) & PHRASES for each, _ in numbers_of("year-end") if each.name in words
    }
    assert printed == {label: {word} for label, word in words.items()}


@pytest.mark.parametrize("report", REPORTS)
def test_a_number_names_a_declared_indicator(report: str) -> None:
    known = catalogue().by_label()
    names = {each.name for each in asked(report) if each.kind == placeholders.NUMBER_KIND}
    assert names - known.keys() == set()


@pytest.mark.parametrize("report", REPORTS)
def test_every_table_and_chart_stands_in_the_report_once(report: str) -> None:
    used = Counter((each.kind, each.name) for each in asked(report) if each.kind in ("表", "图"))
    declared = [("表", name) for name in spec(report).tables] + [("图", name) for name in spec(report).charts]
    assert used == Counter(declared)


def test_the_year_end_report_has_eight_tables_and_eight_charts_by_place_or_time() -> None:
    report = spec("year-end")
    by_place = [table for table in report.tables.values() if table.rows == "places"]
    assert len(by_place) >= 8
    assert len(report.charts) >= 8


@pytest.mark.parametrize("report", REPORTS)
def test_a_table_fits_the_page_with_its_first_column(report: str) -> None:
    wide = [t.id for t in spec(report).tables.values() if t.rows != "indicators" and 1 + len(t.columns) > 7]
    assert wide == []


@pytest.mark.parametrize("report", REPORTS)
def test_what_is_shown_by_place_is_computed_by_place(report: str) -> None:
    known = catalogue().indicators
    tables = [t.columns for t in spec(report).tables.values() if t.rows == "places"]
    charts = [c.indicators for c in spec(report).charts.values() if c.kind.endswith("_places")]
    names = {name for group in (*tables, *charts) for name in group}
    assert [name for name in sorted(names) if not known[name].by_place] == []


@pytest.mark.parametrize("report", REPORTS)
def test_the_indicators_of_one_chart_have_the_unit_of_its_axis(report: str) -> None:
    known = catalogue().indicators
    units = {c.id: {known[name].unit for name in c.indicators} for c in spec(report).charts.values()}
    assert units == {c.id: {c.y} for c in spec(report).charts.values()}


def has_last_year(each: IndicatorSpec) -> bool:
    parts = [name for name in (each.numerator, each.denominator, *each.sum_of) if name]
    if parts:
        return all(has_last_year(catalogue().indicators[name]) for name in parts)
    return (
        each.compare == "last_year"
        and each.time not in ("now", "since")
        and each.ledger not in WITHOUT_LAST_YEAR
    )


@pytest.mark.parametrize("report", REPORTS)
def test_only_what_has_a_last_year_is_compared_with_it(report: str) -> None:
    compared = [each for each in numbers_of(report) if COMPARING & set(each[0].formats)]
    assert len(compared) >= 15
    assert [each.name for each, indicator in compared if not has_last_year(indicator)] == []


@pytest.mark.parametrize("report", REPORTS)
def test_a_rate_is_compared_by_its_difference_never_by_growth(report: str) -> None:
    rates = [each for each, indicator in numbers_of(report) if indicator.unit in ("%", "‰")]
    assert [each.name for each in rates if {"同比", "增长"} & set(each.formats)] == []


def test_no_direction_word_is_typed_where_work_done_is_reported() -> None:
    done, _, _ = "\n".join(typed("year-end")).partition("# □年工作安排")
    assert "# □年工作进展情况" in done
    assert DIRECTIONS.findall(done) == []


def test_no_figure_of_the_national_report_has_a_typed_direction() -> None:
    figures = [line for line in typed("national") if "□" in line and DIRECTIONS.search(line)]
    assert figures == []


@pytest.mark.parametrize("report", REPORTS)
def test_every_typed_digit_is_in_a_declared_phrase(report: str) -> None:
    left = re.sub(
        r"^附件说明：\d\.", "", "\n".join(typed(report)), flags=re.MULTILINE
    )  # numbers of attachments
    for phrase in sorted(spec(report).phrases, key=len, reverse=True):
        left = left.replace(phrase, "")
    assert re.findall(r"[^\n]{0,6}\d[^\n]{0,6}", left) == []


@pytest.mark.parametrize("report", REPORTS)
def test_every_declared_phrase_is_used(report: str) -> None:
    words = [table.note + table.caption for table in spec(report).tables.values()]
    words += [chart.caption for chart in spec(report).charts.values()]
    everything = "\n".join([*typed(report), *words])
    assert [phrase for phrase in spec(report).phrases if phrase not in everything] == []


@pytest.mark.parametrize("report", REPORTS)
def test_captions_and_notes_hold_no_digit_but_in_a_declared_phrase(report: str) -> None:
    words = [part for table in spec(report).tables.values() for part in (table.caption, table.note)]
    left = "\n".join([*words, *(chart.caption for chart in spec(report).charts.values())])
    for phrase in sorted(spec(report).phrases, key=len, reverse=True):
        left = left.replace(phrase, "")
    assert re.findall(r"\d+", left) == []


@pytest.mark.parametrize("report", REPORTS)
def test_a_number_is_printed_in_a_unit_of_its_own_kind(report: str) -> None:
    said = [
        (each.name, form, indicator.unit)
        for each, indicator in numbers_of(report)
        for form in each.formats
        if form not in COMPARING | PHRASES and base_of(form) != base_of(indicator.unit)
    ]
    assert said == []


@pytest.mark.parametrize("report", REPORTS)
def test_a_rounding_phrase_is_the_one_its_indicator_declares(report: str) -> None:
    said = [
        (each.name, form)
        for each, indicator in numbers_of(report)
        for form in each.formats
        if form in PHRASES and (indicator.phrase is None or indicator.phrase.word != form)
    ]
    assert said == []


def test_the_population_under_beds_per_thousand_is_named_and_printed_beside_it() -> None:
    beds = catalogue().indicators["beds_per_thousand"]
    population = catalogue().indicators[str(beds.denominator)]
    beside = [line for line in text("year-end").splitlines() if f"{{{{ {beds.label} |" in line]
    assert len(beside) == 1
    assert f"{{{{ {population.label} | 人 }}}}" in beside[0]
    assert f"分母是{population.label}" in beside[0]


def test_the_figures_of_payments_name_the_month_that_they_run_to() -> None:
    cut = "{{ 期次：发放截止 }}"
    paid = ["残疾人两项补贴资金", "累计发放低保金", "高龄津贴资金", "累计发放特困人员救助供养金"]
    lines = text("year-end").splitlines()
    beside = {label: [line for line in lines if f"{{{{ {label} |" in line] for label in paid}
    assert [label for label, found in beside.items() if len(found) != 1 or cut not in found[0]] == []


def test_each_area_of_next_years_tasks_has_its_section() -> None:
    areas = (
        "党的建设 社会救助 养老服务 儿童福利 社会福利 社会事务 基层治理 社会组织 慈善事业 区划地名".split()
    )
    assert [each.name for each in asked("year-end") if each.kind == "任务"] == areas
    plan = text("year-end").partition("# {{ 期次：下年 }}年工作安排")[2]
    assert re.findall(r"^## (.+)$", plan, re.MULTILINE) == areas


@pytest.mark.parametrize("report", REPORTS)
def test_the_committed_template_says_what_its_outline_says(report: str) -> None:
    lines = [line.text for line in outline.read((TEMPLATES / f"{report}.txt").read_text(encoding="utf-8"))]
    assert docx.text(TEMPLATES / f"{report}.docx").splitlines() == [line for line in lines if line]


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the model documents are not beside this checkout")
@pytest.mark.parametrize("report", REPORTS)
def test_no_sentence_of_the_model_documents_is_taken_over(report: str) -> None:
    models = squeezed("".join(path.read_text(encoding="utf-8") for path in sorted(SEEDS.glob("*.txt"))))
    names = [squeezed(each.label) for each in catalogue().indicators.values()]
    taken = [
        piece
        for line in typed(report)
        for piece in windows(squeezed(line))
        if piece in models and not any(piece in name for name in names)
    ]
    assert len(models) > 10_000
    assert taken == []


def squeezed(words: str) -> str:
    """Chinese characters and digits alone: a copied sentence stays one under other punctuation."""
    return "".join(re.findall(r"[\u4e00-\u9fff0-9□]", words))


def windows(line: str) -> list[str]:
    return [line[start : start + WINDOW] for start in range(len(line) - WINDOW + 1)]


def edition(name: str) -> dict[str, object]:
    document, problems = read_checked(ROOT / "reports" / name / "edition.yml", "edition")
    assert problems == []
    assert document is not None
    value: dict[str, object] = document.value
    return value


@pytest.mark.parametrize("name", EDITIONS)
def test_an_edition_names_a_report_a_template_and_a_place_that_exist(name: str) -> None:
    raw = edition(name)
    assert raw["report"] in catalogue().reports
    assert (TEMPLATES / str(raw["template"])).is_file()
    assert places.name(str(raw["place"]))
    assert str(raw["as_of"]).startswith(str(raw["period"]))


@pytest.mark.parametrize("name", EDITIONS)
def test_an_edition_cuts_off_known_ledgers_in_months_of_its_own_year(name: str) -> None:
    raw = edition(name)
    cutoffs = raw.get("cutoffs", {})
    assert isinstance(cutoffs, dict)
    assert cutoffs.keys() - catalogue().ledgers.keys() == set()
    assert {month(last).year for last in cutoffs.values()} <= {int(str(raw["period"]))}


def test_payments_run_to_november_and_lottery_sales_to_october_in_the_ordos_edition() -> None:
    cutoffs = edition("ordos-2021")["cutoffs"]
    assert isinstance(cutoffs, dict)
    monthly = {
        ledger.id
        for ledger in catalogue().ledgers.values()
        if ledger.period and ledger.columns[ledger.period].type == "month" and not ledger.supplementary
    }
    assert monthly - cutoffs.keys() == set()
    assert cutoffs.pop("lottery_sales") == "2021-10"
    assert set(cutoffs.values()) == {"2021-11"}


def test_the_accepted_hole_of_the_ordos_edition_is_a_banner_of_the_city() -> None:
    accepted = edition("ordos-2021")["accepted"]
    assert isinstance(accepted, list)
    ((_, ledger, place, when),) = [case["case"].split(":") for case in accepted]
    assert ledger in catalogue().ledgers
    assert place in places.children("150600")
    assert month(when).year == 2020


def national() -> list[IndicatorSpec]:
    return [each for each in catalogue().indicators.values() if each.ledger == "national_annual"]


@cache
def published() -> dict[tuple[str, str], dict[int, set[str]]]:
    found: dict[tuple[str, str], dict[int, set[str]]] = {}
    with NATIONAL.open(encoding="utf-8-sig", newline="") as lines:
        for row in csv.DictReader(lines):
            years = found.setdefault((row["indicator"], row["unit"]), {})
            years.setdefault(int(row["year"]), set()).add(row["value"])
    return found


def series(each: IndicatorSpec) -> dict[int, set[str]]:
    words = {condition.column: str(condition.value) for condition in each.where}
    return published()[words["indicator"], words["unit"]]


def test_national_indicators_have_twelve_published_years_and_every_gap_is_known() -> None:
    gaps = {(each.id, year) for each in national() for year in range(2010, 2022) if year not in series(each)}
    assert len(national()) >= 14
    assert gaps == {("national_rural_hardship", 2018)}


def test_the_sources_of_a_national_indicator_agree_in_every_year_shown() -> None:
    odd = [
        (each.id, year)
        for each in national()
        for year in range(2010, 2022)
        if len(series(each).get(year, ())) > 1
    ]
    assert odd == []


def test_a_national_indicator_keeps_the_unit_it_is_published_in() -> None:
    units = {each.id: (each.unit, each.source_unit) for each in national()}
    assert all(unit == source for unit, source in units.values())
    assert {each.id: {c.column: c.value for c in each.where}["unit"] for each in national()} == {
        name: unit for name, (unit, _) in units.items()
    }


def test_a_national_indicator_prints_every_published_decimal() -> None:
    cut = [
        each.id
        for each in national()
        for values in series(each).values()
        for value in values
        if len(value.partition(".")[2].rstrip("0")) > each.decimals
    ]
    assert cut == []


def test_breaks_lie_inside_the_twelve_years_and_say_why() -> None:
    breaks = {(each.id, one.period): one.reason for each in national() for one in each.breaks}
    assert {
        ("national_beds", "2014"),
        ("national_beds", "2018"),
        ("national_spending", "2018"),
    } <= breaks.keys()
    assert all(2010 < parse(period).first.year <= 2021 for _, period in breaks)
    assert all(len(reason) >= 10 for reason in breaks.values())


def test_nothing_is_compared_with_a_year_of_another_scope() -> None:
    broken = {each.id for each in national() for one in each.breaks if one.period == "2021"}
    compared = {indicator.id for each, indicator in numbers_of("national") if COMPARING & set(each.formats)}
    assert len(compared) >= 10
    assert compared & broken == set()
