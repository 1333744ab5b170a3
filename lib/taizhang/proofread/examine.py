"""A text, earlier texts, facts and known exceptions -> every claim and every check."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from taizhang.proofread import against
from taizhang.proofread.claims import Reading, read
from taizhang.proofread.model import (
    Check,
    Excepted,
    FactsView,
    KnownException,
    NamedText,
    Result,
    Status,
)
from taizhang.proofread.rules.amounts import (
    conversions,
    flows,
    grids,
    means,
    products,
    table_changes,
    table_shares,
)
from taizhang.proofread.rules.changes import around as changes
from taizhang.proofread.rules.changes import named as named_changes
from taizhang.proofread.rules.changes.said import stated, trends
from taizhang.proofread.rules.changes.scales import (
    ages,
    between,
    compound,
    growth,
    indices,
    points,
    ranks,
    yearly,
)
from taizhang.proofread.rules.changes.series import across, net
from taizhang.proofread.rules.changes.series import verdict as series
from taizhang.proofread.rules.gaps import verdict as gaps
from taizhang.proofread.rules.leaning import verdict as leaning
from taizhang.proofread.rules.mentions import verdict as mentions
from taizhang.proofread.rules.phrases import balances, overlaps, portions, structures, sum_shares, yields
from taizhang.proofread.rules.rates import (
    applied,
    completion,
    densities,
    multiples,
    named,
    wholes,
)
from taizhang.proofread.rules.rates.averages import of_days
from taizhang.proofread.rules.rates.averages import verdict as averages
from taizhang.proofread.rules.rates.ratio import applied as applied_ratios
from taizhang.proofread.rules.rates.ratio import apportioned, kinds, likened, sides
from taizhang.proofread.rules.rates.yearly import increases, listed, monthly, times
from taizhang.proofread.rules.second import verdict as second
from taizhang.proofread.rules.shares import compared, rows
from taizhang.proofread.rules.shares import verdict as shares
from taizhang.proofread.rules.slips import verdict as slips
from taizhang.proofread.rules.sums import subsets
from taizhang.proofread.rules.sums import verdict as sums
from taizhang.proofread.rules.tables import cited, downward, learned
from taizhang.proofread.rules.wording import bands, calendars, dates, extremes, impossible, within
from taizhang.proofread.rules.wording.listed import clauses, days, levels, lists, sayings
from taizhang.proofread.rules.wording.listed import points as numbered_points

Rule = Callable[[Reading], Iterable[Check]]
Leftover = Callable[[Reading, Sequence[Check]], Iterable[Check]]

RULES: tuple[Rule, ...] = (
    sums.checks,
    subsets.checks,
    conversions.checks,
    flows.checks,
    products.checks,
    grids.checks,
    learned.checks,
    downward.checks,
    cited.checks,
    means.checks,
    table_changes.checks,
    table_shares.checks,
    changes.checks,
    ranks.checks,
    ages.checks,
    indices.checks,
    growth.checks,
    points.checks,
    yearly.checks,
    compound.checks,
    stated.checks,
    named_changes.checks,
    trends.checks,
    monthly.checks,
    listed.checks,
    times.checks,
    increases.checks,
    kinds.checks,
    sides.checks,
    likened.checks,
    apportioned.checks,
    applied_ratios.checks,
    yields.checks,
    calendars.checks,
    bands.checks,
    dates.checks,
    extremes.checks,
    within.checks,
    shares.checks,
    compared.checks,
    rows.checks,
    completion.checks,
    averages.checks,
    of_days.checks,
    densities.checks,
    multiples.checks,
    applied.checks,
    wholes.checks,
    named.checks,
    impossible.checks,
    lists.checks,
    days.checks,
    clauses.checks,
    levels.checks,
    sayings.checks,
    numbered_points.checks,
    mentions.checks,
    balances.checks,
    overlaps.checks,
    portions.checks,
    sum_shares.checks,
    structures.checks,
)

"""Independent: each reads the text alone, in any order; docs/decisions/0018 says which may say 错误."""

LEFTOVERS: tuple[Leftover, ...] = (
    series.checks,
    across.checks,
    gaps.checks,
    net.checks,
    between.checks,
    leaning.checks,
    slips.checks,
)
"""In this order, each told what was said before it: they take only figures that nothing was held against, and
say 存疑 (a series with the years of its figures may say 错误); slips of the pen come last, where no rule has a relation left to offer."""


def proofread(
    text: str,
    *,
    earlier: Sequence[NamedText] = (),
    facts: FactsView | None = None,
    exceptions: Sequence[KnownException] = (),
    name: str = "",
) -> Result:
    """Find every figure of a report and check what can be checked; its ``name`` may tell the report's year."""
    reading = read(text)
    year = against.year_of(NamedText(name, text))
    found = _ordered(
        [
            *_all(reading),
            *against.facts.checks(reading, year, against.tables.read(text, year), against.facts.TABLES),
            *against.earlier.checks(reading, year, earlier),
            *(against.facts.checks(reading, year, facts) if facts is not None else ()),
        ]
    )
    for leftover in LEFTOVERS:
        found = _ordered([*found, *leftover(reading, found)])
    found = _once(second.look(reading, found))
    kept, excepted = _explained(found, exceptions)
    touched = {place for check in found for place in check.figures}
    unchecked = sum((claim.start, claim.end) not in touched for claim in reading.claims)
    used = {part.exception for part in excepted}
    return Result(
        text=text,
        claims=reading.claims,
        checks=tuple(kept),
        unchecked=unchecked,
        excepted=tuple(excepted),
        unused=tuple(part for part in exceptions if part not in used),
    )


def _all(reading: Reading) -> Iterator[Check]:
    for rule in RULES:
        yield from rule(reading)


def _ordered(checks: Iterable[Check]) -> list[Check]:
    return sorted(dict.fromkeys(checks), key=lambda check: (check.start, check.end, check.rule, check.reason))


def _once(checks: Sequence[Check]) -> list[Check]:
    """One remark a figure and finding: two rules that come to the same value, or one rule twice, say it once."""
    said: set[tuple[tuple[int, int], str]] = set()
    kept: list[Check] = []
    for check in checks:
        keys = {(check.focus, check.rule)} | ({(check.focus, check.expected)} if check.expected else set())
        if check.status is Status.RIGHT:
            kept.append(check)
        elif not keys & said:
            said |= keys
            kept.append(check)
    return kept


def _explained(
    checks: Sequence[Check], exceptions: Sequence[KnownException]
) -> tuple[list[Check], list[Excepted]]:
    kept: list[Check] = []
    explained: list[Excepted] = []
    for check in checks:
        known = next((part for part in exceptions if _matches(part, check)), None)
        if known is None:
            kept.append(check)
        else:
            explained.append(Excepted(check, known))
    return kept, explained


def _matches(exception: KnownException, check: Check) -> bool:
    """The same rule, and the fragment holds the remark's text or stands in it."""
    same = exception.rule in (check.rule, "")
    near = exception.fragment in check.text or check.text in exception.fragment
    return check.status is not Status.RIGHT and same and near
