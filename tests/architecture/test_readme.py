"""Both READMEs say the same, and what they say of the project is so."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from taizhang.errors import ERRORS

READMES = ("README.md", "README.zh-CN.md")

each = pytest.mark.parametrize("name", READMES)


def _text(root: Path, name: str) -> str:
    return (root / name).read_text(encoding="utf-8")


def _commands(text: str) -> list[str]:
    indented = re.findall(r"^ {4}(\S.*)$", text, re.MULTILINE)
    return [line.split("  #")[0].rstrip() for line in indented]


def _first_cells(text: str) -> list[str]:
    return re.findall(r"^\| (`[^|]+`|\d+) \|", text, re.MULTILINE)


def test_both_give_the_same_commands(root: Path) -> None:
    english, chinese = (_commands(_text(root, name)) for name in READMES)
    assert "make report" in english
    assert english == chinese


def test_both_list_the_same_codes_folders_and_notebooks(root: Path) -> None:
    english, chinese = (_first_cells(_text(root, name)) for name in READMES)
    assert len(english) > 10
    assert english == chinese


def test_both_have_the_same_headings_in_number_and_depth(root: Path) -> None:
    english, chinese = (re.findall(r"^#+", _text(root, name), re.MULTILINE) for name in READMES)
    assert english == chinese


def test_both_state_the_same_times(root: Path) -> None:
    english, chinese = (
        re.findall(r"\| ([\d.]*) ?\|$", _times(_text(root, n)), re.MULTILINE) for n in READMES
    )
    assert len(english) >= 4
    assert english == chinese


def _times(text: str) -> str:
    return text.partition("<!-- times:begin -->")[2].partition("<!-- times:end -->")[0]


@each
def test_the_exit_codes_are_those_of_the_errors(root: Path, name: str) -> None:
    stated = {int(code) for code in re.findall(r"^\| (\d+) \| \D", _text(root, name), re.MULTILINE)}
    assert stated == {0, 1} | {error.exit_code for error in ERRORS.values()}


@each
def test_every_file_it_links_to_is_there(root: Path, name: str) -> None:
    links = [link for link in re.findall(r"\]\(([^)]+)\)", _text(root, name)) if "://" not in link]
    assert links
    assert [link for link in links if not (root / link).is_file()] == []


@each
def test_every_make_target_it_names_exists(root: Path, name: str) -> None:
    targets = set(re.findall(r"^([a-z]+):", _text(root, "Makefile"), re.MULTILINE))
    named = set(re.findall(r"\bmake ([a-z]+)", _text(root, name)))
    assert named
    assert named <= targets
