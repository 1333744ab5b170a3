"""A text -> its figures and times as tokens, with everything that only looks like a figure left out."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from operator import attrgetter

from taizhang import numbers
from taizhang.proofread import words
from taizhang.proofread.model import Kind

_START = re.compile(r"[-−+]?\d|[零〇一二两三四五六七八九十百千壹贰叁肆伍陆柒捌玖拾佰仟]")
_RATE = re.compile(r" ?(个百分点|百分点|个千分点|千分点|%|‰|个点)")
_POINTS_LATER = re.compile(r" ?个(?=(?:(?:、|和|及|与|以及) ?[-\d.]+ ?个)+(?:百分点|点))")
_TENTHS = re.compile(
    r"成(半|[一二三四五六七八九](?![十百千万个]))?(?![立为功果绩员年交人长本都就群品效分套片文熟因])"
)
_TIMES = re.compile(r" ?(倍|番)")
_RANGE = re.compile(r"(?:\(不?含\))? ?(?:[-—–~]{1,2}|至|到) ?")
_RATIO = re.compile(
    r"(?<![\d.:])(\d+(?:\.\d+)?)\s?[::]\s?(\d+(?:\.\d+)?)((?:\s?[::]\s?\d+(?:\.\d+)?)*)(?!\s?:|\d|\.\d)"
)
_RANKS = (
    re.compile(r"(第\s?(\d+|[一二三四五六七八九十百]+)\s?(?:名|位))(?!书记)"),
    re.compile(
        r"(?<=[列名居由从至到的为市省县区国州盟旗镇])(第\s?(\d+|[一二三四五六七八九十百]+))(?=[，,。；;、)\n升跃降退提前下后回]|$)"
    ),
)
_SLASHED = re.compile(r"([1-9])/([1-9]\d?)(?![\d/月日号])")
_SLASHED_AFTER = re.compile(r"[占约近过达于到为的]\s?$")
_HALF = re.compile(r"(过|超过?|近)?(一半|半数)")
_DOUBLED = re.compile(r"翻番|翻了?(一|两|三|四|[1-4])番")


@dataclass(frozen=True, slots=True)
class Token:
    """One figure as it stands: number and unit from ``start`` to ``end``."""

    start: int
    end: int
    kind: Kind
    value: Decimal
    step: Decimal
    rounded: bool
    unit: str = ""
    measure: str = ""
    factor: Decimal = Decimal(1)
    per: str = ""
    more: str = ""
    upper: Decimal | None = None
    weak: bool = False
    spelt: bool = False


@dataclass(frozen=True, slots=True)
class Time:
    """A date or a stretch of time that a text names."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Scan:
    """The figures, the times, and the stretches that only look like figures."""

    tokens: tuple[Token, ...]
    times: tuple[Time, ...]
    masked: tuple[tuple[int, int], ...]

    def times_in(self, start: int, end: int) -> Sequence[Time]:
        """The times that begin between two places, in order."""
        begins = attrgetter("start")
        return self.times[
            bisect_left(self.times, start, key=begins) : bisect_left(self.times, end, key=begins)
        ]


def scan(text: str) -> Scan:
    """Find every figure of a text that went through ``numbers.halved``."""
    taken = bytearray(len(text))
    masked = [span for span, _ in _declared(text, "not_claims", taken)]
    ranks = list(_ranks(text, taken))
    times = [Time(*span, found) for span, found in _declared(text, "times", taken)]
    tokens = _shared_units(text, sorted([*ranks, *_figures(text, taken)], key=lambda token: token.start))
    return Scan(tuple(tokens), tuple(sorted(times, key=lambda time: time.start)), tuple(sorted(masked)))


def _declared(text: str, name: str, taken: bytearray) -> Iterator[tuple[tuple[int, int], str]]:
    for pattern in words.patterns(name):
        for found in pattern.finditer(text):
            if found.end() > found.start() and not any(taken[found.start() : found.end()]):
                taken[found.start() : found.end()] = b"\1" * (found.end() - found.start())
                yield found.span(), found[0]


def _ranks(text: str, taken: bytearray) -> Iterator[Token]:
    """第3位, 第三名, 居全省第三."""
    for found in (found for ranks in _RANKS for found in ranks.finditer(text)):
        if not any(taken[found.start() : found.end()]):
            taken[found.start() : found.end()] = b"\1" * (found.end() - found.start())
            try:
                value = numbers.read(found[2]).value
            except ValueError:  # 第百百名 is no rank
                continue
            unit = found[0][-1] if found[0][-1] in "名位" else "位"
            yield Token(found.start(), found.end(), Kind.RANK, value, Decimal(1), False, unit, "rank")


def _figures(text: str, taken: bytearray) -> Iterator[Token]:
    position = 0
    while position < len(text):
        if taken[position]:
            position += 1
            continue
        token = _special(text, position) or _figure(text, position)
        if token is None or any(taken[token.start : token.end]):
            position += 1
            continue
        yield token
        position = token.end


_JOINT = re.compile(r"(?:、|和|及|与|，)")


def _shared_units(text: str, tokens: list[Token]) -> list[Token]:
    """分别为1.2、2.3和3.5亿元: the unit, and the scale, at the end of the list are meant for all."""
    found = list(tokens)
    scale = 1
    for index in range(len(found) - 2, -1, -1):
        token, after = found[index], found[index + 1]
        if token.unit or token.kind is not Kind.AMOUNT or not after.unit or token.spelt or after.spelt:
            continue
        if after.kind not in (Kind.AMOUNT, Kind.RATE, Kind.POINTS) or not _JOINT.fullmatch(
            text, token.end, after.start
        ):
            continue
        if tokens[index + 1].unit:
            said = text[after.start : after.end]
            scale = 10**8 if "亿" in said else 10**4 if "万" in said else 1
        times = scale if token.step < scale and token.value < scale else 1
        found[index] = replace(
            after, start=token.start, end=token.end, value=token.value * times, step=token.step * times,
            rounded=token.rounded or after.rounded, more=token.more, upper=None,
        )  # fmt: skip
    return found


def _special(text: str, position: int) -> Token | None:
    character = text[position]
    if character == "翻" and (found := _DOUBLED.match(text, position)):
        times = {"两": 2, "2": 2, "三": 3, "3": 3, "四": 4, "4": 4}.get(found[1] or "一", 1)
        return Token(
            position, found.end(), Kind.MULTIPLE, Decimal(2**times), Decimal("0.5"), True, "番", "times"
        )
    if character in "一半" and (found := _HALF.match(text, position)):
        return Token(position, found.end(), Kind.RATE, Decimal(50), Decimal(2), True, "%", "rate", spelt=True)
    if character.isdigit() and (found := _SLASHED.match(text, position)) and _is_share(text, found):
        share = numbers.quotient(Decimal(found[1]) * 100, Decimal(found[2]))
        return Token(position, found.end(), Kind.RATE, share, Decimal(5), True, "%", "rate", spelt=True)
    if character.isdigit() and (found := _RATIO.match(text, position)):
        value = numbers.quotient(Decimal(found[1]), Decimal(found[2])) if Decimal(found[2]) else Decimal(0)
        return Token(position, found.end(), Kind.RATIO, value, Decimal("0.01"), True, "", "ratio")
    return None


def _is_share(text: str, found: re.Match[str]) -> bool:
    """约占1/3 is a third, 1/3 alone may be a day, 24/7 and 6/5 are neither."""
    return int(found[1]) < int(found[2]) and bool(
        _SLASHED_AFTER.search(text[max(0, found.start() - 2) : found.start()])
    )


@cache
def _unit_pattern() -> re.Pattern[str]:
    return words.unit_pattern()


def _figure(text: str, position: int) -> Token | None:
    if not _START.match(text, position) or _inside_word(text, position):
        return None
    first = numbers.match_at(text, position)
    if first is None:
        return None
    single = _with_unit(text, first)
    return _range(text, first, single) or single


def _inside_word(text: str, position: int) -> bool:
    return (
        position > 0
        and text[position - 1].isascii()
        and (text[position - 1].isalnum() or text[position - 1] == ".")
    )


def _range(text: str, first: numbers.Written, single: Token | None) -> Token | None:
    end = single.end if single and single.unit else first.end
    link = _RANGE.match(text, end)
    if not link or first.percent or _changes(text, first.start):
        return None
    second = numbers.match_at(text, link.end())
    upper = _with_unit(text, second) if second else None
    if (
        second is None
        or upper is None
        or upper.kind not in (Kind.AMOUNT, Kind.RATE, Kind.AGE)
        or not upper.unit
    ):
        return None
    if single and single.unit and single.measure != upper.measure:
        return None
    low = first.value
    if not (single and single.unit) and not first.rounded:
        # 2—5万: the scale of the upper end is meant for both
        scale = upper.step if upper.step > 1 and first.value < 10_000 else Decimal(1)
        low = first.value * scale
    return Token(
        first.start, upper.end, Kind.AGE if upper.kind is Kind.AGE else Kind.RANGE, low, upper.step, upper.rounded,
        upper.unit, upper.measure, upper.factor, upper.per, "", upper.value,
    )  # fmt: skip


def _changes(text: str, position: int) -> bool:
    """由45%到52% is a change, not a range."""
    before = re.split(r"[，,。；;、\n]", text[max(0, position - 24) : position])[-1]
    return "由" in before or "从" in before


def _with_unit(text: str, written: numbers.Written) -> Token | None:
    if written.percent:
        return _token(written, written.end, Kind.RATE, "%", "rate")
    found = _RATE.match(text, written.end)
    if found and not (found[1] == "个点" and _counts_places(text, written.start)):
        return _rate(written, found)
    if found := _POINTS_LATER.match(text, written.end):  # 2.3个、5.5个百分点
        return _token(written, found.end(), Kind.POINTS, "个百分点", "points")
    if found := _TIMES.match(text, written.end):
        exact_step = written.step if written.rounded else written.step / 2  # 2倍 says more than 1.6倍
        return replace(_token(written, found.end(), Kind.MULTIPLE, "倍", "times"), step=exact_step)
    if found := _TENTHS.match(text, written.end):
        more = numbers.read(found[1]).value if found[1] and found[1] != "半" else 5 if found[1] else 0
        return Token(
            written.start, found.end(), Kind.RATE, written.value * 10 + more, Decimal(4 if found[1] else 10), True, "%",
            "rate", spelt=True, more=written.more,
        )  # fmt: skip
    return _counted(text, written)


def _counts_places(text: str, start: int) -> bool:
    """抽查54个点, 青山镇12个点 are places; only what rose, fell or differs is told in 个点 of a rate."""
    clause = re.split(r"[，,。；;、\n(]", text[max(0, start - 24) : start])[-1]
    return re.search(words.pattern("up", "down", "faster", "slower", "gaps", "to_go"), clause) is None


def _rate(written: numbers.Written, found: re.Match[str]) -> Token:
    if found[1] in ("%", "‰"):
        scale = Decimal(1) if found[1] == "%" else Decimal("0.1")
        return Token(
            written.start, found.end(), Kind.RATE, written.value * scale, written.step * scale, True, "%", "rate",
            more=written.more,
        )  # fmt: skip
    points = _token(written, found.end(), Kind.POINTS, "个百分点", "points")
    if "千" in found[1]:
        return replace(points, value=written.value / 10, step=written.step / 10)
    return points


def _token(written: numbers.Written, end: int, kind: Kind, unit: str, measure: str) -> Token:
    return Token(
        written.start, end, kind, written.value, written.step, True, unit, measure, more=written.more,
        spelt=written.spelt,
    )  # fmt: skip


def _counted(text: str, written: numbers.Written) -> Token | None:
    gap = 1 if text[written.end : written.end + 1] == " " else 0
    found = _unit_pattern().match(text, written.end + gap)
    if not found or text[found.end(1) - 1 : found.end(1) + 1] in _WORDS:
        plain = not written.spelt and not text[written.end : written.end + 1].isascii()
        at_end = written.end == len(text) or text[written.end] in "\t\n ,;()"
        if written.spelt or not (plain or at_end):
            return None
        return _token_of(written, written.end, "", "", Decimal(1), "")
    unit = words.units()[found[1]]
    if _not_a_unit(text, written, found):
        return None
    return _token_of(written, found.end(), unit.word, unit.kind, unit.factor, (found[2] or "").strip("/"))


_WORDS = (
    "回升",
    "回落",
    "回归",
    "回收",
    "节约",
    "节省",
    "节余",
    "节支",
    "期间",
    "届时",
    "部门",
    "部署",
    "面积",
    "场所",
    "次于",
    "升到",
    "升至",
    "升为",
)


def _not_a_unit(text: str, written: numbers.Written, found: re.Match[str]) -> bool:
    after = text[found.end() : found.end() + 1]
    if found[1] == "年" and written.value > 1000:
        return True
    if found[1] == "分" and after == "之":  # 93分之间 is a score, 3分之1 is none
        return text[found.end() + 1 : found.end() + 2] not in "间内外上下多差"
    return (found[1] == "分" and after in "类别享散析") or (found[1] == "个" and after in "别体人性")


def _token_of(
    written: numbers.Written, end: int, unit: str, measure: str, factor: Decimal, per: str
) -> Token:
    weak = written.spelt and written.end - written.start == 1
    more = written.more
    kind = Kind.AGE if measure == "age" else Kind.AMOUNT
    return Token(
        written.start, end, kind, written.value, written.step, written.rounded, unit, measure, factor, per, more,
        weak=weak, spelt=written.spelt,
    )  # fmt: skip
