"""taizhang verify: an edition, an archive or a docx -> which of its figures still are those of the ledgers."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from taizhang.cli.commands.pack import password_of
from taizhang.cli.frame import FOUND_SOMETHING, JSON, answer, bar, command


@command("verify", "核验：期次、归档包或文档中的每个数字是一致、过期、人工改动，还是无来源。")
@click.argument("target", metavar="期次|文档.docx|归档包.zip")
@click.argument("edition", required=False, metavar="[期次]")
@click.option("--full", is_flag=True, help="不用任何缓存，由原始台账全部重算后比较。")
@click.option("--fingerprint", metavar="指纹", help="与登记簿中的指纹（SHA-256 或 SM3）核对。")
@click.option(
    "--password-file",
    type=click.Path(path_type=Path),
    metavar="文件",
    help="归档包中台账的密码（文件首行）；不给时在终端中询问。",
)
@JSON
def verify_command(
    target: str,
    edition: str | None,
    full: bool,
    fingerprint: str | None,
    password_file: Path | None,
    as_json: bool,
) -> None:
    """Verify an edition, an archive or a document; exit code 1 when anything is not as it should be."""
    from taizhang.run import verify

    line = bar("核验", as_json)
    request = verify.Request(target, edition, full, fingerprint, password_of(password_file))
    found = verify.verify(request, lambda what, now, total: line(now, total, what))
    answer(found.as_json(), verify.lines(found), as_json)
    if not found.clean:
        sys.exit(FOUND_SOMETHING)
