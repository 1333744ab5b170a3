"""taizhang proofread: reports -> figures that contradict each other, as a table, as JSON, as Word comments."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import click

from taizhang.cli.frame import FOUND_SOMETHING, JSON, answer, command


@command(
    "proofread",
    "校核报告中的数字：合计、占比、增减、单位、用词和前后是否一致；几份报告互相核对。",
)
@click.argument("files", nargs=-1, required=True, metavar="报告文件…")
@click.option("--against", metavar="期次", help="同时以该期次的数据核对。")
@click.option("--annotate", is_flag=True, help="把意见作为批注写入 Word 文件的副本，原文件不动。")
@JSON
def proofread_command(files: Sequence[str], against: str | None, annotate: bool, as_json: bool) -> None:
    """Proofread reports; exit code 1 when something was found."""
    from taizhang.run import proofreading

    facts = proofreading.facts_of(against) if against else None
    found = proofreading.proofread_files([Path(file) for file in files], facts, annotate)
    answer(found.as_json(), found.lines(), as_json)
    if found.found:
        sys.exit(FOUND_SOMETHING)
