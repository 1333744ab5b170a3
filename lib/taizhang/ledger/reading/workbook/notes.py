"""What is behind the cells of a workbook -> notes in words that a clerk can act on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from taizhang.ledger.findings import HINT, WARNING
from taizhang.ledger.reading.sheet import Note, column_letter
from taizhang.ledger.reading.workbook.package import Package
from taizhang.ledger.reading.workbook.xlsx.unseen import Unseen

_NAMED_RANGES = 5
_NAMED_CELLS = 200


def unknown(unseen: bool, merged: bool) -> str:
    """What could not be looked for, in words; nothing when all was."""
    words = [*(() if unseen else ("隐藏行", "隐藏列", "公式")), *(() if merged else ("合并单元格",))]
    return "和".join(["、".join(words[:-1]), words[-1]]) if words[1:] else "".join(words)


def of_book(package: Package | None, unchecked: str, kind: str, words: Iterable[str]) -> Iterator[Note]:
    """Notes on a whole workbook; ``unchecked`` is what ``unknown`` says, ``words`` what its formats add."""
    for word in words:
        message = (
            f"有单元格格式带有“{word}”，存储的数与显示的不同，是哪些单元格未能核对；请另存为 xlsx 后再提交"
        )
        yield Note("FORMAT_WORDS", WARNING, message)
    if unchecked:
        name = package.kind if package else kind
        message = f"{name} 文件的{unchecked}未能核对；需要核对时请另存为 xlsx"
        yield Note("HIDDEN_UNCHECKED", HINT, message)
    if package and package.macros:
        yield Note("MACROS", HINT, "文件含有宏，没有运行，只读取了单元格")
    if package and package.links:
        yield Note("EXTERNAL_LINKS", HINT, "文件引用了其他文件，没有打开它们，读取的是上次保存的结果")


def of_sheet(seen: Unseen, width: int) -> Iterator[Note]:
    """Notes on one sheet that is ``width`` columns wide."""
    if seen.rows:
        rows = _ranges(seen.rows)
        yield Note("HIDDEN_ROWS", HINT, f"第 {_some(rows)} 行是隐藏的，已照常读取", min(seen.rows))
    columns = [(first, min(last, width)) for first, last in seen.columns if 0 < first <= width]
    if columns:
        names = [_between(column_letter(first), column_letter(last)) for first, last in columns]
        letter = column_letter(min(columns)[0])
        yield Note("HIDDEN_COLUMNS", HINT, f"第 {_some(names)} 列是隐藏的，已照常读取", None, letter)
    yield from _formulas(seen)
    yield from _noughts(seen)
    yield from _worded(seen)


def _worded(seen: Unseen) -> Iterator[Note]:
    columns = sorted({(column, words) for _, column, words in seen.worded})
    for column, words in columns[:_NAMED_CELLS]:
        rows = [row for row, *where in seen.worded if tuple(where) == (column, words)]
        letter = column_letter(column)
        message = f"{letter} 列有 {len(rows)} 个数的单元格格式带有“{words}”，已按显示的连同“{words}”读取，不按存储的数读取"
        yield Note("FORMAT_WORDS", WARNING, message, min(rows), letter)


def _formulas(seen: Unseen) -> Iterator[Note]:
    for row, column in seen.uncomputed[:_NAMED_CELLS]:
        letter = column_letter(column)
        message = f"{letter}{row} 的公式没有计算结果，不能当作空白或 0；请在电子表格软件中打开并保存一次"
        yield Note("FORMULA_WITHOUT_VALUE", WARNING, message, row, letter)
    left = len(seen.uncomputed) - _NAMED_CELLS
    if left > 0:
        row, column = seen.uncomputed[_NAMED_CELLS]
        message = f"从 {column_letter(column)}{row} 起还有 {left} 个单元格的公式没有计算结果"
        yield Note("FORMULA_WITHOUT_VALUE", WARNING, message, row, column_letter(column))


def _noughts(seen: Unseen) -> Iterator[Note]:
    if seen.noughts:
        names = [f"{column_letter(column)}{row}" for row, column in seen.noughts]
        row, column = seen.noughts[0]
        message = (
            f"公式的结果为 0：{_some(names)}；xls 文件看不出是否算过，请打开核对，或另存为 xlsx 后再提交"
        )
        yield Note("FORMULA_NOUGHT", WARNING, message, row, column_letter(column))


def _ranges(numbers: Iterable[int]) -> list[str]:
    found: list[list[int]] = []
    for number in sorted(set(numbers)):
        if found and found[-1][1] == number - 1:
            found[-1][1] = number
        else:
            found.append([number, number])
    return [_between(str(first), str(last)) for first, last in found]


def _between(first: str, last: str) -> str:
    return first if first == last else f"{first}—{last}"


def _some(names: list[str]) -> str:
    more = f"等 {len(names)} 处" if len(names) > _NAMED_RANGES else ""
    return "、".join(names[:_NAMED_RANGES]) + more
