"""A banner -> the habits of those who fill in its ledgers: how they write months, places, money, headers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ..geography import CITY, PROVINCE, Banner


@dataclass(frozen=True, slots=True)
class Style:
    """Habits: ``month`` and ``day`` are formats, ``money`` one of plain, two, thousands; ``pick`` chooses aliases."""

    place: str
    month: str
    day: str
    money: str
    newline: str
    quoted: bool
    padded: bool
    pick: int


MONTHS = ("{y}-{m:02d}", "{y}年{m}月", "{y}{m:02d}", "{y}.{m}")
DAYS = ("{y}-{m:02d}-{d:02d}", "{y}年{m}月{d}日", "{y}{m:02d}{d:02d}", "{y}.{m}.{d}")
MONEY = ("plain", "two", "plain", "two", "plain", "thousands")


def style_of(banner: Banner) -> Style:
    """The habits of one banner, the same in every ledger."""
    n = banner.number
    return Style(
        place=_place(banner),
        month=MONTHS[n % 4],
        day=DAYS[n % 4],
        money=MONEY[n % 6],
        newline="\r\n" if n % 3 else "\n",
        quoted=n % 4 == 3,
        padded=n % 2 == 0,
        pick=n,
    )


def _place(banner: Banner) -> str:
    if banner.number in (1, 3):
        return banner.name[:-1]
    if banner.number == 4:
        return PROVINCE + CITY + banner.name
    return banner.code if banner.number == 9 else banner.name


def month_text(style: Style, year: int, month: int) -> str:
    """A month as this banner writes it."""
    return style.month.format(y=year, m=month)


def day_text(pattern: str, day: date) -> str:
    """A day in one of ``DAYS`` (or any such format)."""
    return pattern.format(y=day.year, m=day.month, d=day.day)


def money_text(kind: str, fen: int) -> str:
    """An amount in yuan; with thousands separators it comes in CSV quotes."""
    yuan, rest = divmod(fen, 100)
    if kind == "thousands":
        text = f"{yuan:,}.{rest:02d}"
        return f'"{text}"' if "," in text else text
    if kind == "two" or rest:
        text = f"{yuan}.{rest:02d}"
        return text if kind == "two" else text.rstrip("0")
    return str(yuan)


def full_width(text: str) -> str:
    """The same digits as an input method in full-width mode types them."""
    return text.translate({ord(c): ord(c) - ord("0") + ord("０") for c in "0123456789"})
