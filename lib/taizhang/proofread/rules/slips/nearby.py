"""A sentence -> the figures in and shortly before it that may stand in a relation, by what they count."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from taizhang.proofread.claims import Reading
from taizhang.proofread.grammar import Grammar
from taizhang.proofread.model import Claim
from taizhang.proofread.rules import roles

MOST = 12
_CUT = re.compile(r"[；。！？\n]")
_MOVEMENTS = Grammar("(?P<in>{inflow})|(?P<out>{outflow})")
_CARRIED = Grammar("{carried}")
_EXTREME = Grammar(r"每\s?$|最[大小高低多少长短]|{peaks}")
_TOTAL = Grammar(
    "{totals}|{all_told}|(?<!公)共(?![同享建])|总(?![会体队局工])|[两二三四五六七八九]项|[两三四五六]类"
)
_NO_PART = frozenset(("years", "months", "age", "days", "layers", "points_scored", ""))


def figures(reading: Reading, number: int, back: int = 4) -> list[Claim]:
    """The last figures of the sentence and of so many before it in its paragraph, in order."""
    own = reading.of_sentence(number)
    return reading.window(own[-1], back)[-MOST:] if own else []


def is_plain(claim: Claim, reading: Reading, origins: bool = False) -> bool:
    """An amount of the time that is told of: no change, no average, no base of a comparison, no year;
    with ``origins`` also 由 and 从 (由祖父母监护的2934人)."""
    return (
        roles.is_level(claim, reading)
        and (origins or not roles.is_from(claim, reading))
        and not roles.is_target(claim)
        and claim.measure not in _NO_PART
        and not (roles.before_now(claim) and not _CARRIED.search(claim.lead))
        and not _EXTREME.search(reading.before(claim))
        and not re.match(r"的?(?:增|减)", claim.tail)
        and not (claim.weak and claim.tail)
    )


def by_measure(claims: Sequence[Claim]) -> Iterator[list[Claim]]:
    """The claims of each measure, in order."""
    found: dict[str, list[Claim]] = {}
    for claim in claims:
        found.setdefault(roles.measure(claim), []).append(claim)
    yield from found.values()


def parted(reading: Reading, one: Claim, other: Claim) -> bool:
    """Whether a full stop, a semicolon or a bracket stands between two claims."""
    return one.depth != other.depth or bool(_CUT.search(reading.words_between(one, other)))


def apart(*claims: Claim) -> int:
    """Over how many full stops the claims reach."""
    numbers = [claim.sentence for claim in claims]
    return max(numbers) - min(numbers)


def is_told_total(said: str) -> bool:
    """Whether the words are those of a figure that is meant to be all."""
    return bool(_TOTAL.search(said))


def sign(claim: Claim) -> int:
    """1 for what came in, -1 for what went out, 0 where the words do not say."""
    found = list(_MOVEMENTS.finditer(claim.lead + claim.tail[:2]))
    if not found:
        return 0
    return 1 if found[-1].group("in") else -1


def other_way(whole: Claim, parts: Sequence[Claim]) -> bool:
    """新增126户…累计新增893户、取消1012户: what came does not add up to what went."""
    way = sign(whole)
    return way != 0 and all(sign(part) == -way for part in parts)
