"""咨询电话：0477-8523916 … 咨询电话0477-8532916: one telephone written twice -> numbers that cannot both be right."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import combinations

from taizhang.proofread.claims import Reading
from taizhang.proofread.model import Check, Status
from taizhang.proofread.words import pattern

RULE = "前后一致"
_SHORTEST, _SLIPPED = 2, 2


def checks(reading: Reading) -> Iterator[Check]:
    """Every two numbers of one name that differ by one digit or by two in another order."""
    told = [(found["name"], found.span("number")) for found in _phone().finditer(reading.text)]
    for (name, one), (again, other) in combinations(told, 2):
        first, second = reading.text[slice(*one)], reading.text[slice(*other)]
        if _of_one_name(name, again) and _slipped(first, second):
            why = f"“{name}”前面写{first}，这里写{second}；如是同一个号码，请改正一处。"
            yield Check(RULE, Status.DOUBTFUL, *other, second, first, why, (one, other), other)


def _of_one_name(one: str, other: str) -> bool:
    """咨询电话 and 请拨打咨询电话; a bare 电话 is anybody's, and 市局举报电话 is not that of 县局."""
    short, long = sorted((_calls().sub("", name) for name in (one, other)), key=len)
    own = re.sub(rf"{pattern('phones')}$", "", short)
    return len(own) >= _SHORTEST and long.endswith(short)


def _slipped(one: str, other: str) -> bool:
    """One other digit, or two neighbours that have changed places."""
    odd = [at for at, (here, there) in enumerate(zip(one, other, strict=False)) if here != there]
    if len(one) != len(other) or not odd:
        return False
    turned = len(odd) == _SLIPPED and odd[1] == odd[0] + 1 and one[odd[0]] == other[odd[1]]
    return len(odd) == 1 or (turned and one[odd[1]] == other[odd[0]])


@cache
def _calls() -> re.Pattern[str]:
    return re.compile(rf"^.*{pattern('calls')}")


@cache
def _phone() -> re.Pattern[str]:
    return re.compile(
        rf"(?P<name>[一-鿿]{{0,6}}{pattern('phones')})(?:号码)?(?:[:是为]|改为)?\s?(?P<number>(?:0\d{{2,3}}-)?\d{{7,11}}(?:-\d{{1,4}})?)(?![\d.])"
    )
