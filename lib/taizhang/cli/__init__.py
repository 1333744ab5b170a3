"""The command line: argv -> what was asked for, and an exit code."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Sequence
from pathlib import Path

import click

from taizhang import __version__
from taizhang.cli.commands.build import build_command
from taizhang.cli.commands.check import check_command
from taizhang.cli.commands.demo import demo_command
from taizhang.cli.commands.new import new_command
from taizhang.cli.commands.pack import pack_command
from taizhang.cli.commands.proofread import proofread_command
from taizhang.cli.commands.refresh import refresh_command
from taizhang.cli.commands.trace import trace_command
from taizhang.cli.commands.verify import verify_command
from taizhang.cli.frame import CONTEXT, ChineseGroup
from taizhang.errors import EngineError, TaizhangError, UsageError, nearest

EXTRA = re.compile(r"Got unexpected extra arguments? \((.*)\)")


@click.group(
    cls=ChineseGroup,
    context_settings=CONTEXT,
    help="台账到报告：核验台账、计算指标、生成可溯源的年度工作总结。",
)
@click.version_option(__version__, prog_name="taizhang", message="%(prog)s %(version)s", help="显示版本。")
def cli() -> None:
    """The group of all commands."""


for command in (
    demo_command,
    check_command,
    build_command,
    pack_command,
    new_command,
    proofread_command,
    refresh_command,
    trace_command,
    verify_command,
):
    cli.add_command(command)


def _usage(error: click.UsageError) -> UsageError:
    """Click's own complaint in three Chinese lines."""
    command = error.ctx.command if error.ctx else cli
    where = f"命令 {error.ctx.command_path}" if error.ctx else "命令行"
    help_line = f"用 {error.ctx.command_path if error.ctx else 'taizhang'} --help 查看用法。"
    if isinstance(error, click.NoSuchOption):
        known = [name for part in command.params for name in part.opts]
        near = nearest(error.option_name, known)
        return UsageError(
            where, f"没有选项 {error.option_name}", f"是否为 {near}？{help_line}" if near else help_line
        )
    if isinstance(error, click.MissingParameter):
        name = error.param.make_metavar(error.ctx) if error.param and error.ctx else ""
        return UsageError(where, f"缺少 {name}", help_line)
    if extra := EXTRA.match(error.message):
        near = nearest(extra[1].split()[0], [name for part in command.params for name in part.opts])
        return UsageError(
            where, f"多余的参数 {extra[1]}", f"是否为 {near}？{help_line}" if near else help_line
        )
    word = error.message.rpartition("'")[0].rpartition("'")[2]
    near = nearest(word, cli.commands) if word else None
    received = f"不认识“{word}”" if word else "用法不对"
    return UsageError(where, received, f"是否为 {near}？{help_line}" if near else help_line)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run a command. A user's error ends in its exit code and three lines on standard error."""
    argv = list(sys.argv[1:] if arguments is None else arguments)
    for stream in (sys.stdout, sys.stderr):
        # A Windows console of another code page must show Chinese, or fail in no character.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace") if stream.isatty() else stream.reconfigure(encoding="utf-8")
    try:
        code = cli.main(args=argv, prog_name="taizhang", standalone_mode=False)
    except click.UsageError as error:
        _fail(_usage(error), argv)
    except TaizhangError as error:
        _fail(error, argv)
    except OSError as error:
        name = Path(str(error.filename)).name if error.filename else "文件"
        _fail(
            EngineError(
                name,
                f"系统不允许读写（{error.strerror or '原因不明'}）",
                "检查磁盘空间、权限和文件是否被占用后再运行。",
            ),
            argv,
        )
    except (KeyboardInterrupt, click.Abort):
        click.echo("已中断；上一次的结果没有改动。", err=True)
        sys.exit(130)
    else:
        sys.exit(code if isinstance(code, int) else 0)


def _fail(error: TaizhangError, argv: Sequence[str]) -> None:
    if "--json" in argv:
        click.echo(json.dumps({"error": error.as_json()}, ensure_ascii=False))
    else:
        click.echo(error.text(), err=True)
    sys.exit(error.exit_code)
