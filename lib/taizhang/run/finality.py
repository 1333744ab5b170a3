"""An edition's state -> whether it may be built; a 定稿 -> the seal that holds it for good."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

from taizhang.document.embedded import Fingerprint
from taizhang.errors import ReportError, UsageError
from taizhang.run.edition import FINAL, Edition

SEAL = "定稿记录.json"


def refuse(edition: Edition, final: bool) -> None:
    """Raise UsageError for a build that the state forbids, saying how to go on."""
    where = f"期次 {edition.name}"
    revise = f"要改数字或文字，先建修订期次：taizhang new 新期次 --revises {edition.name} --reason 原因。"
    if (edition.folder / SEAL).is_file():
        raise UsageError(where, "已经定稿，不再生成（只能核验）", revise)
    if edition.state == FINAL and not final:
        do = f"尚未写出定稿时，用 taizhang build {edition.name} --final 写出（只能一次）；{revise}"
        raise UsageError(where, "状态为定稿，不再生成（只能核验）", do)
    if final and edition.state != FINAL:
        do = "先在 edition.yml 中把 state 改为 定稿，再运行一次。"
        raise UsageError(where, f"状态为{edition.state}，不能写出定稿", do)


def seal(edition: Edition, fingerprint: Fingerprint) -> None:
    """Note beside edition.yml, outside of out/, that the 定稿 was written, and its fingerprint."""
    text = json.dumps(
        {"edition": edition.name, **asdict(fingerprint)}, ensure_ascii=False, indent=1, sort_keys=True
    )
    (edition.folder / SEAL).write_text(text + "\n", encoding="utf-8", newline="\n")


def sealed(folder: Path) -> Fingerprint | None:
    """The fingerprint that a sealed edition's folder holds; None when it is not final. ReportError when damaged."""
    path = folder / SEAL
    if not path.is_file():
        return None
    try:
        value = json.loads(path.read_text(encoding="utf-8"))
        return Fingerprint(str(value["sha256"]), str(value["sm3"]))
    except (ValueError, KeyError, TypeError) as error:
        raise ReportError(
            f"{folder.name}/{SEAL}", "定稿记录已损坏", "从归档包或备份中恢复这个文件。"
        ) from error
