"""四项整改：健全…；清理…；完善…, 三个统一：统一甲、统一乙… -> whether as many clauses follow as are said."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from taizhang.proofread.claims import Reading
from taizhang.proofread.model import Check, Claim, Kind
from taizhang.proofread.rules.wording.points import number, remark

_FAR, _LEAST, _MOST = 2, 3, 12
_SAYING = re.compile(
    r"([两二三四五六七八九十])[个项条大件篇]([^”“，。、:\s]{1,4})[”]?[:]((?:[^、。；，\n]{2,12}、)+[^、。；，\n]{2,12})"
)
_SEMICOLONS = re.compile(
    r"(?<![第一二三四五六七八九十\d.])([两二三四五六七八九十2-9])(项|个方面|件|条|大任务|点)[^，。；：:\d\n]{1,10}[:：]((?:[^：:。；\n]{4,60}；)+[^：:。；\n]{4,60})[。\n]"
)
_NUMBERED = re.compile(r"[一1]是|第一|一要|\(?[一1][)、]")
_BIG = re.compile(r"(?<![第十百千\d])([两二三四五六七八九十])大[^，。；：:\d\n]{2,16}[:：]")
_NAMED = re.compile(r"[^，。；、：:□]{2,12}□+")
_OPEN = re.compile(r"其余|其他|其中|等|合计|共")


def checks(reading: Reading) -> Iterator[Check]:
    """Every count before a colon whose clauses can be told apart."""
    yield from _sayings(reading)
    yield from _semicolons(reading)
    for found in _BIG.finditer(reading.text):
        yield from _figures(reading, found.span(1), number(found[1]), found.end())
    for claim in reading.claims:
        colon = re.match(r"[^，。；：:□]{1,16}[:：]", reading.blanked[claim.outer_end :][:20])
        if colon and _counts(claim):
            place = (claim.start, claim.end)
            yield from _figures(reading, place, int(claim.value), claim.outer_end + colon.end())


def _counts(claim: Claim) -> bool:
    return claim.kind is Kind.AMOUNT and claim.measure == "pieces" and _LEAST <= claim.value <= _MOST


def _sayings(reading: Reading) -> Iterator[Check]:
    """“三个统一”：统一甲、统一乙、统一丙: the saying counts its own items."""
    for found in _SAYING.finditer(reading.text):
        items = found[3].split("、")
        if all(found[2] in item for item in items):
            reason = f"文中说{found[1]}个，列出{len(items)}个（{'、'.join(items)}）；请核对。"
            yield remark(reading, (found.start(1), found.end(2)), reason, number(found[1]), len(items))


def _semicolons(reading: Reading) -> Iterator[Check]:
    """四项整改：健全…；清理…；完善…: one item a semicolon."""
    for found in _SEMICOLONS.finditer(reading.text):
        said, items = number(found[1]), found[3].count("；") + 1
        if not _NUMBERED.match(found[3]) and abs(items - said) <= _FAR:
            reason = f"文中说{found[1]}{found[2]}，用分号列出{items}项；请核对。"
            yield remark(reading, found.span(1), reason, said, items)


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
