"""东区62.3%、西区58.9%、南区71.4%，西区最高 -> whether the one named is the most, or the least, of the list."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from taizhang.proofread.claims import Reading
from taizhang.proofread.model import Check, Claim, Status
from taizhang.proofread.rules import roles, verdicts
from taizhang.proofread.rules.changes.ends import LEVELS, alike
from taizhang.proofread.words import pattern

RULE = "增减方向"
_LEAST, _SHORTEST = 2, 2
_BESIDE = re.compile(r"(?P<mark>[、，；和])[一-鿿]{2,8}(?:为|是|达|有)?")


def checks(reading: Reading, found: Sequence[Check]) -> Iterator[Check]:
    """Every 最高, 垫底 behind a list of named figures, in the sentence or in the one behind."""
    held = {place for check in found if check.rule == RULE for place in check.figures}
    for number in range(len(reading.sentences)):
        for row in _rows(reading, number):
            end = reading.sentences[min(number + 1, len(reading.sentences) - 1)][1]
            if not {(claim.start, claim.end) for claim in row} & held:
                yield from _most(reading, row, end)


def _rows(reading: Reading, number: int) -> Iterator[list[Claim]]:
    """Runs of named figures of one kind, side by side, with one mark between them: a total stands behind another."""
    row: list[Claim] = []
    last = ""
    for claim in reading.of_sentence(number):
        named = claim.kind in LEVELS and len(_name(claim)) >= _SHORTEST and not roles.is_average(claim)
        beside = _BESIDE.fullmatch(reading.between(row[-1], claim)) if row and alike(row[-1], claim) else None
        mark = beside["mark"].replace("和", "、") if beside else ""
        if not (named and beside and last in ("", mark)):
            if len(row) >= _LEAST:
                yield row
            row, mark = [], ""
        row, last = [*row, claim] if named else [], mark
    if len(row) >= _LEAST:
        yield row


def _name(claim: Claim) -> str:
    return re.sub(r"(?:达到?|为|是|有)$", "", re.split("[:：]", claim.lead)[-1])


def _most(reading: Reading, row: Sequence[Claim], end: int) -> Iterator[Check]:
    for said in _said().finditer(reading.blanked, row[-1].outer_end, end):
        name = said["one"] or said["other"]
        named = [claim for claim in row if _name(claim) == name or _name(claim).startswith(name)]
        if len(named) != 1 or "□" in reading.blanked[row[-1].outer_end : said.start()]:
            continue
        most = bool(said["most"] or said["most_is"])
        others = [claim for claim in row if claim is not named[0]]
        beaten = [
            claim
            for claim in others
            if (claim.span.low > named[0].span.high if most else claim.span.high < named[0].span.low)
        ]
        if beaten:
            best = (max if most else min)(beaten, key=lambda claim: claim.value)
            reason = f"文中说{name}最{'高' if most else '低'}，但{_name(best)}是{best.text}，{name}是{named[0].text}；请核对。"
            yield verdicts.check(reading, RULE, Status.DOUBTFUL, [*row], reason, focus=named[0])


@cache
def _said() -> re.Pattern[str]:
    most, least = pattern("is_most"), pattern("is_least")
    return re.compile(
        rf"(?<=[，。；、])(?:其中)?(?:以)?(?P<one>[一-鿿]{{2,8}}?)(?:明显|则|的?[一-鿿]{{2,4}})?(?:为)?(?:(?P<most>{most})|(?P<least>{least}))(?=[，。；]|$)"
        rf"|(?:(?P<most_is>最[高多大])|(?P<least_is>最[低少小]))的(?:是|为)(?P<other>[一-鿿]{{2,8}})(?=[，。；]|$)"
    )
