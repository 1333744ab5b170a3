"""A number as a report writes it, wherever it stands in a sentence -> value, last written place, qualifier."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Context, Decimal, localcontext

from taizhang.numbers import chinese, plain

_HALF = str.maketrans(
    "０１２３４５６７８９．％－＋／（）：～〜∶　﹪",
    "0123456789.%-+/():~~: %",
)
_FULL_GROUPS = re.compile(r"(?<=[０-９])，(?=[０-９]{3}(?![０-９]))")
_SCALE_WORDS = {
    "万亿": 10**12,
    "千亿": 10**11,
    "百亿": 10**10,
    "十亿": 10**9,
    "亿": 10**8,
    "千万": 10**7,
    "百万": 10**6,
    "十万": 10**5,
    "万": 10**4,
    "千": 10**3,
    "百": 10**2,
}
_SCALES = "|".join(_SCALE_WORDS)
_DIGITS = r"\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?"
_ODD = "余|多|来"
_LINK = re.compile(rf"({_DIGITS})({_ODD})?({_SCALES})?({_ODD})?")
_SIGN = r"(?:(?<![0-9A-Za-z%)])[-−+])?"
_ARABIC = re.compile(
    rf"{_SIGN}(?:(?:\d+(?:\.\d+)?(?:亿|万|千|百))+(?=\d)\d+(?:\.\d+)?(?:{_SCALES})?|(?:{_DIGITS})(?:{_ODD})?(?:{_SCALES})?)(?:{_ODD})?"
)
_CN = chinese.CHARACTERS
_LONGEST = 40  # no number that people write has more numerals
_CHINESE = re.compile(
    rf"[{_CN}]{{1,{_LONGEST}}}(?:点[零〇一二三四五六七八九]{{1,12}})?(?:余|多|来)?(?:[万亿]{{1,2}})?(?:余|多)?"
)
_PERCENT = re.compile(
    rf"(百|千)分之([{_CN}]{{1,{_LONGEST}}}(?:点[零〇一二三四五六七八九]{{1,12}})?|{_DIGITS})"
)
_FRACTION = re.compile(rf"([{_CN}]{{1,{_LONGEST}}}|\d{{1,20}})分之([{_CN}]{{1,{_LONGEST}}}|\d{{1,20}})")
_POINT_SCALE = re.compile(r"(.*点.*?)(万亿|万|亿)")  # 二百三十五点六万
_SMALL_UNITS, _UNIT_OF_SMALL = ("千", "百"), re.compile("[瓦米克卡帕伏赫吨升]")
_OLD_TENS, _VAGUE, _TENS_AND_MORE = ("廿", "卅", "卌"), ("数", "几"), frozenset("十百千万亿拾佰仟")
_CONTEXT = Context(prec=40)


@dataclass(frozen=True, slots=True)
class Written:
    """One written number. ``step`` is the place of its last written digit, in the value's own unit;
    ``rounded`` says whether that place may hide smaller digits; ``more`` is 余, 多 or 来 or empty."""

    start: int
    end: int
    value: Decimal
    step: Decimal
    rounded: bool
    more: str = ""
    percent: bool = False
    spelt: bool = False


def halved(text: str) -> str:
    """The text with full-width digits and signs as plain ones, character for character (same length)."""
    return _FULL_GROUPS.sub(",", text).translate(_HALF)


def match_at(text: str, position: int) -> Written | None:
    """The number that starts exactly there, in text that went through ``halved``; the longest reading."""
    for reader in (_percent, _fraction, _arabic, _chinese):
        try:
            found = reader(text, position)
        except ValueError:  # numerals in a row that make no number
            continue
        if found is not None:
            return found
    return None


def read(text: str) -> Written:
    """The number that is the whole text. Raises ValueError when the text is no number or more than one."""
    clean = halved(text.strip())
    found = match_at(clean, 0)
    if found is None or found.end != len(clean):
        raise ValueError(f"not a number: {len(text)} characters")
    return found


def _percent(text: str, position: int) -> Written | None:
    found = _PERCENT.match(text, position)
    if not found:
        return None
    value, step = _either(found[2])
    scale = Decimal(1) if found[1] == "百" else Decimal("0.1")
    return Written(position, found.end(), value * scale, step * scale, True, percent=True, spelt=True)


def _fraction(text: str, position: int) -> Written | None:
    found = _FRACTION.match(text, position)
    if not found:
        return None
    below, above = _either(found[1])[0], _either(found[2])[0]
    if not below:
        return None
    with localcontext(_CONTEXT):
        value = above * 100 / below
    return Written(position, found.end(), value, Decimal(5), True, percent=True, spelt=True)


def _either(text: str) -> tuple[Decimal, Decimal]:
    value = chinese.parse_chinese(text) if text[0] in _CN else plain.parse(text)
    places = value.as_tuple().exponent
    return value, Decimal(1).scaleb(int(places) if isinstance(places, int) and places < 0 else 0)


def _arabic(text: str, position: int) -> Written | None:
    found = _ARABIC.match(text, position)
    if not found:
        return None
    body = found[0].lstrip("-−+")
    sign = -1 if found[0][0] in "-−" else 1
    with localcontext(_CONTEXT):
        total, step, more, scaled = Decimal(0), Decimal(1), "", False
        for link in _LINK.finditer(body):
            digits = link[1].replace(",", "")
            scale = _SCALE_WORDS.get(link[3] or "", 1)
            total += Decimal(digits) * scale
            step = Decimal(1).scaleb(-len(digits.partition(".")[2])) * scale
            more = link[2] or link[4] or more
            scaled = scaled or bool(link[3]) or "." in digits
        return Written(position, found.end(), total * sign, step, scaled, more)


def _chinese(text: str, position: int) -> Written | None:
    """The whole run of numerals, or None: a part of 二三十 or 数百 would be another number."""
    if _in_a_run(text, position):
        return None
    found = _CHINESE.match(text, position)
    said = found[0] if found else ""
    if said[-1:] in _SMALL_UNITS and _UNIT_OF_SMALL.match(text, position + len(said)):
        said = said[:-1]  # 二十万千瓦
    bare = re.sub(_ODD, "", said)
    if not bare:
        return None
    scaled = _POINT_SCALE.fullmatch(bare)
    with localcontext(_CONTEXT):
        scale = _SCALE_WORDS[scaled[2]] if scaled else 1
        value = chinese.parse_chinese(scaled[1] if scaled else bare) * scale
        step = _spelt_step(scaled[1] if scaled else bare) * scale
    more = next((word for word in ("余", "多", "来") if word in said), "")
    return Written(position, position + len(said), value, step, "点" in bare, more, spelt=True)


def _in_a_run(text: str, position: int) -> bool:
    """Whether the numerals go on before the place: 十八 of 一百十八, 百 of 数百, 五 of 廿五."""
    before = text[position - 1] if position else ""
    return (
        (before in _CN and before != "")
        or before in _OLD_TENS
        or (before in _VAGUE and text[position] in _TENS_AND_MORE)
    )


def _spelt_step(said: str) -> Decimal:
    if "点" in said:
        return Decimal(1).scaleb(-len(said.partition("点")[2]))
    return Decimal(1)
