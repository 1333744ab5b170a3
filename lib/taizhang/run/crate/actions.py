"""How each notebook and the whole build went -> actions with their times, resources, inputs and results."""

from __future__ import annotations

from datetime import datetime

from taizhang.run.crate.entities import Entities, Link, links
from taizhang.run.crate.inventory import LIBRARY
from taizhang.run.crate.model import RunRecord, Tool
from taizhang.run.crate.plan import file_slots

DONE = "http://schema.org/CompletedActionStatus"
SECONDS, BYTES = "https://qudt.org/vocab/unit/SEC", "https://qudt.org/vocab/unit/BYTE"
PERCENT = "https://qudt.org/vocab/unit/PERCENT"
NO_CONTAINER = "未使用容器映像；运行环境由锁定文件固定。"
AGAIN = "沿用此前运行的结果；时间和资源为当时的。"


def add_actions(into: Entities, record: RunRecord, files: dict[str, Link]) -> list[Link]:
    """One action a notebook, one for the whole build, one for the engine; a person is a role."""
    agent = into.add("#statistician", "Person", name="统计人员", description="角色，不是姓名")
    settings = [files[path] for path in record.settings]
    values = {tool.name: _values(into, tool) for tool in record.tools}
    runs = [
        _tool_run(into, record, tool, files, values[tool.name] + settings, agent) for tool in record.tools
    ]
    controls = [
        into.add(
            f"#control-{tool.name}",
            "ControlAction",
            name=f"第{number}步：{tool.says}",
            instrument={"@id": f"#step-{tool.name}"},
            object=run,
            actionStatus=DONE,
            description=AGAIN if tool.reused else "本次运行",
        )
        for number, (tool, run) in enumerate(zip(record.tools, runs, strict=True), start=1)
    ]
    whole = _whole(into, record, files, [link for each in values.values() for link in each], agent)
    engine = into.add(
        "#engine",
        "OrganizeAction",
        name="taizhang 依次运行各笔记本",
        instrument={"@id": LIBRARY},
        object=controls,
        result=whole,
        agent=agent,
        startTime=record.began,
        endTime=record.ended,
        actionStatus=DONE,
    )
    return [whole, *runs, engine]


def _values(into: Entities, tool: Tool) -> list[Link]:
    return [
        into.add(
            f"#{tool.name}-{name}",
            "PropertyValue",
            name=name,
            value=value,
            exampleOfWork=links([f"#{tool.name}/{name}", f"#parameter-{name}"]),
        )
        for name, value in sorted(tool.values.items())
    ]


def _tool_run(
    into: Entities, record: RunRecord, tool: Tool, files: dict[str, Link], given: list[Link], agent: Link
) -> Link:
    earlier = [name for other in record.tools if other.name in tool.needs for name in other.results]
    return into.add(
        f"#run-{tool.name}",
        "CreateAction",
        name=f"运行 {tool.path}",
        description=NO_CONTAINER,
        instrument={"@id": into.outside(tool.path)},
        agent=agent,
        object=_read(record, tool, files) + [files[name] for name in earlier] + given,
        result=[files[name] for name in tool.results],
        startTime=tool.began,
        endTime=tool.ended,
        actionStatus=DONE,
        resourceUsage=_usage(into, tool.name, tool.memory, tool.processor, _seconds(tool.began, tool.ended)),
    )


def _read(record: RunRecord, tool: Tool, files: dict[str, Link]) -> list[Link]:
    slots = file_slots(tool)
    ledgers = [p for p in sorted(record.inputs) if p not in record.settings and p != record.template]
    return [files[path] for path in ledgers if "ledgers" in slots] + (
        [files[record.template]] if "template" in slots else []
    )


def _whole(
    into: Entities, record: RunRecord, files: dict[str, Link], values: list[Link], agent: Link
) -> Link:
    peak = max(tool.memory for tool in record.tools)
    processor = sum(tool.processor for tool in record.tools)
    seconds = sum(_seconds(tool.began, tool.ended) for tool in record.tools)
    return into.add(
        "#build",
        "CreateAction",
        name=f"taizhang build {record.edition}",
        description=NO_CONTAINER,
        instrument={"@id": record.workflow},
        agent=agent,
        object=[files[path] for path in sorted(record.inputs)] + values,
        result=[files[name] for name in sorted(record.outputs) if name in files],
        startTime=record.began,
        endTime=record.ended,
        actionStatus=DONE,
        resourceUsage=_usage(into, "build", peak, processor, round(seconds, 3)),
    )


def _usage(into: Entities, name: str, memory: int, processor: float, seconds: float) -> list[Link]:
    share = round(100 * processor / seconds, 1) if seconds else 0.0
    measures = (
        ("peakRSS", "内存峰值", memory, BYTES),
        ("realTime", "用时", seconds, SECONDS),
        ("percentCPU", "处理器占用（%，一个核为100）", share, PERCENT),
    )
    return [
        into.add(
            f"#usage-{name}-{key}",
            "PropertyValue",
            name=said,
            propertyID=f"https://w3id.org/ro/terms/nf-trace#{key}",
            unitCode=unit,
            value=value,
        )
        for key, said, value, unit in measures
    ]


def _seconds(began: str, ended: str) -> float:
    return round((datetime.fromisoformat(ended) - datetime.fromisoformat(began)).total_seconds(), 3)
