"""Like figures in a row -> opening, in, out and closing, or what is left of the first after the second."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product

from taizhang.proofread.claims import Reading
from taizhang.proofread.grammar import Grammar
from taizhang.proofread.model import Claim, Kind
from taizhang.proofread.rules.slips.nearby import by_measure, figures, is_plain, sign
from taizhang.proofread.rules.slips.relation import TOLD, Relation

_LEFT = Grammar("{left_over}")
_OPENING = Grammar("{opening}")
_MOVED = Grammar("{inflow}|{outflow}|{opening}")
_UNKNOWN, _LONGEST = 2, 6
_GUESSED = 0.05


def relations(reading: Reading, number: int) -> Iterator[Relation]:
    """Every balance that the sentence ends."""
    near = [claim for claim in figures(reading, number) if _moves(claim, reading)]
    for run in by_measure(near):
        closing = run[-1]
        if closing.sentence != number or not _LEFT.search(closing.lead):
            continue
        run = [claim for claim in run if claim.depth == closing.depth]  # (含…) is in the figure before it
        starts = [index for index, claim in enumerate(run[:-2]) if _opens(claim)]
        if starts and 4 <= len(run) - starts[-1] <= 6:
            yield from _with_opening(run[starts[-1] :])
        else:
            for start in range(max(0, len(run) - _LONGEST), len(run) - 2):
                yield from _rest(run[start:])


def _moves(claim: Claim, reading: Reading) -> bool:
    """A level, or what came in and went out."""
    if claim.kind is not Kind.AMOUNT or claim.per:
        return False
    return is_plain(claim, reading) or bool(_MOVED.search(claim.lead + claim.tail[:2]))


def _opens(claim: Claim) -> bool:
    return bool(_OPENING.search(claim.lead))


def _with_opening(run: Sequence[Claim]) -> Iterator[Relation]:
    """Signs that the words leave open are tried both ways."""
    known = [sign(claim) for claim in run[1:-1]]
    unknown = known.count(0)
    if unknown > _UNKNOWN or len(known) == unknown:
        return
    for signs in product(*((way,) if way else (1, -1) for way in known)):
        moved = "".join(
            f"{'＋' if way > 0 else '－'}{claim.text}" for way, claim in zip(signs, run[1:], strict=False)
        )
        shown = f"{run[0].text}{moved}＝{run[-1].text}"
        yield Relation(tuple(run), (1, *signs, -1), shown, "balance", trust=_GUESSED if unknown else TOLD)


def _rest(run: Sequence[Claim]) -> Iterator[Relation]:
    """The first less one or several is the last: 收入, 支出, 结余; 安排, 拨付甲, 拨付乙, 结余."""
    whole, *taken, left = run
    if all(claim.value < whole.value and sign(claim) <= 0 for claim in taken):
        less = "".join(f"－{claim.text}" for claim in taken)
        yield Relation(
            tuple(run),
            (1, *(-1 for _ in taken), -1),
            f"{whole.text}{less}＝{left.text}",
            "balance",
            trust=TOLD,
        )
