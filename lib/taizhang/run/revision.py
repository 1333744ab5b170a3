"""An edition -> a new edition that revises it: the same settings, a reason, and a state of its own."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

from taizhang.errors import UsageError
from taizhang.run import edition as editions
from taizhang.run.workspace import Workspace

_NAME = re.compile(r"[\w\-（）()]+")
_OWN = re.compile(r"^(state|revises|revision_reason)\s*:")


def begin(workspace: Workspace, name: str, revised: str, reason: str) -> Path:
    """Make the new edition's folder with copies of settings, corrections and definitions; return it.

    The ledgers are the same collection: a corrected ledger goes there, or ``collection`` is changed.
    UsageError for an unknown edition, a name that cannot be a folder's or is taken, or no reason.
    """
    old = editions.load(workspace, revised).folder
    folder = workspace.reports / name
    if not _NAME.fullmatch(name):
        raise UsageError(
            "新期次的名称", f"写了“{name}”", "用字母、数字、汉字和连字符，例如 ordos-2021-修订1。"
        )
    if folder.exists():
        raise UsageError("新期次的名称", f"reports/{name} 已经有了", "换一个名称；已有的期次不会被覆盖。")
    if not reason.strip():
        raise UsageError("修订原因", "没有写", "用 --reason 写明为什么修订。")
    text = _revised((old / "edition.yml").read_text(encoding="utf-8"), revised, reason.strip())
    folder.mkdir()
    (folder / "edition.yml").write_text(text, encoding="utf-8", newline="\n")
    if (old / editions.CORRECTIONS).is_file():
        shutil.copy2(old / editions.CORRECTIONS, folder / editions.CORRECTIONS)
    if (old / "definitions").is_dir():
        shutil.copytree(old / "definitions", folder / "definitions")
    editions.load(workspace, name)
    return folder


def _revised(text: str, revised: str, reason: str) -> str:
    """The settings as a person wrote them, comments and all, with three lines of our own."""
    kept = [line for line in text.splitlines() if not _OWN.match(line)]
    own = {"state": editions.DRAFT, "revises": revised, "revision_reason": reason}
    # A JSON string is a YAML string too, whatever the reason holds.
    return (
        "\n".join([*kept, *(f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in own.items())])
        + "\n"
    )
