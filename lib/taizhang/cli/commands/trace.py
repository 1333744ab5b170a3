"""taizhang trace: a figure -> its definition, query, files, sheets and rows."""

from __future__ import annotations

import click

from taizhang.cli.frame import JSON, answer, command


@command("trace", "溯源：一个数字的口径、查询、台账文件和行号，以及影响它的勘误和未采用的行。", numbers=True)
@click.argument("edition", metavar="期次")
@click.argument("asked", metavar="指标名称、编号或数字")
@click.option(
    "--rows", type=click.IntRange(0), default=0, metavar="行数", help="同时列出这么多行台账（个人信息遮盖）。"
)
@JSON
def trace_command(edition: str, asked: str, rows: int, as_json: bool) -> None:
    """Trace one figure of a built edition."""
    from taizhang.run import tracing
    from taizhang.run.desk import open_desk

    found = tracing.trace(open_desk("trace", edition), asked, rows)
    answer(found.as_json(), found.lines(), as_json)
