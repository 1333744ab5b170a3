"""taizhang refresh: an edited document -> the same with present figures, changes as tracked revisions."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from taizhang.cli.frame import FOUND_SOMETHING, JSON, answer, bar, command


@command("refresh", "更新一份改过的报告：换上最新数字，文字不动，改动都是修订标记。")
@click.argument("document", metavar="文档.docx", type=click.Path(path_type=Path))
@click.argument("edition", metavar="期次")
@click.option(
    "-o", "out", metavar="新文档.docx", type=click.Path(path_type=Path), help="写到哪里；默认在原文档旁边。"
)
@JSON
def refresh_command(document: Path, edition: str, out: Path | None, as_json: bool) -> None:
    """Refresh a document; exit code 1 when a sentence needs a person."""
    from taizhang.run import workspace
    from taizhang.run.refresh import refresh, report

    line = bar("更新文档", as_json)
    done = refresh(workspace.find(), document, edition, out, lambda what, now, total: line(now, total, what))
    answer(report.as_json(done), report.lines(done), as_json)
    if done.outcome.flagged:
        sys.exit(FOUND_SOMETHING)
