"""taizhang build: an edition -> its report and everything beside it."""

from __future__ import annotations

from collections.abc import Sequence

import click

from taizhang.cli.frame import JSON, answer, bar, command
from taizhang.errors import UsageError


@command("build", "生成一个期次：依次运行五本笔记本，写出 Word 报告和全部数据。")
@click.argument("edition", metavar="期次")
@click.option("-p", "values", multiple=True, metavar="名=值", help="笔记本参数，可重复。")
@click.option("--final", is_flag=True, help="写出定稿（state 须为 定稿；只能一次，此后不再生成）。")
@JSON
def build_command(edition: str, values: Sequence[str], final: bool, as_json: bool) -> None:
    """Build an edition."""
    from taizhang.run import workspace
    from taizhang.run.build import pipeline

    line = bar("生成报告", as_json)
    found = workspace.find()
    built = pipeline.build(
        found, edition, _pairs(values), lambda what, done, total: line(done, total, what), final=final
    )
    relative = built.document.relative_to(found.root)
    lines = [
        f"已生成：{relative}",
        f"数据点 {built.facts} 个，用时 {built.seconds:.1f} 秒",
        f"指纹 SHA-256 {built.fingerprint.sha256}",
        f"指纹 SM3     {built.fingerprint.sm3}",
        "请把指纹记入单位的发文登记簿；以后用 taizhang verify 文档 --fingerprint 指纹 核对。",
    ]
    if final:
        lines.append("已定稿：此后不再生成，只能核验；指纹已记入 定稿记录.json。")
    lines += [f"人工改过的文档已另存：{path.relative_to(found.root)}" for path in built.kept]
    value = {
        "edition": edition,
        "out": built.out.relative_to(found.root).as_posix(),
        "document": relative.as_posix(),
        "facts": built.facts,
        "seconds": round(built.seconds, 2),
        "fingerprint": built.fingerprint.sha256,
        "sm3": built.fingerprint.sm3,
        "kept": [path.relative_to(found.root).as_posix() for path in built.kept],
        "stages": [
            {"name": run.name, "seconds": round(run.seconds, 2), "reused": run.reused} for run in built.stages
        ],
    }
    answer(value, lines, as_json)


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
