"""Header text -> a form in which the same header written in different ways is equal."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

_SAME = str.maketrans("[]【】〔〕帐", "()()()账")
_BLANK = re.compile(r"[\s\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]+")
_EDGE = re.compile(r"^[*＊·、.]+|[*＊:：。、]+$")
_UNIT = re.compile(r"\(([^()]*)\)$")
_BEFORE_A_UNIT = re.compile(
    r"^(?:人民币|金额|计量|货币|计价|统计)?(?:单位)?(?:均?为)?[:,、]?(?:人民币)?[:,、]?"
)
_UNIT_AT_END = re.compile(
    r"(.*?[^0-9.一二三四五六七八九十百千万亿几数每单/:,、_—–-])[/:,、_—–-]?(百万元|亿元|万元|千元|百元|元)"
)
_MONEY_UNITS = {"元": 1, "百元": 100, "千元": 1000, "万元": 10_000, "百万元": 1_000_000, "亿元": 100_000_000}
_SCALES = ("百万", "千", "万", "亿")
_UNIT_LINE = re.compile(r"(?<!统计)(?<!填报)(?<!填表)(?<!编制)(?<!制表)单位(?:均?为)?[:：]?([^:：]*)")
_UNIT_WORD = re.compile(
    r"(?:^|[\s,，、;；/和(（])(?:人民币)?(百万元|亿元|万元|千元|百元|元|[百千万](?:人次|户次|[人户张个名件具对]))(?=$|[\s,，、;；/和)）])"
)
_MONEY = r"(百万元|亿元|万元|千元|百元|元)"
_TAKEN_IN = re.compile(
    rf"[以按](?:人民币)?{_MONEY}(?:为(?:计量|金额|货币)?单位|计算?|填[列报]|列示|反映)"
    rf"|(?:金额|资金|经费|数额|币种|货币)[:：][(（]?(?:人民币)?{_MONEY}[)）]?$"
)
_LOOSE_UNIT = re.compile(
    r"(?<![0-9一二三四五六七八九十几数每])(?:(百万|[百千万亿])元(?!以[上下内])|[/_:(-](百万|[千万亿])\)?$|(?<=[额金款费资])(百万|[万亿])$)"
)
_SPACED = re.compile(r"(?<=[百千万亿单])[\s　]+(?=[百万元位])")
PLAIN_UNITS = frozenset("元 人 户 张 个 次 名 项 处 家 件 岁 周岁 户次 人次 平方米 对 场 支 条 座 具".split())


@lru_cache(maxsize=65_536)
def normal(text: str) -> str:
    """Without blanks and line breaks, half width, without stars and a final colon, brackets as ( ), 帐 as 账."""
    clean = _BLANK.sub("", unicodedata.normalize("NFKC", text))
    return _EDGE.sub("", clean.translate(_SAME))


def split_unit(clean: str) -> tuple[str, str | None]:
    """A normal header -> its name and its unit: in its last brackets, or a unit of money at its end.

    金额(单位:万元), 金额/万元, 金额:万元 and 金额万元 are 金额 in 万元; 单位:万元 is a line that names no column.
    """
    found = _UNIT.search(clean)
    if found:
        unit = _BEFORE_A_UNIT.sub("", found[1])
        unit = f"{unit}元" if unit in _SCALES else unit
        known = unit in _MONEY_UNITS or unit in PLAIN_UNITS or unit.removeprefix("万") in PLAIN_UNITS
        return (clean[: found.start()], unit) if known else (clean, None)
    loose = _UNIT_AT_END.fullmatch(clean)
    return (loose[1], loose[2]) if loose and not loose[1].endswith("单位") else (clean, None)


def loose_unit(clean: str) -> str | None:
    """The unit of money that a normal header says without brackets of its own: 金额/万元, 发放金额万元, 金额(万)."""
    found = _LOOSE_UNIT.search(clean)
    return f"{(found[1] or found[2] or found[3])}元" if found else None


def money_unit(text: str | None) -> int | None:
    """How many 元 a unit of money is; None when it is not one."""
    return _MONEY_UNITS.get(text) if text else None


def unit_line(text: str) -> str | None:
    """The one unit of money that a 单位：万元 or 单位：人、万元 line above a table names."""
    units = {unit for unit in unit_words(text) if money_unit(unit)}
    return units.pop() if len(units) == 1 else None


def unit_words(text: str) -> list[str]:
    """Every unit of money, and of 万人 and the like, that a 单位：… line names."""
    clean = _SPACED.sub("", unicodedata.normalize("NFKC", text))
    if said := _TAKEN_IN.search(clean.replace(" ", "")):
        return [said[1] or said[2]]
    for written in (clean, clean.replace(" ", "")):
        line = _UNIT_LINE.search(written)
        if line and (found := _UNIT_WORD.findall(line[1])):
            return list(dict.fromkeys(found))
    return []


def only_units(cells: Iterable[str]) -> list[str]:
    """The units of a row that holds nothing but units, one of money among them: 元 人, （万元）; else none."""
    words = [normal(cell).strip("()").removeprefix("单位:").removeprefix("人民币") for cell in cells]
    said = [word for word in words if word]
    known = all(word in _MONEY_UNITS or word in PLAIN_UNITS for word in said)
    return said if known and any(word in _MONEY_UNITS for word in said) else []
