"""taizhang demo: a seed -> the demo ledgers under data_raw/."""

from __future__ import annotations

import click

from taizhang.cli.frame import JSON, answer, bar, command

DEMO = "ordos-2021"


@command("demo", "写出演示台账（合成数据，全规模）。")
@click.argument("name", default=DEMO, metavar="[名称]")
@JSON
def demo_command(name: str, as_json: bool) -> None:
    """Write a demo collection into data_raw/."""
    from taizhang import demo
    from taizhang.run import workspace

    target = workspace.find().collection(name)
    files = demo.write(name, target, progress=bar("写演示台账", as_json))
    answer(
        {"collection": name, "folder": f"data_raw/{name}", "files": len(files)},
        [f"已写出 {len(files)} 个文件：data_raw/{name}"],
        as_json,
    )
