"""The figures of a sentence and of the one before it -> series: one thing, at several moments."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from taizhang.proofread.claims import Reading, named_runs
from taizhang.proofread.claims.subjects import trimmed
from taizhang.proofread.model import Claim, Kind
from taizhang.proofread.rules import roles
from taizhang.proofread.rules.changes.ends import alike
from taizhang.proofread.rules.changes.owners import names_a_thing
from taizhang.proofread.rules.changes.series.moments import COMPARED, PRESENT, Moment, moments_in, spread
from taizhang.proofread.rules.shares.names import likeness
from taizhang.proofread.words import pattern

_LEVELS = (Kind.AMOUNT, Kind.RATE, Kind.MULTIPLE)
_STEP = re.compile(
    r"(?:，?(?:再|又|后|并|进一步|继续)[^□，。；]{0,8}(?:到|至|为)(?:每人每月|每月|每人每年)?|、(?:再[^□，。；]{0,6}(?:到|至|为))?|和)"
)
_ONE_THING = 0.5


@dataclass(slots=True)
class Series:
    """One thing's figures by moment, in the order of time; ``last`` is the place where the text ends them."""

    points: list[tuple[Moment, Claim]] = field(default_factory=list)

    @property
    def claims(self) -> list[Claim]:
        """The figures, earliest first."""
        return [claim for _, claim in self.points]

    @property
    def last(self) -> int:
        """Where the last of them ends in the text."""
        return max(claim.outer_end for claim in self.claims)

    def at(self, moment: Moment) -> Claim | None:
        """The figure of that moment."""
        return next((claim for when, claim in self.points if when == moment), None)

    def before(self, moment: Moment) -> Claim | None:
        """The figure of the moment right before."""
        return self.at(Moment(moment.grain, moment.index - 1))


def of_sentences(reading: Reading, numbers: Sequence[int]) -> list[Series]:
    """Every series of two or more figures in these sentences, in the order of the text."""
    found: list[Series] = []
    for number in numbers:
        for moment, claim in _dated(reading, number):
            joined = next((one for one in reversed(found) if _belongs(one, moment, claim)), None)
            if joined is None:
                joined = Series()
                found.append(joined)
            joined.points.append((moment, claim))
        found += _chains(reading, number)
    for one in found:
        one.points.sort(key=lambda point: point[0])
    return [one for one in found if len(one.points) > 1 and _one_calendar(one)]


def _chains(reading: Reading, number: int) -> Iterator[Series]:
    """由610元提高到650元、690元、730元; 由1200元提高到1260元、再提高到1350元: steps whose times are not said."""
    claims = [claim for claim in reading.of_sentence(number) if not claim.weak]
    for index, start in enumerate(claims):
        if not roles.is_from(start, reading):
            continue
        run = [start]
        for claim in claims[index + 1 :]:
            on = _STEP.fullmatch(reading.between(run[-1], claim)) or (
                len(run) == 1 and roles.is_target(claim)
            )
            if not (on and alike(start, claim)):
                break
            run.append(claim)
        if len(run) > 2:
            yield Series([(Moment("step", step), claim) for step, claim in enumerate(run)])


def _dated(reading: Reading, number: int) -> list[tuple[Moment, Claim]]:
    """The levels of a sentence that are of a moment; found once a sentence."""
    key = ("dated", number, 0)
    if key not in reading.answers:
        reading.answers[key] = list(_find_dated(reading, number))
    found: list[tuple[Moment, Claim]] = reading.answers[key]
    return found


def _belongs(series: Series, moment: Moment, claim: Claim) -> bool:
    when, first = series.points[0]
    if not alike(first, claim) or when.grain != moment.grain or series.at(moment) is not None:
        return False
    if re.search(rf"{pattern('inflow', 'outflow')}$", first.lead) and "总" in claim.lead:
        return False  # 今年新成立38家，总数比上年的625家…
    name = trimmed(re.sub(r"(?:比|较|与|同|由|从|自)[^，]*$", "", claim.lead))
    said = "".join(one.lead + one.subject + one.tail for one in series.claims)
    return not names_a_thing(name) or likeness(name, said) >= _ONE_THING


def _one_calendar(series: Series) -> bool:
    """2020年, 2021年, 目前; but not 2022年 and 去年, which may be one year."""
    if series.points[0][0].grain == "step":
        return True
    counted = [when.year for when, _ in series.points if when.year < PRESENT - 20]
    relative = [when.year for when, _ in series.points if PRESENT - 20 <= when.year < PRESENT]
    return not (counted and relative)


def _find_dated(reading: Reading, number: int) -> Iterator[tuple[Moment, Claim]]:
    claims = [claim for claim in reading.of_sentence(number) if not claim.weak]
    for row in named_runs.rows(reading, claims):
        moments = _moments(reading, claims, row)
        for moment, claim in zip(moments, row, strict=False):
            if claim.kind in _LEVELS and not roles.is_change(claim, reading) and claim.upper is None:
                yield moment, claim


def _moments(reading: Reading, claims: Sequence[Claim], row: Sequence[Claim]) -> list[Moment]:
    start = _begin(reading, claims, row[0])
    said = reading.text[start : row[0].outer_start]
    if len(row) > 1:
        return spread(said, len(row)) if re.search(r"(?:分别|依次)[^，；。]*$", said) else []
    plain = not COMPARED.search(said)
    found = moments_in(row[0].lead) or (moments_in(said) if plain else [])
    return found[-1:] if len(set(found)) == 1 else []


def _begin(reading: Reading, claims: Sequence[Claim], claim: Claim) -> int:
    """Where the words about a figure begin: behind the figure before it."""
    before = [other.outer_end for other in claims if other.start < claim.start]
    return max([reading.sentences[claim.sentence][0], *before])


def steps(series: Series) -> list[tuple[Claim, Claim]]:
    """Each figure with the one before it in time, when nothing is left out between them."""
    pairs = list(pairwise(series.points))
    if any(
        other.index - one.index != pairs[0][1][0].index - pairs[0][0][0].index
        for (one, _), (other, _) in pairs
    ):
        return []
    return [(one, other) for (_, one), (_, other) in pairs]
