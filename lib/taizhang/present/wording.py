"""A fact and the formats that a template asks for -> the words and digits that are printed."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from taizhang import numbers
from taizhang.declare.specs import Catalogue, IndicatorSpec
from taizhang.errors import ReportError, nearest
from taizhang.indicators import CHANGE, GROWTH, Fact, FactBook
from taizhang.periods import parse
from taizhang.present.pieces import Piece, Rich

GROWTH_DECIMALS = 1
FLOORED = {"以上": False, "余": True, "多": True, "超过": True}
_DECIMALS = re.compile(r"保留(\d)位")
PERCENT = "%"


@dataclass(frozen=True, slots=True)
class Request:
    """A placeholder for a number: label, place (None: the edition's), formats, and where it stands."""

    label: str
    place: str | None
    formats: tuple[str, ...]
    where: str

    @property
    def form(self) -> str:
        """The formats as one text, kept with the piece so that it can be said again."""
        return "|".join(self.formats)


@dataclass(frozen=True, slots=True)
class Wording:
    """Says facts in Chinese; every number it prints is a piece that carries the fact's id."""

    book: FactBook
    catalogue: Catalogue

    def say(self, request: Request) -> Rich:
        """The words for a placeholder.

        Raises ReportError for an unknown label (naming the nearest), a fact without a value, or a
        format that does not fit the indicator.
        """
        spec = self.spec(request)
        decimals, unit, verb = _read_formats(spec, request)
        if verb in COMPARED:
            return COMPARED[verb](self, spec, request)
        fact = self._fact(spec.id, request)
        if verb in FLOORED:
            return _floored(fact, spec, verb, request)
        return (Piece(printed(fact, spec, unit, decimals) + _shown_unit(unit), fact.fact, request.form),)

    def spec(self, request: Request) -> IndicatorSpec:
        """The indicator of that label."""
        known = self.catalogue.by_label()
        if request.label not in known:
            near = nearest(request.label, known)
            raise ReportError(
                request.where,
                f"占位符“{request.label}”不是任何指标的名称",
                f"是否为“{near}”？请在模板中改正。" if near else "请在模板中改成已有指标的名称。",
            )
        return known[request.label]

    def _fact(self, indicator: str, request: Request, period: str | None = None) -> Fact:
        fact = self.book.get(indicator, request.place, period)
        if fact is None or fact.value is None:
            state = fact.status if fact else "本期没有这个数据点"
            raise ReportError(
                request.where, f"“{request.label}”没有数值：{state}", "补齐台账，或在模板中去掉这处占位符。"
            )
        return fact

    def earlier(self, spec: IndicatorSpec, request: Request) -> Rich:
        """Last year's value with its unit."""
        now = self._fact(spec.id, request)
        fact = self._fact(spec.id, request, earlier(now.period))
        return (
            Piece(
                printed(fact, spec, spec.unit, spec.decimals) + _shown_unit(spec.unit),
                fact.fact,
                request.form,
            ),
        )

    def growth(self, spec: IndicatorSpec, request: Request) -> Rich:
        """同比增长3.2%, 同比下降1.1% or 与上年同期持平."""
        fact = self._fact(spec.id + GROWTH, request)
        word, size = direction(fact.value or Decimal(0), GROWTH_DECIMALS)
        if word == SAME:
            return ("与上年同期", Piece(word, fact.fact, request.form))
        return ("同比", Piece(f"{word}{size}%", fact.fact, request.form))

    def change(self, spec: IndicatorSpec, request: Request) -> Rich:
        """增加123户, 减少5户, 提高0.5个百分点 or 持平."""
        fact = self._fact(spec.id + CHANGE, request)
        word, size = direction(fact.value or Decimal(0), spec.decimals)
        pair = ("提高", "下降") if spec.unit == PERCENT else ("增加", "减少")
        said = {"增长": pair[0], "下降": pair[1]}.get(word, word)
        return (
            Piece(said if word == SAME else f"{said}{size}{_shown_unit(fact.unit)}", fact.fact, request.form),
        )

    def direction(self, spec: IndicatorSpec, request: Request) -> Rich:
        """增长, 下降 or 持平, by the sign of the figure as it is printed."""
        fact = self._fact(spec.id + GROWTH, request)
        return (Piece(direction(fact.value or Decimal(0), GROWTH_DECIMALS)[0], fact.fact, request.form),)


SAME = "持平"
COMPARED: dict[str, Callable[[Wording, IndicatorSpec, Request], Rich]] = {
    "同比": Wording.growth,
    "增减": Wording.change,
    "增长": Wording.direction,
    "上年": Wording.earlier,
}


def earlier(now: str) -> str:
    """The same period of the year before, written in the same form."""
    period = parse(now).years_earlier()
    # A cumulative period keeps its written form, 2020-01..2020-11, also where it is a whole quarter or month.
    return f"{period.first}..{period.last}" if ".." in now else str(period)


def direction(value: Decimal, decimals: int) -> tuple[str, str]:
    """The direction word and the printed size; a change that prints as zero is 持平, whatever its sign."""
    rounded = numbers.round_to(value, decimals)
    if rounded == 0:
        return SAME, numbers.show(Decimal(0), decimals)
    return ("增长" if rounded > 0 else "下降"), numbers.show(abs(rounded), decimals)


def printed(fact: Fact, spec: IndicatorSpec, unit: str, decimals: int) -> str:
    """The fact's number in a unit of the same base, rounded by the indicator's rule."""
    value = fact.value or Decimal(0)
    if unit and unit != _bare(spec.unit):
        value = numbers.convert(value, spec.unit.partition("/")[0], unit)
    return numbers.show(value, decimals, spec.rounding)


def _bare(unit: str) -> str:
    return unit.partition("/")[0]


def _shown_unit(unit: str) -> str:
    return _bare(unit)


def _read_formats(spec: IndicatorSpec, request: Request) -> tuple[int, str, str]:
    decimals, unit, verb = spec.decimals, "", ""
    for text in request.formats:
        word = text.partition("：")[0].partition(":")[0].strip()
        if found := _DECIMALS.fullmatch(word):
            decimals = int(found[1])
        elif word in COMPARED or word in FLOORED:
            verb = word
        elif _fits(word, spec.unit):
            unit = word
        else:
            _refuse(word, spec, request)
    return decimals, unit, verb


def _fits(unit: str, own: str) -> bool:
    return bool(unit) and numbers.unit(unit).base == numbers.unit(_bare(own)).base


def _refuse(word: str, spec: IndicatorSpec, request: Request) -> None:
    known: Sequence[str] = (*COMPARED, *FLOORED, _bare(spec.unit), "保留1位")
    raise ReportError(
        request.where,
        f"“{request.label}”的格式“{word}”不能用（单位是{spec.unit}）",
        f"可用的格式：{'、'.join(known)}。",
    )


def _floored(fact: Fact, spec: IndicatorSpec, word: str, request: Request) -> Rich:
    """90%以上, 10余次, 5000多万元, 超过50%: true of the value, by the step that is declared."""
    step = _step(spec, word, request)
    value = numbers.floor_to(fact.value or Decimal(0), step, strict=FLOORED[word])
    while value <= 0 and step > 1:
        # Too coarse for so small a figure: 523万元 is 500多万元, where the step is a thousand.
        step = max(step / 10, Decimal(1))
        value = numbers.floor_to(fact.value or Decimal(0), step, strict=FLOORED[word])
    if value <= 0:
        raise ReportError(
            request.where,
            f"“{request.label}”的数值不足一个进位单位，不能写成“{word}”",
            "改用不带该词的格式。",
        )
    number, unit = numbers.exact(value), _shown_unit(spec.unit)
    if word == "超过":
        return (Piece(f"超过{number}{unit}", fact.fact, request.form),)
    text = f"{number}{unit}{word}" if word == "以上" else f"{number}{word}{unit}"
    return (Piece(text, fact.fact, request.form),)


def _step(spec: IndicatorSpec, word: str, request: Request) -> Decimal:
    for text in request.formats:
        name, _, argument = text.replace("：", ":").partition(":")
        if name.strip() == word and argument.strip():
            return numbers.parse(argument)
    if spec.phrase is None:
        raise ReportError(
            request.where,
            f"“{request.label}”没有规定“{word}”的进位单位",
            f"写成“{word}：10”，或在指标定义中加 phrase。",
        )
    return Decimal(spec.phrase.step)
