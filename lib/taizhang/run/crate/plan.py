"""The five notebooks -> the workflow as it is meant: steps, tools, parameters and how they are connected."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import Any

from taizhang.run.crate.entities import Entities, Link, typed
from taizhang.run.crate.inventory import LIBRARY, SLOTS
from taizhang.run.crate.model import RunRecord, Tool

PRODUCTS = "products"
RESULTS = {"report": "Word 报告", PRODUCTS: "数据、表、图和附件"}


def add_plan(into: Entities, record: RunRecord, packages: list[Link], locks: list[Link]) -> Link:
    """The workflow, which the crate is about, and all that belongs to it."""
    language = into.add(
        "#jupyter", "ComputerLanguage", name="Jupyter Notebook", url="https://jupyter.org/",
        identifier={"@id": "https://jupyter.org/"},
    )  # fmt: skip
    tools = [_tool(into, record, tool, packages, language) for tool in record.tools]
    steps = [
        into.add(
            f"#step-{tool.name}",
            "HowToStep",
            name=tool.says,
            position=number,
            workExample=link,
            connection=_connections(into, tool),
        )
        for number, (tool, link) in enumerate(zip(record.tools, tools, strict=True), start=1)
    ]
    return into.file(
        record.workflow,
        record.workflow,
        record.outputs[record.workflow],
        ("SoftwareSourceCode", "ComputationalWorkflow", "HowTo"),
        programmingLanguage=language,
        hasPart=tools,
        step=steps,
        input=_workflow_inputs(into, record),
        output=[_slot(into, f"#{name}", name, "File", said) for name, said in RESULTS.items()],
        softwareRequirements=[{"@id": LIBRARY}],
        buildInstructions=locks,
        version=record.library,
    )


def _tool(into: Entities, record: RunRecord, tool: Tool, packages: list[Link], language: Link) -> Link:
    digest = record.code[tool.path]
    return into.file(
        into.outside(tool.path),
        PurePosixPath(tool.path).name,  # the executed copy has the path as its name
        digest,
        ("SoftwareSourceCode", "SoftwareApplication"),
        alternateName=tool.path,
        description=tool.says,
        version=digest[:12],
        programmingLanguage=language,
        softwareRequirements=[{"@id": LIBRARY}, *packages],
        mainEntity={"@id": LIBRARY},  # a notebook wraps the library: it shows, the library computes
        input=_tool_inputs(into, tool),
        output=[_slot(into, f"#{tool.name}/{PRODUCTS}", PRODUCTS, "File", "产出")],
    )


def _slot(into: Entities, identifier: str, name: str, kind: str, said: str, **more: Any) -> Link:
    return into.add(identifier, "FormalParameter", name=name, additionalType=kind, description=said, **more)


def _workflow_inputs(into: Entities, record: RunRecord) -> list[Link]:
    files = [_slot(into, f"#{name}", name, "File", said) for name, said in SLOTS.items()]
    values = {name: value for tool in record.tools for name, value in tool.values.items()}
    return files + [
        _slot(into, f"#parameter-{name}", name, typed(value), "笔记本参数，用 -p 给出")
        for name, value in sorted(values.items())
    ]


def _tool_inputs(into: Entities, tool: Tool) -> list[Link]:
    names = [*file_slots(tool), *tool.needs]
    files = [_slot(into, f"#{tool.name}/{name}", name, "File", "读入") for name in names]
    return files + [
        _slot(into, f"#{tool.name}/{name}", name, typed(value), "笔记本参数")
        for name, value in sorted(tool.values.items())
    ]


def file_slots(tool: Tool) -> list[str]:
    """The workflow's own file slots that a notebook reads from."""
    return [name for name in SLOTS if name in tool.inputs]


def _connections(into: Entities, tool: Tool) -> list[Link]:
    """Which parameter of the workflow, or product of a notebook, goes into which parameter of this notebook."""
    sources = (
        *((name, f"#{name}") for name in file_slots(tool)),
        *((name, f"#parameter-{name}") for name in sorted(tool.values)),
        *((name, f"#{name}/{PRODUCTS}") for name in tool.needs),
    )
    return [
        into.add(
            f"#connection-{tool.name}-{name}",
            "ParameterConnection",
            sourceParameter={"@id": source},
            targetParameter={"@id": f"#{tool.name}/{name}"},
        )
        for name, source in sources
    ]
