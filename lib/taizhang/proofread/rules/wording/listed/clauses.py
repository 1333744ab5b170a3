"""四项整改：健全…；清理…；完善…, 三个问题：甲不足，乙不够… -> whether as many clauses follow as are said."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from taizhang.proofread import words
from taizhang.proofread.claims import Reading
from taizhang.proofread.model import Check, Claim, Kind
from taizhang.proofread.rules.wording.listed.points import number, remark

_FAR, _LEAST, _MOST = 2, 3, 12
_SEMICOLONS = re.compile(
    r"(?<![第一二三四五六七八九十\d.])([两二三四五六七八九十2-9])(项|个方面|件|条|大任务|点)[^，。；：:\d\n]{1,10}[:：]((?:[^：:。；\n]{4,60}；)+[^：:。；\n]{4,60})[。\n]"
)
_NUMBERED = re.compile(r"[一1]是|第一|一要|\(?[一1][)、]")
_BIG = re.compile(r"(?<![第十百千\d])([两二三四五六七八九十])大[^，。；：:\d\n]{2,16}[:：]")
_NAMED = re.compile(r"[^，。；、：:□]{2,12}□+")
_PLAIN = re.compile(r"[^、□\d“”()]{3,14}")
_GOES_ON = re.compile(r"^(?:[但并且而又也还]|从而|导致|造成|影响|使|以致|特别是|尤其)|一是|首先")
_SAYING = re.compile(
    r"(?<![第一二三四五六七八九十\d.])([两二三四五六七八九十2-9])(?:个方面|个|件|条|大|点|项|类|种|样|步|招)[^，。；：:\d\n]{0,8}[:：]"
    r"((?:[一-鿿]{3,8}[，；])+[一-鿿]{3,8})[。\n]"
)
_OPEN = re.compile(r"其余|其他|其中|等|合计|共")


def checks(reading: Reading) -> Iterator[Check]:
    """Every count before a colon whose clauses can be told apart."""
    yield from _semicolons(reading)
    yield from _commas(reading)
    for found in _BIG.finditer(reading.text):
        yield from _figures(reading, found.span(1), number(found[1]), found.end())
    for claim in reading.claims:
        colon = re.match(r"[^，。；：:□]{1,16}[:：]", reading.blanked[claim.outer_end :][:20])
        if colon and _counts(claim):
            place = (claim.start, claim.end)
            yield from _figures(reading, place, int(claim.value), claim.outer_end + colon.end())


def _counts(claim: Claim) -> bool:
    return claim.kind is Kind.AMOUNT and claim.measure == "pieces" and _LEAST <= claim.value <= _MOST


def _semicolons(reading: Reading) -> Iterator[Check]:
    """四项整改：健全…；清理…；完善…: one item a semicolon."""
    for found in _SEMICOLONS.finditer(reading.text):
        said, items = number(found[1]), found[3].count("；") + 1
        if not _NUMBERED.match(found[3]) and abs(items - said) <= _FAR:
            reason = f"文中说{found[1]}{found[2]}，用分号列出{items}项；请核对。"
            yield remark(reading, found.span(1), reason, said, items)


def _commas(reading: Reading) -> Iterator[Check]:
    """存在三个问题：甲不足，乙不够，丙滞后。: short clauses without figures, one more or less than said."""
    yield from _parallel(reading)
    for found in _told().finditer(reading.text):
        clauses = re.split(r"[，；]", found[3])
        plain = all(_PLAIN.fullmatch(clause) and not _GOES_ON.search(clause) for clause in clauses)
        said, listed = number(found[1] or found[2]), len(clauses)
        if plain and listed > 1 and abs(listed - said) <= 1:
            place = found.span(1) if found[1] else found.span(2)
            reason = f"文中说{said}个，后面列出{listed}个；请核对是漏列还是数错。"
            yield remark(reading, place, reason, said, listed)


def _parallel(reading: Reading) -> Iterator[Check]:
    """抓了三件事：建阵地，强队伍，优服务。: clauses of one length, as a saying has them."""
    for found in _SAYING.finditer(reading.text):
        clauses = re.split("[，；、]", found[2])
        said, listed = number(found[1]), len(clauses)
        even = len(set(map(len, clauses))) == 1 and len(set(clauses)) == listed
        if even and listed >= _LEAST and abs(listed - said) <= 1:
            reason = f"文中说{said}个，后面列出{listed}个；请核对是漏列还是数错。"
            yield remark(reading, found.span(1), reason, said, listed)


@cache
def _told() -> re.Pattern[str]:
    """两方面突出问题：…, 问题主要有三个：…"""
    count = r"(?<![第一二三四五六七八九十\d.])([两二三四五六七八九十2-9])(?:个方面|方面|个|大|点|项|类|种)的?"
    noun = words.pattern("told_of")
    return re.compile(
        rf"(?:{count}[^，。；：:\d\n]{{0,6}}{noun}|{noun}(?:主要)?(?:有|是|表现在|体现在|集中在)(?:以下)?{count})(?:是|有)?[:：]([^。：:\n]{{6,80}})[。\n]"
    )


def _figures(reading: Reading, place: tuple[int, int], said: int, start: int) -> Iterator[Check]:
    """五大产业：甲增长6.1%，乙增长8.7%…: a name and a figure of one kind in each clause up to the full stop."""
    text = re.split(r"[。\n]", reading.blanked[start:])[0]
    clauses = re.split(r"[，、；]", text)
    inside = [claim for claim in reading.claims if start <= claim.start < start + len(text)]
    alike = all(one.kind is other.kind and one.measure == other.measure for one, other in pairwise(inside))
    named = all(_NAMED.fullmatch(clause) for clause in clauses)
    if not named or not alike or len(clauses) < _LEAST or _OPEN.search(text):
        return
    if abs(len(clauses) - said) <= _FAR:
        reason = f"文中说{said}个，后面列出{len(clauses)}个；请核对是漏列还是数错。"
        yield remark(reading, place, reason, said, len(clauses))
