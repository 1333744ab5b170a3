"""A collection's name -> its folder of ledgers, written whole or not at all."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path

from ..errors import UsageError, nearest
from .registers import affairs, elder, general, governance, tasks, welfare
from .rosters import world as worlds
from .rosters.world import World
from .targets import COLLECTIONS, Targets
from .writing import rolls

MARKER = ".demo.json"
Progress = Callable[[int, int, str], None]
Work = tuple[str, Callable[[Path], list[Path]]]

SOURCES = """\
# 演示数据中的身份证号一律使用 1599 开头的地区码：全国没有任何一个县级区划使用它，
# 因此不会与真实人员的号码相同。只在本资料夹内把它认作有效地区码，别处照常核验。
valid_id_areas: ["1599"]
"""
README = """\
本资料夹由 taizhang demo 写出，全部人员、机构、账号和金额都是虚构的，只用于演示和测试。
标准、文号和名称均为示例，不代表任何地方的真实情况。
本文件不是台账。
"""
LOCK_NAME = "基层治理/~$社会组织台账.xlsx"
LOCK_BYTES = b"\x06" + "演示".encode("utf-16-le") + b" " * 160


def write(name: str, target: Path, *, progress: Progress | None = None) -> list[Path]:
    """Write the demo collection ``name`` into the folder ``target`` and return the paths of its files.

    ``progress`` gets (done, of, what) as the work goes on. The folder must not exist, be empty or hold only
    what a demo wrote before; otherwise, and for an unknown name, UsageError.
    """
    targets = _targets(name)
    _refuse_foreign_files(target)
    part = target.with_name(f".{target.name}.part")
    tell = progress or (lambda _done, _of, _what: None)
    try:
        shutil.rmtree(part, ignore_errors=True)
        part.mkdir(parents=True)
        written = _write_all(targets, part, tell)
        _replace(target, part)
    except OSError as error:
        raise UsageError(
            target.name,
            f"写不进去：{error.strerror}",
            "查看权限和磁盘空间，关闭占用这些文件的程序，再运行一次",
        ) from error
    return [target / path.relative_to(part) for path in written]


def _targets(name: str) -> Targets:
    if name in COLLECTIONS:
        return COLLECTIONS[name]
    like = nearest(name, COLLECTIONS)
    hint = f"最接近的是 {like}；" if like else ""
    raise UsageError("演示数据名称", name, f"{hint}可用的名称：{'、'.join(COLLECTIONS)}")


def _refuse_foreign_files(target: Path) -> None:
    """UsageError where the folder holds anything that no demo wrote."""
    if target.exists() and not target.is_dir():
        raise UsageError(target.name, "这里已有一个同名文件", "换一个资料夹，或先移走该文件")
    known = {MARKER, *_listed(target / MARKER)}
    found = sorted(path.relative_to(target).as_posix() for path in target.rglob("*") if path.is_file())
    foreign = [name for name in found if name not in known]
    if foreign:
        received = f"资料夹里有不是演示程序写的文件：{foreign[0]}"
        raise UsageError(target.name, received, "换一个空资料夹，或先移走这些文件")


def _listed(marker: Path) -> set[str]:
    if not marker.is_file():
        return set()
    try:
        return set(json.loads(marker.read_text(encoding="utf-8"))["files"])
    except (ValueError, KeyError, TypeError):
        return set()


def _write_all(targets: Targets, part: Path, tell: Progress) -> list[Path]:
    tell(0, 1, "生成人员和名册")
    works = _works(worlds.build(targets))
    written: list[Path] = []
    for number, (what, work) in enumerate(works, 1):
        written += work(part)
        tell(number, len(works), what)
    written.sort()
    names = [path.relative_to(part).as_posix() for path in written]
    marker = json.dumps({"demo": targets.name, "files": names}, ensure_ascii=False, indent=1)
    (part / MARKER).write_text(marker + "\n", encoding="utf-8", newline="\n")
    return written


def _works(world: World) -> list[Work]:
    targets = world.targets
    paged: list[Work] = [
        (f"{page.layout.stem} {page.banner.name}", partial(_page, page, targets))
        for ledger, roster in world.rolls.items()
        for page in rolls.pages(ledger, world.people, roster)
    ]
    return [
        *paged,
        ("孤儿和事实无人抚养儿童台账", partial(welfare.write_children, world)),
        ("老年人意外伤害保险台账", partial(welfare.write_insurance, world)),
        ("福利彩票台账", partial(welfare.write_lottery, targets)),
        ("养老服务台账", partial(elder.write, targets)),
        ("基层治理台账", partial(governance.write, world)),
        ("社会事务台账", partial(affairs.write, world)),
        ("人口台账", partial(general.write_population, world)),
        ("政策标准", general.write_standards),
        ("慈善台账", partial(general.write_charity, targets)),
        ("会议活动台账", partial(general.write_meetings, targets)),
        ("重点任务台账", partial(tasks.write, targets)),
        ("说明", _write_others),
    ]


def _page(page: rolls.Page, targets: Targets, target: Path) -> list[Path]:
    return rolls.write_page(page, target, targets.periods)


def _write_others(target: Path) -> list[Path]:
    """The files beside the ledgers: what ids to accept, a note, and a lock file left by an office program."""
    files = {
        "sources.yml": SOURCES.encode(),
        "说明.txt": README.encode("gb18030"),
        LOCK_NAME: LOCK_BYTES,
    }
    for name, content in files.items():
        (target / name).write_bytes(content)
    return [target / name for name in files]


def _replace(target: Path, part: Path) -> None:
    """Put the new folder where the old one was; the old one goes only after the new one stands."""
    old = target.with_name(f".{target.name}.old")
    shutil.rmtree(old, ignore_errors=True)
    if target.exists():
        target.rename(old)
    part.rename(target)
    shutil.rmtree(old, ignore_errors=True)
