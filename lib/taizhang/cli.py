"""The command line: argv -> what was asked for, and an exit code."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import click
from tqdm import tqdm

from taizhang import __version__
from taizhang.errors import EngineError, TaizhangError, UsageError, nearest

FOUND_SOMETHING = 1
CONTEXT = {"help_option_names": ["-h", "--help"]}
DEMO = "ordos-2021"


def _bar(title: str, quiet: bool) -> Callable[[int, int, str], None]:
    """A progress line on standard error; nothing where another program reads the answer."""
    bar = tqdm(
        total=0, desc=title, unit="项", disable=quiet or not sys.stderr.isatty(), leave=False, file=sys.stderr
    )

    def move(done: int, total: int, what: str) -> None:
        bar.total = total
        bar.n = done
        bar.set_postfix_str(what, refresh=True)
        if done >= total:
            bar.close()

    return move


CHINESE = {
    "Usage:": "用法：",
    "Options:": "选项：",
    "Commands:": "命令：",
    "Show this message and exit.": "显示本说明。",
    "[OPTIONS]": "[选项]",
    "COMMAND [ARGS]...": "命令 [参数]…",
}


class _Chinese(click.Command):
    """A command whose help has no English word of the framework's own."""

    def get_help(self, ctx: click.Context) -> str:
        text = super().get_help(ctx)
        for word, said in CHINESE.items():
            text = text.replace(word, said)
        return text


class _ChineseGroup(_Chinese, click.Group):
    """A group of such commands."""

    command_class = _Chinese


@click.group(
    cls=_ChineseGroup,
    context_settings=CONTEXT,
    help="台账到报告：核验台账、计算指标、生成可溯源的年度工作总结。",
)
@click.version_option(__version__, prog_name="taizhang", message="%(prog)s %(version)s", help="显示版本。")
def cli() -> None:
    """The group of all commands."""


@cli.command("demo", help="写出演示台账（合成数据，全规模）。")
@click.argument("name", default=DEMO, metavar="[名称]")
@click.option("--json", "as_json", is_flag=True, help="以 JSON 输出结果。")
def demo_command(name: str, as_json: bool) -> None:
    """Write a demo collection into data_raw/."""
    from taizhang import demo
    from taizhang.run import workspace

    target = workspace.find().collection(name)
    files = demo.write(name, target, progress=_bar("写演示台账", as_json))
    _answer(
        {"collection": name, "folder": f"data_raw/{name}", "files": len(files)},
        [f"已写出 {len(files)} 个文件：data_raw/{name}"],
        as_json,
    )


@cli.command("check", help="核验台账：认出了什么，采用多少行，哪些行未采用，为什么。")
@click.argument("targets", nargs=-1, required=True, metavar="台账文件夹或文件…")
@click.option("--json", "as_json", is_flag=True, help="以 JSON 输出结果。")
def check_command(targets: Sequence[str], as_json: bool) -> None:
    """Check collections or files; exit code 1 when something was found."""
    from taizhang.run import check

    result = check.check(targets, _bar("核验台账", as_json))
    _answer(result.as_json(), result.lines(), as_json)
    if result.found:
        sys.exit(FOUND_SOMETHING)


@cli.command("build", help="生成一个期次：依次运行五本笔记本，写出 Word 报告和全部数据。")
@click.argument("edition", metavar="期次")
@click.option("-p", "values", multiple=True, metavar="名=值", help="笔记本参数，可重复。")
@click.option("--json", "as_json", is_flag=True, help="以 JSON 输出结果。")
def build_command(edition: str, values: Sequence[str], as_json: bool) -> None:
    """Build an edition."""
    from taizhang.run import workspace
    from taizhang.run.build import pipeline

    bar = _bar("生成报告", as_json)
    found = workspace.find()
    built = pipeline.build(found, edition, _pairs(values), lambda what, done, total: bar(done, total, what))
    relative = built.document.relative_to(found.root)
    lines = [
        f"已生成：{relative}",
        f"数据点 {built.facts} 个，用时 {built.seconds:.1f} 秒",
        f"指纹 SHA-256 {built.fingerprint}",
    ]
    lines += [f"人工改过的文档已另存：{path.relative_to(found.root)}" for path in built.kept]
    answer = {
        "edition": edition,
        "out": built.out.relative_to(found.root).as_posix(),
        "document": relative.as_posix(),
        "facts": built.facts,
        "seconds": round(built.seconds, 2),
        "fingerprint": built.fingerprint,
        "kept": [path.relative_to(found.root).as_posix() for path in built.kept],
        "stages": [
            {"name": run.name, "seconds": round(run.seconds, 2), "reused": run.reused} for run in built.stages
        ],
    }
    _answer(answer, lines, as_json)


def _pairs(values: Sequence[str]) -> dict[str, str]:
    pairs: dict[str, str] = {}
    for text in values:
        name, equals, value = text.partition("=")
        if not equals or not name.strip():
            raise UsageError("参数 -p", f"写了“{text}”", "应写成 名=值，例如 -p horizon=2。")
        if name.strip() in pairs:
            raise UsageError(f"参数 -p {name.strip()}", "写了两次", "同一个参数只写一次。")
        pairs[name.strip()] = value.strip()
    return pairs


def _answer(value: dict[str, Any], lines: Sequence[str], as_json: bool) -> None:
    click.echo(json.dumps(value, ensure_ascii=False) if as_json else "\n".join(lines))


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
