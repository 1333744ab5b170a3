"""甲、乙、丙三个…, 三个…分别是甲、乙、丙 -> whether as many are named as are said."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from taizhang.proofread import words
from taizhang.proofread.claims import Reading
from taizhang.proofread.model import Check, Claim, Kind
from taizhang.proofread.rules.mentions.slipped import is_spelt
from taizhang.proofread.rules.wording.listed.points import number, remark

_MOST, _FAR, _OPEN_LEAST, _SHORT = 12, 2, 3, 8
_LONG, _EVEN, _NOUN_LENGTH, _PAIR = 6, 3, 4, 2
_WORD = r"[^，,。；;：:、\s()“”《》□]"
_PLAIN = rf"(?:{_WORD}{{1,16}}|{_WORD}{{0,10}}“[^“”、\n□]{{1,14}}”{_WORD}{{0,10}})"
_LAST = rf"(?:{_WORD}{{1,16}}?|{_WORD}{{0,10}}?“[^“”、\n□]{{1,14}}”{_WORD}{{0,10}}?)"
_FIRST = rf"(?:{_WORD}{{1,24}}|{_WORD}{{0,16}}“[^“”、\n□]{{1,14}}”{_WORD}{{0,10}})"
_QUOTED = r"“[^“”、\n□]{1,14}(?:、[^“”、\n□]{1,14})+”"
_MARKED = r"(?:《[^《》\n]{2,60}》|“[^“”\n]{2,16}”)"
_AND = r"(?:、|和|及|与|以及|，)?"
_BEFORE = re.compile(
    rf"(?:(?P<marked>(?:{_MARKED}{_AND})+{_MARKED})|(?P<quoted>{_QUOTED})|(?P<plain>{_FIRST}、(?:{_PLAIN}、)*{_LAST}(?:(?:和|及|以及|与){_PLAIN})?))(?P<open>等)?(?:这|的)?(?P<summed>[，,](?:对|给)?(?:上述|以上|前述|上列|这|那)?|[，,]?(?:一共|总共|合计|共计|共有|共是|共|计)(?:是|有)?)?$"
)
_NOUN = r"(?:[^，,。；;：:、()□《》“”]|\([^()□]{1,6}\)|“[^“”\n]{1,10}”)"
_LINK = (
    rf"(?:{_NOUN}{{0,12}}(?:[:：(]|(?<=[县区镇乡村市位门道校构])(?:是|为))"
    rf"|{_NOUN}{{0,12}}，(?P<own>(?!分别|依次|即|主要|重点|部分|代表|其中|新增|另)[一-鿿]{{2,8}}?)(?:分别|依次)?[为是系]:"
    rf"|{_NOUN}{{0,12}}，?(?:即|包括|分别在|分别位于|分布于|分布在|位于)[:：]?"
    rf"|{_NOUN}{{0,24}}，?(?:分别是|分别为|依次是|依次为)[:：]?)"
)
_ANY = r"[^，,。；;：:、\s()□《》]{2,20}"
_AFTER = re.compile(
    rf"^{_LINK}\s*(?:(?P<marked>(?:{_MARKED}{_AND})+{_MARKED})|(?P<plain>(?:{_ANY}、)+{_ANY}))"
)
_PAIRED = re.compile(
    rf"^{_NOUN}{{0,24}}，?(?:分别[是为系]|依次[是为]|即|包括)[:：]?(?P<plain>{_ANY}?(?:以及|和|及|与){_ANY})(?=[，,。；;]|$)(?P<marked>)"
)
_TITLES = re.compile(rf"^{_NOUN}{{0,8}}(?P<marked>(?:《[^《》\n]{{2,60}}》{_AND})+《[^《》\n]{{2,60}}》)")
_COUNTED_NOUN = re.compile(r"[一-鿿]{2}")
_SAID_TO_BE = re.compile(r".[有为是](?!.{0,6}[了过])..|包括|分别[有为是]|依次[为是]")
_COUNTED = re.compile(
    r"[两二三四五六七八九十][个条项类种家所处大级地方部局院校县区市镇乡村][^、和及与—：:]*[、和及与]"
)
_NESTED = re.compile(r"[两二三四五六七八九十\d][省市县区镇地州]的")
_NAMED = re.compile(r"[一-鿿]{2}|事")
_PLACES = "[省市县区旗镇乡村]"
_THINGS = ("pieces", "times_done", "copies", "cases", "buildings", "layers")
_PEOPLE = ("people", "household")
_ONE = re.compile(r"一[一-鿿]")
_HEAD = re.compile(r"(?:[(（]?[一二三四五六七八九十\d]+[)）、.])?\s*“?$")


def checks(reading: Reading) -> Iterator[Check]:
    """Every small count that stands beside its list."""
    yield from _bare(reading)
    for claim in reading.claims:
        if _counts(claim) and (claim.measure in (*_THINGS, *_PEOPLE) or _sheets(claim)):
            yield from _named_before(reading, claim)
            yield from _named_after(reading, claim)


def _listing(reading: Reading, start: int, end: int) -> str:
    """The text with its figures as holes, but for 一次告知 and 一站式, which are parts of names."""
    if ("listing",) not in reading.answers:
        said = list(reading.blanked)
        for claim in reading.claims:
            if _ONE.fullmatch(claim.text):
                said[claim.start : claim.end] = reading.text[claim.start : claim.end]
        reading.answers["listing",] = "".join(said)
    whole: str = reading.answers["listing",]
    return whole[start:end]


def _bare(reading: Reading) -> Iterator[Check]:
    """甲、乙、丙三部门, 两方面问题：甲、乙、丙: a numeral before its noun, without a classifier."""
    for found in _bare_counts().finditer(reading.text):
        said, place = number(found[1]), found.span()
        start, end = next(part for part in reading.sentences if part[0] <= found.start() < part[1])
        beside = _list_before(_listing(reading, start, found.start())) or _list_after(
            _listing(reading, found.end(), end)
        )
        items = _items(beside) if beside else []
        if beside and abs(len(items) - said) <= _FAR:
            listed = said if _may_be(beside, items, said) else len(items)
            reason = f"文中说{found[0]}，列出{listed}个（{'、'.join(items)}）；请核对是漏列还是数错。"
            yield remark(reading, place, reason, said, listed)


def _list_before(text: str) -> re.Match[str] | None:
    found = _BEFORE.search(text)
    return found if found and not found["open"] and not _broken().search(_items(found)[-1]) else None


def _list_after(text: str) -> re.Match[str] | None:
    """The list behind a count, where it is all there is: no 等, and no semicolon with more of it behind."""
    found = _AFTER.match(text)
    if found is None or "等" in found[0] or "其中" in found[0]:
        return None
    return None if text[found.end() :].startswith(("；", "、", "等")) else found


@cache
def _bare_counts() -> re.Pattern[str]:
    nouns = words.either(words.words("bare_listed"))
    return re.compile(
        rf"(?<![第十百千一二三四五六七八九\d.年月])([两二三四五六七八九十]|[2-9])(?:个(?=方面))?({nouns})(?![级委会办曲门长便式位法向])"
    )


def _counts(claim: Claim) -> bool:
    """A small plain count; 各3个 counts for each, 三期工程 is a phase."""
    small = claim.kind is Kind.AMOUNT and 2 <= claim.value <= _MOST and not claim.qualifier
    each = re.search(r"分别|[各每](?:自|有|增|减|建|设|县|镇|村|乡|个)?[^，]{0,2}$", claim.lead[-5:])
    return small and claim.unit != "期" and not each


def _sheets(claim: Claim) -> bool:
    """七张报表: not of beds, of which nobody makes a list."""
    return claim.unit == "张" and bool(re.match(rf"[一-鿿]{{0,4}}?{words.pattern('sheets')}", claim.tail))


def _named_before(reading: Reading, claim: Claim) -> Iterator[Check]:
    start = reading.sentences[claim.sentence][0]
    found = _BEFORE.search(_listing(reading, start, claim.outer_start))
    if not found:
        return
    items = _items(found)
    if len(items) == 1:
        return  # 撤3个镇、设2个街道: one name is no list
    if not (found["marked"] or found["quoted"]) and not _is_counted(claim, found, items):
        return
    said, listed = int(claim.value), len(items)
    if found["open"] and not (listed > said or (listed >= _OPEN_LEAST and said - listed == 1)):
        if listed == said:
            yield _judged(reading, claim, items)
        return
    if abs(listed - said) <= _FAR or found["open"]:
        yield _judged(reading, claim, items, bool(found["open"]))


def _is_counted(claim: Claim, found: re.Match[str], items: Sequence[str]) -> bool:
    """Whether it is the names that are counted; behind a comma only where they are said to be all, or bear the noun."""
    if "，" not in (found["summed"] or ""):
        return not _broken().search(items[-1]) and _of_one_kind(claim, items, bool(found["open"]))
    if found["open"] or "等" in items[-1]:
        return False
    if _is_all_there_is(claim, found, items):
        return True
    noun = _COUNTED_NOUN.match(claim.tail) and (
        abs(len(items) - claim.value) > 1 or not _nouns().match(claim.tail)
    )
    bears = all(item[-1] in claim.tail[:3] for item in items)
    return len(found["summed"]) > 1 and (bears or (not noun and bool(_SAID_TO_BE.search(items[0]))))


def _is_all_there_is(claim: Claim, found: re.Match[str], items: Sequence[str]) -> bool:
    """申请、受理、评议、公示，五个步骤…: a sentence that begins with names and nothing else, and then counts."""
    longest = max(map(len, items[1:]))
    alone = len(items) >= _OPEN_LEAST and len(items[0]) <= longest <= _SHORT
    begins = bool(_HEAD.fullmatch(found.string[: found.start("plain")]))
    return alone and begins and bool(claim.tail) and claim.measure not in _PEOPLE and is_spelt(claim)


def _of_one_kind(claim: Claim, items: Sequence[str], unfinished: bool) -> bool:
    """What is counted is what is named: a noun of lists, names that end as the noun does (…股: 股室), sorts of
    things (三类设施), or short names and a noun where at most one is missing."""
    if _wider(claim, items):
        return False
    if claim.measure in _PEOPLE:
        return _even(items) and abs(len(items) - claim.value) <= 1 and _are_persons(claim, items)
    same = all(item[-1] in claim.tail[:3] for item in items)
    near = abs(len(items) - claim.value) <= (_FAR if is_spelt(claim) else 1)
    lengths = [len(item) for item in items[1:]]
    short = len(items) >= _OPEN_LEAST and max(lengths) <= min(_SHORT, min(lengths) + _EVEN) and near
    sorts = claim.unit in words.words("sorts") and near
    if not claim.tail:
        return sorts or (short and _even(items) and _counts_names(claim))
    noun = bool(_nouns().match(claim.tail))
    return noun or same or sorts or (short and (unfinished or bool(_NAMED.match(claim.tail))))


def _counts_names(claim: Claim) -> bool:
    """甲、乙、丙三项, and 三件 in words; but 来电、来信、来访4件 counts what came."""
    return claim.unit in words.words("counts_names" if is_spelt(claim) else "counts_names_always")


def _even(items: Sequence[str]) -> bool:
    """Whether the last of three names or more is one of them alone: in 乙县、丙县慰问5位 it holds a verb as well."""
    last, middle = items[-1], items[1:-1]
    ends = any(item[-1] == last[-1] for item in items[:-1])
    return len(items) >= _OPEN_LEAST and (ends or len(last) <= max(map(len, middle)) + 1)


def _are_persons(claim: Claim, items: Sequence[str]) -> bool:
    """甲区、乙区、丙县三位局长, 张某、李某、王某3人; but 甲县、乙县、丙县4人 counts who is not named."""
    titled = re.match(words.pattern("office_holders"), claim.tail)
    bare = not claim.tail and not any(item[-1] in _PLACES for item in items)
    return bool(titled or (bare and claim.unit in ("位", "人")))


def _wider(claim: Claim, items: Sequence[str]) -> bool:
    """在甲县、乙县、丙县4个乡镇: what is counted lies within what is named."""
    ends = {item[-1] for item in items}
    noun = re.match(rf"(?:{_PLACES})+", claim.tail)
    return bool(noun) and len(ends) == 1 and ends <= set(_PLACES) and not ends & set(noun[0] if noun else "")


def _named_after(reading: Reading, claim: Claim) -> Iterator[Check]:
    end = reading.sentences[claim.sentence][1]
    text = _listing(reading, claim.outer_end, end)
    found = _TITLES.match(text) or _AFTER.match(text) or _pair(text, claim)
    if not found or text[found.end() :].startswith(("等", "…", "、")) or "其中" in found[0]:
        return
    own = found.groupdict().get("own")
    if own and not set(own) & set(claim.lead + claim.tail):
        return  # 新增工作站6家，牵头部门为：…: a list of others
    items = _items(found)
    if items[-1].endswith("等"):
        return
    if "等" not in found[0] and abs(len(items) - claim.value) <= _FAR:
        yield _judged(reading, claim, items)


def _pair(text: str, claim: Claim) -> re.Match[str] | None:
    """3个，分别是甲和乙: two names for more than two; 甲和乙两类 counts otherwise."""
    found = _PAIRED.match(text)
    counted = found and re.search(
        r"[两二三四五六七八九十][^，]?$|[两二三四五六七八九十][类种方大]", found["plain"]
    )
    return found if found and claim.value > _PAIR and not counted else None


def _items(found: re.Match[str]) -> list[str]:
    if found["marked"]:
        return re.findall(_MARKED, found["marked"])
    if found.groupdict().get("quoted"):
        return found["quoted"].strip("“”").split("、")
    *parts, last = _parts(found)
    split = re.split(r"(?:以及|和|及|与)(?=.{2,})", last, maxsplit=1)
    return [*parts, *(part for part in split if part)]


def _parts(found: re.Match[str]) -> list[str]:
    """The names between the marks, behind an earlier count and its own list (甲、乙两县和丙、丁、戊三区)."""
    plain = _NESTED.split(_COUNTED.split(found["plain"])[-1])[-1]
    parts = [part for part in plain.split("、") if part]
    counted = found.string[: found.start("plain")].endswith("□")  # □阶级、社会主义: a count before it
    return parts[1:] if counted and len(parts) > 1 and len(parts[0]) <= _NOUN_LENGTH else parts


def _may_be(found: re.Match[str], items: Sequence[str], said: int) -> bool:
    """Whether as many are listed as said: 维护世界和平与促进共同发展 is one item, or two."""
    long = not found.groupdict().get("quoted") and not found["marked"] and max(map(len, items[-2:])) > _LONG
    return len(items) == said or (long and len(_parts(found)) == said)


def _judged(reading: Reading, claim: Claim, items: Sequence[str], unfinished: bool = False) -> Check:
    more = "“等”字如表示未列完，不必改" if unfinished and len(items) < claim.value else "请核对是漏列还是数错"
    reason = f"文中说{claim.text}，列出{len(items)}个（{'、'.join(items)}）；{more}。"
    return remark(reading, (claim.start, claim.end), reason, int(claim.value), len(items))


@cache
def _nouns() -> re.Pattern[str]:
    return re.compile(rf"^{words.pattern('listed_as')}?{words.pattern('listed')}")


@cache
def _broken() -> re.Pattern[str]:
    """围绕甲、乙提出6项: what is counted is not what is named."""
    return re.compile(rf"每|{words.pattern('list_breaks')}(?:了|共|出|的)?$")
