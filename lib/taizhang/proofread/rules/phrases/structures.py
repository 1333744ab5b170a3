"""a∶b∶c of a structure, 比由a∶1缩小到b∶1, two named titles -> whether they can stand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from taizhang.proofread.claims import Reading
from taizhang.proofread.model import Check, Claim, Kind, Status
from taizhang.proofread.rules import verdicts

SHARES = "占比之和"
DIRECTION = "增减方向"
COUNT = "列举个数"
_THREE = re.compile(r"(?<![\d.:：∶])(\d+(?:\.\d+)?)[:：∶](\d+(?:\.\d+)?)[:：∶](\d+(?:\.\d+)?)(?![\d.:：∶])")
_STRUCTURE = re.compile(r"产业|结构|构成|比重")
_FAR = 15
_TITLES = re.compile(
    r"(?<![第十\d])([两二三四五六七八九十2-9])(?:项|个|部|份|篇|件|种|本|套)([^，。；：:、《》\n\d]{0,8})[：:]?((?:《[^《》\n]{2,40}》(?:、|和|及|以及|，)?){2,})(等|…)?"
)
_TITLES_BEFORE = re.compile(
    r"(?<!》)(?<!》[、和及])((?:《[^《》\n]{2,40}》(?:、|和|及|以及)?){2,})(等)?([两二三四五六七八九十2-9])(?:项|个|部|份|篇|件)(?!月|年|批次)"
)
_QUOTED_BEFORE = re.compile(
    r"(?<!”)(?<!”[、和及])((?:“[^“”\n]{2,16}”(?:、|和|及|与)?){2,})(等)?([两二三四五六七八九十2-9])(?:项|个|大|场|类|种|支)(?!月|年|批次|以上)"
)
_WIDER, _CLOSER = re.compile(r"(?:扩大|拉大)(?:到|至|为)$"), re.compile(r"缩小(?:到|至|为)$")


def checks(reading: Reading) -> Iterator[Check]:
    """Every such phrase of the text."""
    yield from _hundred(reading)
    yield from _titles(reading)
    yield from _titles_before(reading)
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


def _said(
    reading: Reading, rule: str, right: bool, place: tuple[int, int], expected: str, reason: str
) -> Check:
    status = Status.RIGHT if right else Status.DOUBTFUL
    return Check(rule, status, *place, reading.original[slice(*place)], expected, reason, (place,), place)


def _titles(reading: Reading) -> Iterator[Check]:
    """制度两项：《甲》《乙》."""
    for found in _TITLES.finditer(reading.text):
        said = _small(found[1])
        named = found[3].count("《")
        after = reading.text[found.end() : found.end() + 1]
        if found[4] or after in ("等", "、") or abs(named - said) > 2:
            continue
        reason = (
            "所列项数相符。"
            if named == said
            else f"文中说{found[1]}项，列出{named}项；请核对是漏列还是数错。"
        )
        place = found.span(1)
        yield _said(reading, COUNT, named == said, place, "" if named == said else str(named), reason)


def _titles_before(reading: Reading) -> Iterator[Check]:
    """《甲》《乙》《丙》三个文件, “甲”“乙”两项活动: an open list (等) may only name fewer."""
    for pattern, mark in ((_TITLES_BEFORE, "《"), (_QUOTED_BEFORE, "“")):
        for found in pattern.finditer(reading.text):
            said, named = _small(found[3]), found[1].count(mark)
            right = named <= said if found[2] else named == said
            if abs(named - said) > 2:
                continue
            reason = (
                "所列项数相符。" if right else f"文中说{found[3]}项，列出{named}项；请核对是漏列还是数错。"
            )
            yield _said(reading, COUNT, right, found.span(3), "" if right else str(named), reason)


def _small(numeral: str) -> int:
    return int(numeral) if numeral.isdigit() else "零一二三四五六七八九十".find(numeral.replace("两", "二"))


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
