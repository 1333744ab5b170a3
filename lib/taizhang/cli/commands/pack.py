"""taizhang pack: a built edition -> one archive that another machine can verify."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import click

from taizhang.cli.frame import JSON, answer, command
from taizhang.errors import UsageError


@command("pack", "归档一个期次：写出一个压缩包，凭它可在另一台电脑上核验。")
@click.argument("edition", metavar="期次")
@click.option(
    "-o",
    "target",
    type=click.Path(path_type=Path),
    metavar="文件",
    help="写到哪里（缺省在期次的 归档/ 下）。",
)
@click.option("--with-ledgers", is_flag=True, help="连同台账；有个人信息时须加密（AES-256）。")
@click.option(
    "--password-file",
    type=click.Path(path_type=Path),
    metavar="文件",
    help="存有密码的文件（首行）；不给时在终端中询问。",
)
@JSON
def pack_command(
    edition: str, target: Path | None, with_ledgers: bool, password_file: Path | None, as_json: bool
) -> None:
    """Pack an edition."""
    from taizhang.run import pack, workspace

    found = workspace.find()
    packed = pack.pack(
        found, edition, target, with_ledgers=with_ledgers, password=password_of(password_file, twice=True)
    )
    path = packed.path
    shown = path.relative_to(found.root).as_posix() if path.is_relative_to(found.root) else str(path)
    lines = [
        f"已归档：{shown}（{packed.files} 个文件，台账{packed.ledgers}）",
        f"状态：{packed.state}" + ("，不再生成，只能核验" if packed.state == "定稿" else ""),
        f"归档包 SHA-256 {packed.sha256}",
        f"指纹 SHA-256 {packed.fingerprint}",
        f"指纹 SM3     {packed.sm3}",
        f"在另一台电脑上：taizhang verify {path.name}",
    ]
    if not packed.same_code:
        lines.append("注意：程序在生成之后有更新，包内源码是现在的版本；数字仍可凭清单核对。")
    value = {
        "edition": edition,
        "archive": shown,
        "sha256": packed.sha256,
        "files": packed.files,
        "ledgers": packed.ledgers,
        "state": packed.state,
        "fingerprint": packed.fingerprint,
        "sm3": packed.sm3,
        "same_code": packed.same_code,
    }
    answer(value, lines, as_json)


def password_of(file: Path | None, *, twice: bool = False) -> Callable[[], str] | None:
    """Where a password comes from: a file's first line, or the terminal; never the command line."""
    if file is not None:
        return lambda: _first_line(file)
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        return None
    if twice:
        return lambda: str(
            click.prompt("归档密码", hide_input=True, confirmation_prompt="再输入一遍", err=True)
        )
    asked = "归档密码（直接回车则不打开台账）"
    return lambda: str(click.prompt(asked, hide_input=True, default="", show_default=False, err=True))


def _first_line(file: Path) -> str:
    try:
        lines = file.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(
            f"密码文件 {file.name}", "读不出", "检查文件名；文件应为 UTF-8 文本，首行是密码。"
        ) from error
    return lines[0].strip() if lines else ""
