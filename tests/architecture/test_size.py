"""Modules, functions and rooms stay small and say what they are, and a breach is seen."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from architecture import rules_size
from architecture.conftest import Write
from architecture.findings import Breach, report

Rule = Callable[[Path], list[Breach]]
RULES = [
    rules_size.long_modules,
    rules_size.long_functions,
    rules_size.crowded_rooms,
    rules_size.empty_names,
    rules_size.missing_docstrings,
]

by_name = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)


@by_name
def test_the_package_is_small_and_says_what_it_is(root: Path, rule: Rule) -> None:
    assert not (breaches := rule(root)), report(breaches)


@by_name
def test_a_tree_that_keeps_the_rules_has_no_breach(tmp_path: Path, write: Write, rule: Rule) -> None:
    assert rule(tmp_path) == []


def _function(lines: int) -> str:
    return '"""M."""\n\n\ndef _f():\n' + "    x = 1\n" * (lines - 1)


def test_a_module_may_have_400_lines_and_not_401(tmp_path: Path, write: Write) -> None:
    write("lib/taizhang/run/a.py", '"""M."""\n' + "X = 1\n" * 399)
    assert rules_size.long_modules(tmp_path) == []
    write("lib/taizhang/run/a.py", '"""M."""\n' + "X = 1\n" * 400)
    assert rules_size.long_modules(tmp_path) == [Breach("lib/taizhang/run/a.py", "401 lines")]


def test_a_function_may_have_40_lines_and_not_41(tmp_path: Path, write: Write) -> None:
    write("lib/taizhang/run/a.py", _function(40))
    assert rules_size.long_functions(tmp_path) == []
    write("lib/taizhang/run/a.py", _function(41))
    assert rules_size.long_functions(tmp_path) == [Breach("lib/taizhang/run/a.py:4", "_f has 41 lines")]


def test_a_room_may_hold_nine_modules_and_not_ten(tmp_path: Path, write: Write) -> None:
    for number in range(9):
        write(f"lib/taizhang/run/stage{number}.py", '"""M."""\n')
    write("lib/taizhang/run/__init__.py", '"""M."""\n')
    assert rules_size.crowded_rooms(tmp_path) == []
    write("lib/taizhang/run/stage9.py", '"""M."""\n')
    assert rules_size.crowded_rooms(tmp_path) == [Breach("lib/taizhang/run", "10 modules")]


@pytest.mark.parametrize("path", ["run/utils.py", "helpers.py", "run/common/a.py"])
def test_a_name_that_says_nothing_is_seen(tmp_path: Path, write: Write, path: str) -> None:
    write(f"lib/taizhang/{path}", '"""M."""\n')
    assert [breach.where for breach in rules_size.empty_names(tmp_path)] == [f"lib/taizhang/{path}"]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("X = 1\n", ""),
        ('"""M."""\n\ndef f():\n    pass\n', ":3"),
        ('"""M."""\n\nclass C:\n    pass\n', ":3"),
        ('"""M."""\n\nclass C:\n    """C."""\n\n    def f(self):\n        pass\n', ":6"),
    ],
)
def test_a_missing_docstring_is_seen(tmp_path: Path, write: Write, text: str, line: str) -> None:
    write("lib/taizhang/run/a.py", text)
    where = f"lib/taizhang/run/a.py{line}"
    assert [breach.where for breach in rules_size.missing_docstrings(tmp_path)] == [where]


def test_a_private_function_needs_no_docstring(tmp_path: Path, write: Write) -> None:
    write("lib/taizhang/run/a.py", '"""M."""\n\ndef _f():\n    pass\n')
    assert rules_size.missing_docstrings(tmp_path) == []
