"""Id numbers as they stand in checked tables -> those that cannot be right, and why (GB 11643)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from taizhang import places
from taizhang.indicators.query.engine import Engine

LENGTH = 18
FORM = r"^[0-9]{17}[0-9X]$"
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECKS = "10X98765432"
OLDEST = 125
"""Nobody has lived longer: an earlier year of birth is a slip of the pen."""
REASONS = {
    "form": "不是18位公民身份号码",
    "area": "地区码不存在",
    "birth": "出生日期不成立",
    "check": "校验码不符",
}


def known_area(code: str, extra: Iterable[str] = ()) -> bool:
    """Whether the first six digits are, or once were, a county of the nation; ``extra`` are prefixes valid here.

    The ledger room asks the same register, so that a row is odd in both or in neither.
    """
    return code in places.id_areas() or code.startswith(tuple(extra))


def wrong(engine: Engine, ids: Any, as_of: date, extra: Iterable[str] = ()) -> Any:
    """``ids`` (a table with one column ``id``) -> those that cannot be right: ``id``, ``reason``."""
    distinct = kept(engine, ids.filter(ids.id.notnull()).distinct(), "ids_to_check")
    heads = engine.rows(distinct.select(head=distinct.id.substr(0, 6)).distinct())
    good = sorted(head for (head,) in heads if known_area(str(head), tuple(extra)))
    number = distinct.id
    tests = {
        "form": number.re_search(FORM),
        "area": number.substr(0, 6).isin(good or ["-"]),
        "birth": _lived(number, as_of),
        "check": _check(number) == number.substr(LENGTH - 1, 1),
    }
    reason: Any = ""
    for name, passed in reversed(tests.items()):
        reason = passed.ifelse(reason, REASONS[name])
    judged = distinct.mutate(reason=reason)
    return judged.filter(judged.reason != "")


def kept(engine: Engine, expression: Any, name: str) -> Any:
    """The rows of an expression as a temporary table: what several questions are asked of is computed once."""
    return engine.connection.create_table(name, expression, temp=True, overwrite=True)


def _lived(number: Any, as_of: date) -> Any:
    """Whether the date of birth is a date, not after the reporting date, and not beyond any life."""
    born = (number.substr(6, 4) + "-" + number.substr(10, 2) + "-" + number.substr(12, 2)).try_cast("date")
    day = born.strftime("%Y-%m-%d")
    return (day >= f"{as_of.year - OLDEST:04d}-01-01") & (day <= as_of.isoformat())


def _check(number: Any) -> Any:
    """The check character that the first seventeen digits ask for (mod 11-2)."""
    total = sum(number.substr(place, 1).try_cast("int64") * weight for place, weight in enumerate(WEIGHTS))
    return number.notnull().ifelse(CHECKS, CHECKS).substr(total % len(CHECKS), 1)
