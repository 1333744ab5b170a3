"""taizhang check: ledgers -> what was recognised, accepted and set aside, and why."""

from __future__ import annotations

import sys
from collections.abc import Sequence

import click

from taizhang.cli.frame import FOUND_SOMETHING, JSON, answer, bar, command, terminal_width


@command("check", "核验台账：认出了什么，采用多少行，哪些行未采用，为什么。")
@click.argument("targets", nargs=-1, required=True, metavar="台账文件夹或文件…")
@JSON
def check_command(targets: Sequence[str], as_json: bool) -> None:
    """Check collections or files; exit code 1 when something was found."""
    from taizhang.run import check

    result = check.check(targets, bar("核验台账", as_json))
    answer(result.as_json(), [] if as_json else result.lines(terminal_width()), as_json)
    if result.found:
        sys.exit(FOUND_SOMETHING)
