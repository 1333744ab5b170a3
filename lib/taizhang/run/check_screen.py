"""What was read -> what a clerk sees: file by file and sheet by sheet, repeated findings folded, sums at the end."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from taizhang.ledger import Finding, Import
from taizhang.ledger.results import SheetResult
from taizhang.ledger.rulebook import rule

_GRAVEST = "错误"
_ORDER = {_GRAVEST: 0, "警告": 1, "提示": 2}
_FEW_FILES = 5
_MOST_SHEETS = 60
_MOST_GROUPS = 12
_ROWS = 10
_SUGGESTED = 10
_NARROWEST = 40
_PIECE = re.compile(r"[!-~]+|.")
_NEVER_FIRST = "，。；：、！？）”》…—"
_WIDE = ("W", "F", "A")


@dataclass(frozen=True, slots=True)
class _Group:
    """Findings of a sheet that say the same: the first of them, and the rows of all."""

    first: Finding
    rows: tuple[int, ...]
    times: int


def screen(part: Import, width: int | None) -> list[str]:
    """The lines of one import, no wider than ``width`` columns of a terminal; None leaves them as long as they are."""
    shown = [line for indent, text in _all(part) for line in _wrapped(text, indent, width)]
    return [*shown, *_suggestions(part), *_wrapped(_sum(part), 0, width)]


def _all(part: Import) -> Iterator[tuple[int, str]]:
    """Each line with its indent."""
    sheets = part.files
    across = _across(part)
    listed = [one for one in sheets if one.findings or one.rows != one.accepted or id(one) in across]
    plain = [one for one in sheets if one not in listed]
    if len(part.inputs) <= _FEW_FILES:
        listed, plain = sheets, []
    listed = sorted(listed, key=lambda one: _gravity([*one.findings, *across.get(id(one), ())]))
    last = ""
    for sheet in listed[:_MOST_SHEETS]:
        if sheet.path != last:
            yield 0, f"■ {sheet.path}"
        last = sheet.path
        yield 2, _counted(part, sheet)
        yield from _findings([*sheet.findings, *across.get(id(sheet), ())])
    if len(listed) > _MOST_SHEETS:
        yield 0, f"■ 另有 {len(listed) - _MOST_SHEETS} 张表有发现，用 --json 查看全部。"
    if across[0]:
        yield 0, "■ 全部文件"
        yield from _findings(across[0])
    if plain:
        rows = sum(one.rows for one in plain)
        yield 0, f"■ 其余 {len(plain)} 张表没有发现问题，数据 {rows} 行全部采用"


def _across(part: Import) -> dict[int, list[Finding]]:
    """Findings between files under the sheet that they speak of (by its identity), else under 0."""
    found: dict[int, list[Finding]] = {0: []}
    for one in part.across:
        own = [sheet for sheet in part.files if one.path and sheet.path == one.path]
        named = [sheet for sheet in own if sheet.sheet == one.sheet] or own
        found.setdefault(id(named[0]) if named else 0, []).append(one)
    return found


def _gravity(findings: Iterable[Finding]) -> int:
    return min((_ORDER[one.severity] for one in findings), default=len(_ORDER))


def _counted(part: Import, sheet: SheetResult) -> str:
    name = f"工作表“{sheet.sheet}”　" if sheet.sheet else ""
    if sheet.ledger is None:
        return f"{name}未识别" + (f"，共 {sheet.other} 行" if sheet.other else "")
    aside = sheet.rows - sheet.accepted
    kept = f" = 采用 {sheet.accepted} 行 + 未采用 {aside} 行" if aside else "，全部采用"
    return f"{name}{part.labels.get(sheet.ledger, sheet.ledger)}，数据 {sheet.rows} 行{kept if sheet.rows else ''}"


def _findings(findings: Sequence[Finding]) -> Iterator[tuple[int, str]]:
    groups = _groups(findings)
    for one in groups[:_MOST_GROUPS]:
        yield 4, _said(one.first)
        others = one.times - 1
        if others:
            rows = _ranges(one.rows[1:])
            yield 6, f"同上，另有 {others} {'行：' + rows if rows else '处'}"
        if one.first.severity == _GRAVEST:
            yield from _what_to_do(one.first)
    if len(groups) > _MOST_GROUPS:
        left = sum(one.times for one in groups[_MOST_GROUPS:])
        yield 4, f"……另有 {left} 条，用 --json 查看全部。"


def _what_to_do(one: Finding) -> Iterator[tuple[int, str]]:
    """What mends an error, where its message does not say it, and the name by which an edition may accept it."""
    if "请" not in one.message:
        yield 6, f"处理：{rule(one.code).do}"
    if one.case:
        yield 6, f"情形名称 {one.case}"


def _said(one: Finding) -> str:
    row = f"第 {one.row} 行" if one.row else ""
    column = f"“{' '.join(one.column.split())}”" if one.column else ""
    where = row + (column if row else column and f"{column}列")
    return f"{one.severity}　{where}{'：' if where else ''}{one.message}"


def _groups(findings: Sequence[Finding]) -> list[_Group]:
    """The gravest first; what is said of several rows in the same words, once."""
    same: dict[tuple[object, ...], list[Finding]] = {}
    for one in findings:
        same.setdefault((one.severity, one.code, one.column, one.message), []).append(one)
    groups = []
    for members in same.values():
        ordered = sorted(members, key=lambda one: one.row or 0)
        rows = dict.fromkeys(one.row for one in ordered if one.row)
        groups.append(_Group(ordered[0], tuple(rows), len(rows) or len(members)))
    return sorted(groups, key=lambda one: (_ORDER[one.first.severity], one.first.row or 0))


def _ranges(rows: Sequence[int]) -> str:
    """3、5—7、9 for rows in order, the first few."""
    found: list[list[int]] = []
    for row in rows:
        if found and found[-1][1] == row - 1:
            found[-1][1] = row
        else:
            found.append([row, row])
    shown = [str(first) if first == last else f"{first}—{last}" for first, last in found[:_ROWS]]
    return "、".join(shown) + (" 等" if len(found) > _ROWS else "")


def _suggestions(part: Import) -> list[str]:
    """For each sheet that was not recognised, what may be pasted into sources.yml: as it stands, not wrapped."""
    lines: list[str] = []
    for sheet in [one for one in part.files if one.suggestion][:_SUGGESTED]:
        where = f"{sheet.path}{f' · {sheet.sheet}' if sheet.sheet else ''}"
        lines += [f"—— {where} 可在 sources.yml 中写：", *sheet.suggestion.splitlines()]
    return lines


def _sum(part: Import) -> str:
    rows = sum(sheet.rows for sheet in part.files)
    accepted = sum(sheet.accepted for sheet in part.files)
    grades = [one.severity for one in part.findings]
    counts = "，".join(f"{grade} {grades.count(grade)} 条" for grade in _ORDER if grade in grades)
    return (
        f"合计：文件 {len(part.inputs)} 个，数据 {rows} 行 = 采用 {accepted} 行 + 未采用 {rows - accepted} 行；"
        f"{counts or '没有发现问题'}。"
    )


def _wrapped(text: str, indent: int, width: int | None) -> list[str]:
    """A line broken where Chinese may be broken, further lines two columns farther in."""
    if width is None:
        return [" " * indent + text]
    room = max(width, _NARROWEST)
    lines, line, used = [], " " * indent, indent
    for piece in _pieces(text):
        wide = _columns(piece)
        if used + wide > room and line.strip():
            lines.append(line.rstrip())
            line, used = " " * (indent + 2), indent + 2
            piece = piece.lstrip()
            wide = _columns(piece)
        line, used = line + piece, used + wide
    return [*lines, line]


def _pieces(text: str) -> list[str]:
    """What must stay together: a word or number, and a sign that begins no line with what stands before it."""
    found: list[str] = []
    for piece in _PIECE.findall(text):
        if found and (piece in _NEVER_FIRST):
            found[-1] += piece
        else:
            found.append(piece)
    return found


def _columns(text: str) -> int:
    """How many columns of a terminal a text takes; signs that are wide in Chinese fonts count as wide."""
    return sum(2 if unicodedata.east_asian_width(sign) in _WIDE else 1 for sign in text)
