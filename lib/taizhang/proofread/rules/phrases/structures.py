"""a∶b∶c of a structure, 比由a∶1缩小到b∶1 -> whether they can stand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from taizhang.proofread.claims import Reading
from taizhang.proofread.model import Check, Claim, Kind, Status
from taizhang.proofread.rules import verdicts
from taizhang.proofread.words import pattern

SHARES = "占比之和"
DIRECTION = "增减方向"
AGAIN = "前后一致"
_THREE = re.compile(r"(?<![\d.:：∶])(\d+(?:\.\d+)?)[:：∶](\d+(?:\.\d+)?)[:：∶](\d+(?:\.\d+)?)(?![\d.:：∶])")
_STRUCTURE = re.compile(r"产业|结构|构成|比重")
_OF_THEM = re.compile(
    r"第?([一二三])产(?:业)?(?:增加值)?(?:所)?(?:占比|比重|占)[^，。；\d]{0,12}?(?P<share>\d+(?:\.\d+)?)%"
)
_FAR, _REACH = 15, 60
_WIDER, _CLOSER = re.compile(r"(?:扩大|拉大)(?:到|至|为)$"), re.compile(r"缩小(?:到|至|为)$")


def checks(reading: Reading) -> Iterator[Check]:
    """Every such phrase of the text."""
    yield from _hundred(reading)
    yield from _told_again(reading)
    for first, second in pairwise(reading.claims):
        if first.kind is second.kind is Kind.RATIO and first.sentence == second.sentence:
            yield from _moved(reading, first, second)


def _hundred(reading: Reading) -> Iterator[Check]:
    """三次产业结构为10.5∶38.2∶51.3: near 100, so meant to be 100."""
    for found in _THREE.finditer(reading.text):
        before = re.split(r"[。；\n]", reading.text[: found.start()])[-1]
        added = sum((Decimal(part) for part in found.groups()), Decimal(0))
        if not _STRUCTURE.search(before) or abs(added - 100) > _FAR:
            continue
        places = max(len(part.partition(".")[2]) for part in found.groups())
        right = abs(added - 100) <= Decimal(1).scaleb(-places)
        reason = f"三项之和为{added}" + ("，合为100。" if right else "，应为100；请核对各项比重。")
        yield _said(reading, SHARES, right, found.span(), "" if right else "100", reason)


def _told_again(reading: Reading) -> Iterator[Check]:
    """三次产业结构为15.6∶37.8∶46.6，第三产业占比为64.6%: the third of three is said again."""
    for found in _THREE.finditer(reading.text):
        before = re.split(r"[。；\n]", reading.text[: found.start()])[-1]
        again = (
            _OF_THEM.search(reading.text, found.end(), found.end() + _REACH) if "三次产业" in before else None
        )
        between = reading.text[found.end() : again.start()] if again else ""
        if again is None or re.search(rf"[。；\n]|{pattern('former')}", between) or _THREE.search(between):
            continue
        meant, said = Decimal(found["一二三".index(again[1]) + 1]), Decimal(again["share"])
        if abs(meant - said) > Decimal("0.1"):
            reason = f"结构{found[0]}中第{again[1]}产业为{meant}，这里写{said}%；请核对。"
            places = (found.span(), again.span("share"))
            text = reading.original[slice(*places[1])]
            yield Check(AGAIN, Status.DOUBTFUL, *places[1], text, f"{meant}%", reason, places, places[1])


def _said(
    reading: Reading, rule: str, right: bool, place: tuple[int, int], expected: str, reason: str
) -> Check:
    status = Status.RIGHT if right else Status.DOUBTFUL
    return Check(rule, status, *place, reading.original[slice(*place)], expected, reason, (place,), place)


def _moved(reading: Reading, first: Claim, second: Claim) -> Iterator[Check]:
    """由2.41∶1缩小到2.53∶1: the word and the figures must go the same way."""
    wider, closer = _WIDER.search(second.lead), _CLOSER.search(second.lead)
    moves = _apart(first), _apart(second)
    if not (wider or closer) or None in moves or len(reading.between(first, second)) > 12:
        return
    gap = _gap(moves)
    if gap and (gap > 0) != bool(wider):
        word = "扩大" if wider else "缩小"
        reason = f"由{first.text}到{second.text}，差距{'扩大' if gap > 0 else '缩小'}了，文中写“{word}”。"
        yield verdicts.check(reading, DIRECTION, Status.DOUBTFUL, [first, second], reason)


def _gap(moves: Sequence[Decimal | None]) -> Decimal:
    one, other = moves
    return (other or Decimal(0)) - (one or Decimal(0))


def _apart(claim: Claim) -> Decimal | None:
    """How far a ratio to 1 is from 1∶1."""
    sides = [Decimal(part) for part in re.findall(r"\d+(?:\.\d+)?", claim.text)]
    return max(sides) if len(sides) == 2 and min(sides) == 1 else None
