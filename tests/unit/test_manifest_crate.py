"""The crate beside a report answers the eleven competency questions of the Workflow Run RO-Crate profiles."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime
from typing import Any

import pytest

from taizhang.run.crate.graph import graph
from taizhang.run.crate.model import RunRecord, Tool

HASH = {name: letter * 64 for name, letter in zip("abcdefgh", "01234567", strict=True)}
WORKFLOW = "workflow.json"


def tool(name: str, number: int, **more: Any) -> Tool:
    usual: dict[str, Any] = {
        "says": f"第{number}步的事",
        "path": f"notebooks/{name}.ipynb",
        "needs": (),
        "values": {},
        "inputs": (),
        "results": (f"html/{name}.html",),
        "began": f"2021-12-10T08:0{number}:00.000+00:00",
        "ended": f"2021-12-10T08:0{number}:30.500+00:00",
        "memory": 500_000_000 + number,
        "processor": 61.0,
        "reused": False,
    }
    return Tool(name=name, **(usual | more))


RECORD = RunRecord(
    edition="甲 2021",
    title="2021年总结",
    place="鄂尔多斯市",
    issuer="某市民政局",
    as_of="2021-12-10",
    state="定稿",
    classification="内部资料",
    revises="甲-2021-初稿",
    reason="一个旗更正了花名册",
    document="2021年总结.docx",
    workflow=WORKFLOW,
    inputs={
        "data_raw/甲/低保 一月.csv": HASH["a"],
        "data_raw/甲/副本.csv": HASH["a"],
        "reports/templates/year-end.docx": HASH["b"],
        "reports/甲 2021/edition.yml": HASH["c"],
    },
    settings=("reports/甲 2021/edition.yml",),
    template="reports/templates/year-end.docx",
    code={
        "notebooks/00_ledgers.ipynb": HASH["d"],
        "notebooks/90_report.ipynb": HASH["e"],
        "uv.lock": HASH["f"],
    },
    locks=("uv.lock",),
    outputs={
        WORKFLOW: HASH["g"],
        "2021年总结.docx": HASH["h"],
        "html/00_ledgers.html": HASH["a"],
        "html/90_report.html": HASH["b"],
        "tables/dibao.parquet": HASH["c"],
    },
    tools=[
        tool(
            "00_ledgers",
            1,
            inputs=("ledgers",),
            reused=True,
            results=("html/00_ledgers.html", "tables/dibao.parquet"),
        ),
        tool(
            "90_report",
            2,
            inputs=("template",),
            needs=("00_ledgers",),
            values={"horizon": 5},
            results=("html/90_report.html", "2021年总结.docx"),
        ),
    ],
    versions={"python": "3.11.7", "duckdb": "1.5.6"},
    library="0.1.0+0123456789ab",
    system="Linux",
    machine="x86_64",
    sha256="8" * 64,
    sm3="9" * 64,
    began="2021-12-10T08:00:00.000+00:00",
    ended="2021-12-10T08:03:00.000+00:00",
)


@pytest.fixture(scope="module")
def crate() -> Crate:
    return Crate(graph(RECORD))


class Crate:
    """A crate's entities by id, with links followed."""

    def __init__(self, document: dict[str, Any]) -> None:
        self.context = document["@context"]
        self.parts = {part["@id"]: part for part in document["@graph"]}

    def follow(self, value: Any) -> list[dict[str, Any]]:
        links = value if isinstance(value, list) else [value]
        return [self.parts[link["@id"]] for link in links]

    def of(self, identifier: str, *names: str) -> list[dict[str, Any]]:
        found = [self.parts[identifier]]
        for name in names:
            found = [each for part in found if name in part for each in self.follow(part[name])]
        return found

    def kind(self, name: str) -> list[dict[str, Any]]:
        return [part for part in self.parts.values() if name in types(part)]

    def run_of(self, step: dict[str, Any]) -> dict[str, Any]:
        [control] = [part for part in self.kind("ControlAction") if part["instrument"]["@id"] == step["@id"]]
        [run] = self.follow(control["object"])
        return run

    def links(self) -> Iterator[str]:
        def walk(value: Any) -> Iterator[str]:
            if isinstance(value, dict) and set(value) == {"@id"}:
                yield value["@id"]
            elif isinstance(value, dict | list):
                for each in value.values() if isinstance(value, dict) else value:
                    yield from walk(each)

        for part in self.parts.values():
            for name, value in part.items():
                if name != "@id":
                    yield from walk(value)


def types(part: dict[str, Any]) -> list[str]:
    kind = part["@type"]
    return kind if isinstance(kind, list) else [kind]


def seconds(run: dict[str, Any]) -> float:
    return (datetime.fromisoformat(run["endTime"]) - datetime.fromisoformat(run["startTime"])).total_seconds()


def names(parts: list[dict[str, Any]]) -> set[str]:
    return {part["name"] for part in parts}


def test_cq1_which_container_images_the_run_used_none_and_it_says_so(crate: Crate) -> None:
    runs = crate.kind("CreateAction")
    assert len(runs) == 3
    assert all("containerImage" not in run and "未使用容器映像" in run["description"] for run in runs)


def test_cq2_how_much_memory_and_processor_the_run_used(crate: Crate) -> None:
    usage = {
        part["propertyID"].rpartition("#")[2]: part for part in crate.of("#run-90_report", "resourceUsage")
    }
    assert usage["peakRSS"]["value"] == 500_000_002
    assert usage["peakRSS"]["unitCode"].endswith("/BYTE")
    assert usage["percentCPU"]["value"] == 200.0  # 61.0 s of processor time in 30.5 s
    whole = {
        part["propertyID"].rpartition("#")[2]: part["value"] for part in crate.of("#build", "resourceUsage")
    }
    assert whole["peakRSS"] == 500_000_002


def test_cq3_which_configuration_files_a_step_used(crate: Crate) -> None:
    for run in ("#run-00_ledgers", "#run-90_report", "#build"):
        assert "reports/甲 2021/edition.yml" in names(crate.of(run, "object"))
    [settings] = [part for part in crate.kind("File") if part["name"] == "reports/甲 2021/edition.yml"]
    assert "exampleOfWork" not in settings  # no slot of the workflow's own interface


def test_cq4_which_environment_file_a_step_used(crate: Crate) -> None:
    [lock] = crate.of("./", "mainEntity", "buildInstructions")
    assert (lock["name"], lock["sha256"]) == ("uv.lock", HASH["f"])


def test_cq5_how_long_a_component_took(crate: Crate) -> None:
    assert [seconds(crate.run_of(step)) for step in crate.of("./", "mainEntity", "step")] == [30.5, 30.5]


def test_cq6_how_long_the_workflow_took(crate: Crate) -> None:
    assert seconds(crate.parts["#build"]) == 180


def test_cq7_whether_the_execution_was_successful(crate: Crate) -> None:
    actions = crate.kind("CreateAction") + crate.kind("ControlAction") + crate.kind("OrganizeAction")
    assert len(actions) == 6
    assert {part["actionStatus"] for part in actions} == {"http://schema.org/CompletedActionStatus"}


def test_cq8_what_went_into_the_workflow_and_came_out(crate: Crate) -> None:
    read, written = crate.of("#build", "object"), crate.of("#build", "result")
    assert names(read) == {*RECORD.inputs, "horizon"}
    assert names(written) == set(RECORD.outputs) - {WORKFLOW}
    for parts, side in ((read, "input"), (written, "output")):
        slots = {slot["@id"] for slot in crate.of("./", "mainEntity", side)}
        filled = {slot["@id"] for part in parts for slot in crate.follow(part.get("exampleOfWork", []))}
        assert slots <= filled


def test_cq9_which_version_of_the_source_a_step_ran(crate: Crate) -> None:
    versions = {
        part["alternateName"]: part["version"]
        for step in crate.of("./", "mainEntity", "step")
        for part in crate.follow(step["workExample"])
    }
    assert versions == {
        "notebooks/00_ledgers.ipynb": HASH["d"][:12],
        "notebooks/90_report.ipynb": HASH["e"][:12],
    }
    assert crate.parts["#taizhang"]["softwareVersion"] == "0.1.0+0123456789ab"
    packages = {
        part["name"]: part["softwareVersion"] for part in crate.of("#taizhang", "softwareRequirements")
    }
    assert packages == RECORD.versions


def test_cq10_which_script_wraps_a_component(crate: Crate) -> None:
    notebooks = crate.of("./", "mainEntity", "hasPart")
    assert len(notebooks) == 2
    for notebook in notebooks:
        assert {"SoftwareSourceCode", "SoftwareApplication"} <= set(types(notebook))
        assert crate.follow(notebook["mainEntity"])[0]["@id"] == "#taizhang"


def test_cq11_how_parameters_of_the_workflow_were_used_in_its_tools(crate: Crate) -> None:
    pairs = {
        (part["sourceParameter"]["@id"], part["targetParameter"]["@id"])
        for part in crate.of("./", "mainEntity", "step", "connection")
    }
    assert pairs == {
        ("#ledgers", "#00_ledgers/ledgers"),
        ("#template", "#90_report/template"),
        ("#parameter-horizon", "#90_report/horizon"),
        ("#00_ledgers/products", "#90_report/00_ledgers"),
    }
    [value] = [part for part in crate.of("#run-90_report", "object") if part["name"] == "horizon"]
    assert value["value"] == 5
    assert {slot["@id"] for slot in crate.follow(value["exampleOfWork"])} == {
        "#parameter-horizon",
        "#90_report/horizon",
    }


def test_what_the_profiles_demand_stands_in_the_crate(crate: Crate) -> None:
    root = crate.parts["./"]
    assert names(crate.follow(root["conformsTo"])) == {
        "Process Run Crate", "Workflow Run Crate", "Provenance Run Crate", "Workflow RO-Crate",
    }  # fmt: skip
    [workflow] = crate.of("./", "mainEntity")
    assert {"File", "SoftwareSourceCode", "ComputationalWorkflow", "HowTo"} <= set(types(workflow))
    assert types(crate.follow(workflow["programmingLanguage"])[0]) == ["ComputerLanguage"]
    assert all("workExample" in step for step in crate.kind("HowToStep"))
    assert all("instrument" in action for action in crate.kind("CreateAction"))
    assert all({"instrument", "object"} <= set(action) for action in crate.kind("ControlAction"))
    assert {"instrument", "object", "result"} <= set(crate.kind("OrganizeAction")[0])
    assert all("additionalType" in slot for slot in crate.kind("FormalParameter"))
    assert "https://w3id.org/ro/terms/workflow-run/context" in crate.context


def test_every_link_leads_somewhere(crate: Crate) -> None:
    outside = {
        "http://schema.org/CompletedActionStatus",
        "https://jupyter.org/",
        "https://w3id.org/ro/crate/1.1",
    }
    linked = set(crate.links())
    assert len(linked) > 30
    assert linked - outside <= set(crate.parts)


def test_a_person_is_a_role_and_no_path_leaves_the_crate(crate: Crate) -> None:
    assert names(crate.kind("Person")) == {"统计人员"}
    for part in crate.kind("File"):
        assert part["@id"].startswith("arcp://name,") or part["@id"] in map(quoted, RECORD.outputs), part[
            "@id"
        ]
        assert ".." not in part["@id"] and not part["@id"].startswith("/")


def quoted(name: str) -> str:
    from urllib.parse import quote

    return quote(name)


def test_a_revision_and_its_fingerprints_stand_in_the_root(crate: Crate) -> None:
    root = crate.parts["./"]
    assert root["creativeWorkStatus"] == "定稿"
    [revised] = crate.of("./", "isBasedOn")
    assert revised["name"] == "甲-2021-初稿" and "一个旗更正了花名册" in revised["description"]
    assert {part["value"] for part in crate.of("./", "identifier")} == {"8" * 64, "9" * 64}


def test_no_two_files_go_by_the_same_name(crate: Crate) -> None:
    listed = [part["name"] for part in crate.kind("File")]
    assert len(listed) == len(set(listed)) == len(RECORD.inputs) + len(RECORD.outputs) + len(RECORD.code)


def test_the_same_record_gives_the_same_crate() -> None:
    assert json.dumps(graph(RECORD), sort_keys=True) == json.dumps(graph(RECORD), sort_keys=True)
