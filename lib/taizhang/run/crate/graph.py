"""A build's record -> the whole crate: its root, profiles, files, plan and actions."""

from __future__ import annotations

from typing import Any

from rocrate.rocrate import ROCrate

from taizhang.run.crate.actions import add_actions
from taizhang.run.crate.entities import Entities, Link
from taizhang.run.crate.inventory import add_inputs, add_locks, add_outputs, add_software
from taizhang.run.crate.model import RunRecord
from taizhang.run.crate.plan import add_plan

WORKFLOW_CRATE = "https://w3id.org/workflowhub/workflow-ro-crate/1.0"
PROFILES = {
    "https://w3id.org/ro/wfrun/process/0.5": ("Process Run Crate", "0.5"),
    "https://w3id.org/ro/wfrun/workflow/0.5": ("Workflow Run Crate", "0.5"),
    "https://w3id.org/ro/wfrun/provenance/0.5": ("Provenance Run Crate", "0.5"),
    WORKFLOW_CRATE: ("Workflow RO-Crate", "1.0"),
}
TERMS = "https://w3id.org/ro/terms/workflow-run/context"
BUILD_INSTRUCTIONS = {"buildInstructions": "https://codemeta.github.io/terms/buildInstructions"}


def graph(record: RunRecord) -> dict[str, Any]:
    """The JSON-LD of ``ro-crate-metadata.json``."""
    crate = ROCrate(version="1.1")
    crate.metadata.extra_contexts = [TERMS]
    crate.metadata.extra_terms = BUILD_INSTRUCTIONS
    into = Entities(crate, record.edition)
    packages, locks = add_software(into, record), add_locks(into, record)
    files = add_inputs(into, record) | add_outputs(into, record)
    _root(into, record)
    crate.root_dataset["mainEntity"] = add_plan(into, record, packages, locks)
    crate.root_dataset["mentions"] = add_actions(into, record, files)
    made: dict[str, Any] = crate.metadata.generate()
    return made


def _root(into: Entities, record: RunRecord) -> None:
    crate = into.crate
    crate.name = f"{record.place}：{record.title}"
    crate.description = "由台账经笔记本生成的报告及其全部数据点"
    crate.datePublished = record.as_of
    root = crate.root_dataset
    root["license"] = into.add(
        "#classification", "CreativeWork", name=record.classification, description="按单位规定的范围使用"
    )
    root["author"] = root["publisher"] = into.add("#issuer", "Organization", name=record.issuer)
    root["creativeWorkStatus"] = record.state
    root["conformsTo"] = _profiles(into)
    root["identifier"] = [
        into.add(f"#fingerprint-{name}", "PropertyValue", name=f"指纹 {said}", propertyID=said, value=value)
        for name, said, value in (("sha256", "SHA-256", record.sha256), ("sm3", "SM3", record.sm3))
    ]
    crate.metadata["conformsTo"] = [{"@id": "https://w3id.org/ro/crate/1.1"}, {"@id": WORKFLOW_CRATE}]
    if record.revises:
        root["isBasedOn"] = into.add(
            "#revised", "CreativeWork", name=record.revises, description=f"本期修订它。原因：{record.reason}"
        )


def _profiles(into: Entities) -> list[Link]:
    return [
        into.add(url, "CreativeWork", name=name, version=version) for url, (name, version) in PROFILES.items()
    ]
