"""taizhang new: an edition's settings -> a new edition that revises it."""

from __future__ import annotations

import click

from taizhang.cli.frame import JSON, answer, command


@command("new", "新建修订期次：从一个期次复制设置，写明修订谁、为什么。")
@click.argument("edition", metavar="新期次")
@click.option("--revises", required=True, metavar="期次", help="修订哪个期次（通常是已定稿的）。")
@click.option("--reason", required=True, metavar="文字", help="修订原因，写进清单和报告的附录。")
@JSON
def new_command(edition: str, revises: str, reason: str, as_json: bool) -> None:
    """Begin a revision."""
    from taizhang.run import revision, workspace

    found = workspace.find()
    folder = revision.begin(found, edition, revises, reason)
    shown = folder.relative_to(found.root).as_posix()
    lines = [
        f"已新建：{shown}（修订 {revises}，状态为草稿）",
        "其中的 edition.yml、勘误和本期口径都是副本，可以改；原期次没有改动。",
        f"改好台账或勘误后运行：taizhang build {edition}",
    ]
    answer({"edition": edition, "revises": revises, "reason": reason, "folder": shown}, lines, as_json)
