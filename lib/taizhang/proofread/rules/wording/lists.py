"""三个…：甲、乙、丙 -> whether as many are named as are said."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from taizhang.proofread.claims import Reading
from taizhang.proofread.model import Check, Claim, Kind, Status
from taizhang.proofread.rules import verdicts
from taizhang.proofread.words import pattern

RULE = "列举个数"
_MOST = 12
_ITEM = r"[^，,。；;：:、\s()“”□]{2,16}"
_BEFORE = re.compile(rf"((?:{_ITEM}、)+{_ITEM}?(?:(?:和|及|以及){_ITEM})?)(等)?$")
_AFTER = re.compile(
    rf"^[^，,。；;：:、()□]{{0,12}}(?:[:：(]|(?<=[县区镇乡村市位门道校构])(?:是|为)|，?(?:分别是|分别为|即|包括|依次为|分别在|分别位于|分布于|位于)[:：]?)\s*((?:{_ITEM}、)+{_ITEM})"
)
_SAYING = re.compile(
    r"([两二三四五六七八九十])[个项条]([^”“，。、:\s]{1,4})[”]?[:]((?:[^、。；，\n]{2,12}、)+[^、。；，\n]{2,12})"
)
_MARKED = re.compile(
    r"(?<![第一二三四五六七八九十\d.])([两二三四五六七八九十2-9])(?:个(?!月|百分点)|项|条|点|大|方面|类)[^。；\n\d]{0,24}?[，。；：:](一是|一要|第一|一抓|一方面)"
)
_SEMICOLONS = re.compile(
    r"(?<![第一二三四五六七八九十\d.])([两二三四五六七八九十2-9])(项|个方面|件|条|大任务|点)[^，。；：:\d\n]{1,10}[:：]((?:[^：:。；\n]{4,60}；)+[^：:。；\n]{4,60})[。\n]"
)
_FIRSTS = "一二三四五六七八九十"


@cache
def _nouns() -> re.Pattern[str]:
    return re.compile(
        rf"^(?:大|类|重点|主要|试点|镇街|民族|先进|示范|中心|专项|新建|贫困|主题|系列|专题|民生)?{pattern('listed')}"
    )


def checks(reading: Reading) -> Iterator[Check]:
    """Every small count that stands beside its list."""
    yield from _sayings(reading)
    yield from _after_colon(reading)
    yield from _points(reading)
    for claim in reading.claims:
        if (
            claim.kind is not Kind.AMOUNT
            or claim.measure not in ("pieces", "times_done", "copies", "cases", "buildings", "people")
            or not 2 <= claim.value <= _MOST
            or claim.qualifier
            or claim.unit == "期"  # 三期工程 is a phase
            or re.search(r"分别|各(?:自|有|增|减|建|设)?", claim.lead[-5:])
        ):
            continue
        if claim.measure in ("pieces", "times_done"):
            yield from _named_before(reading, claim)
        yield from _named_after(reading, claim)


def _named_before(reading: Reading, claim: Claim) -> Iterator[Check]:
    start = reading.sentences[claim.sentence][0]
    found = _BEFORE.search(reading.blanked[start : claim.outer_start])
    if not found or not _nouns().match(claim.tail or claim.unit) or "□" in found[1]:
        return
    if re.match(r"围绕|聚焦|针对|立足|对照|按照|根据|依托|通过", found[1]):
        return  # 围绕甲、乙提出6项: what is counted is not what is named
    items = _items(found[1])
    more = bool(found[2])
    wrong = len(items) > claim.value if more else len(items) != claim.value
    if wrong and (more or abs(len(items) - claim.value) <= 2):
        yield _remark(
            reading,
            claim,
            items,
            claim.start - (len(reading.blanked[start : claim.outer_start]) - found.start()),
        )
    elif not more and len(items) == claim.value:
        yield _right(reading, claim, items)


def _named_after(reading: Reading, claim: Claim) -> Iterator[Check]:
    end = reading.sentences[claim.sentence][1]
    text = reading.blanked[claim.outer_end : end]
    found = _AFTER.match(text)
    if (
        not found
        or re.match(r"等", text[found.end() :])
        or found[1].endswith("等")
        or re.search(r"□|其中", found[1])
    ):
        return
    items = _items(re.sub(r"等.{0,6}$", "", found[1]))
    if len(items) != claim.value and "等" not in found[1] and abs(len(items) - claim.value) <= 2:
        yield _remark(reading, claim, items, claim.start)
    elif len(items) == claim.value:
        yield _right(reading, claim, items)


def _sayings(reading: Reading) -> Iterator[Check]:
    """“三个统一”：统一甲、统一乙、统一丙: the saying counts its own items."""
    for found in _SAYING.finditer(reading.text):
        said = "零一二三四五六七八九十".find(found[1].replace("两", "二"))
        items = _items(found[3])
        alike = all(found[2] in item for item in items)
        if said < 2 or not alike:
            continue
        start, end = found.start(1), found.end(2)
        right = len(items) == said
        reason = (
            "所列项数相符。"
            if right
            else f"文中说{found[1]}个，列出{len(items)}个（{'、'.join(items)}）；请核对。"
        )
        status = Status.RIGHT if right else Status.DOUBTFUL
        text = reading.original[start:end]
        yield Check(
            RULE,
            status,
            start,
            end,
            text,
            "" if right else str(len(items)),
            reason,
            ((start, end),),
            (start, end),
        )


def _after_colon(reading: Reading) -> Iterator[Check]:
    """四项整改：健全…；清理…；完善…: one item a semicolon."""
    for found in _SEMICOLONS.finditer(reading.text):
        said, items = _number(found[1]), found[3].count("；") + 1
        numbered = re.match(r"[一1]是|第一|一要|\(?[一1][)、]", found[3])
        if numbered or said < 2 or abs(items - said) > 2:
            continue
        right, place = items == said, found.span(1)
        reason = "所列项数相符。" if right else f"文中说{found[1]}{found[2]}，用分号列出{items}项；请核对。"
        status = Status.RIGHT if right else Status.DOUBTFUL
        text = reading.original[slice(*place)]
        yield Check(RULE, status, *place, text, "" if right else str(items), reason, (place,), place)


def _items(text: str) -> list[str]:
    found = [part for part in text.split("、") if part]
    last = re.split(r"(?:以及|和|及)(?=.{2,})", found[-1], maxsplit=1) if found else []
    return [*found[:-1], *(part for part in last if part)]


def _points(reading: Reading) -> Iterator[Check]:
    """三个方面：一是…二是…, 四点：第一…第二…: the marks go as far as said."""
    for found in _MARKED.finditer(reading.text):
        said = _number(found[1])
        line_end = reading.text.find("\n", found.end())
        following = reading.text[found.start(2) : line_end if line_end >= 0 else len(reading.text)]
        count = 1
        while count < len(_FIRSTS) and re.search(_mark(found[2], _FIRSTS[count]), following):
            count += 1
        if said < 2:
            continue
        start, end = found.span(1)
        right = count == said
        reason = "所列项数相符。" if right else f"文中说“{found[1]}”，但只列到第{count}项；请核对。"
        status = Status.RIGHT if right else Status.DOUBTFUL
        text = reading.original[start:end]
        yield Check(
            RULE, status, start, end, text, "" if right else str(count), reason, ((start, end),), (start, end)
        )


def _mark(first: str, numeral: str) -> str:
    return rf"(?:[，。；：:]|^){first.replace('一', numeral)}"


def _number(word: str) -> int:
    return int(word) if word.isdigit() else "零一二三四五六七八九十".find(word.replace("两", "二"))


def _right(reading: Reading, claim: Claim, items: Sequence[str]) -> Check:
    return verdicts.check(reading, RULE, Status.RIGHT, [claim], f"所列项数与{claim.text}相符。")


def _remark(reading: Reading, claim: Claim, items: Sequence[str], start: int) -> Check:
    reason = f"文中说{claim.text}，列出{len(items)}个（{'、'.join(items)}）；请核对是漏列还是数错。"
    return verdicts.check(reading, RULE, Status.DOUBTFUL, [claim], reason, expected=str(len(items)))
