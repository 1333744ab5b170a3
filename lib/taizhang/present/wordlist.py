"""An edition's dates and names -> the words that a template may ask for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from taizhang import places
from taizhang.periods import Month


@dataclass(frozen=True, slots=True)
class Occasion:
    """What the words are made from. ``cutoffs`` maps a word of the report to a month."""

    place: str
    as_of: date
    issued: date
    issuer: str
    document_number: str
    state: str
    classification: str
    cutoffs: Mapping[str, Month]


def words(occasion: Occasion) -> dict[str, str]:
    """Dates and names by the name that a template uses; none of them is a figure."""
    day, issued = occasion.as_of, occasion.issued
    return {
        "年度": str(day.year),
        "下年": str(day.year + 1),
        "上年": str(day.year - 1),
        "地区": places.name(occasion.place),
        "单位": occasion.issuer,
        "报告日": f"{day.year}年{day.month}月{day.day}日",
        "成文日期": f"{issued.year}年{issued.month}月{issued.day}日",
        "文号": occasion.document_number or "（文号待编）",
        "标识": f"{occasion.classification}·{occasion.state}",
        **{name: f"{month.number}月底" for name, month in occasion.cutoffs.items()},
    }
