"""What every command shares: help in Chinese, a progress line, an answer for people or for machines."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Callable, Sequence
from typing import Any

import click
from tqdm import tqdm

FOUND_SOMETHING = 1
CONTEXT: dict[str, Any] = {"help_option_names": ["-h", "--help"]}
JSON = click.option("--json", "as_json", is_flag=True, help="以 JSON 输出结果。")


def bar(title: str, quiet: bool) -> Callable[[int, int, str], None]:
    """A progress line on standard error; nothing where another program reads the answer."""
    line = tqdm(
        total=0, desc=title, unit="项", disable=quiet or not sys.stderr.isatty(), leave=False, file=sys.stderr
    )

    def move(done: int, total: int, what: str) -> None:
        line.total = total
        line.n = done
        line.set_postfix_str(what, refresh=True)
        if done >= total:
            line.close()

    return move


def terminal_width() -> int | None:
    """How many columns the terminal has; None where another program or a file takes the answer."""
    return shutil.get_terminal_size().columns if sys.stdout.isatty() else None


CHINESE = {
    "Usage:": "用法：",
    "Options:": "选项：",
    "Commands:": "命令：",
    "Show this message and exit.": "显示本说明。",
    "[OPTIONS]": "[选项]",
    "COMMAND [ARGS]...": "命令 [参数]…",
    "[required]": "[必填]",
    "  [x>=0]": "",
}


class ChineseCommand(click.Command):
    """A command whose help has no English word of the framework's own."""

    def get_help(self, ctx: click.Context) -> str:
        """The help with Chinese headings."""
        text = super().get_help(ctx)
        for word, said in CHINESE.items():
            text = text.replace(word, said)
        return text


class ChineseGroup(ChineseCommand, click.Group):
    """A group of such commands."""

    command_class = ChineseCommand


def command(name: str, said: str, *, numbers: bool = False) -> Callable[[Callable[..., None]], click.Command]:
    """A command of that name whose help says ``said`` in Chinese; ``numbers``: an argument may be -5.3%."""
    settings = CONTEXT | {"ignore_unknown_options": True} if numbers else CONTEXT
    return click.command(name, cls=ChineseCommand, help=said, context_settings=settings)


def answer(value: dict[str, Any], lines: Sequence[str], as_json: bool) -> None:
    """One JSON object, or lines of text, on standard output."""
    click.echo(json.dumps(value, ensure_ascii=False) if as_json else "\n".join(lines))
