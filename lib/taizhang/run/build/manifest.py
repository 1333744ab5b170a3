"""A finished out/ -> its manifest: what went in, what came out, with which code, as an RO-Crate."""

from __future__ import annotations

import json
import platform
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Protocol

from taizhang import __version__, places
from taizhang.indicators.store import read_parquet
from taizhang.run.build import hashing
from taizhang.run.edition import Edition
from taizhang.run.workspace import Workspace

NAME = "ro-crate-metadata.json"
KINDS = {
    ".csv": "text/csv",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".html": "text/html",
    ".ipynb": "application/x-ipynb+json",
    ".json": "application/json",
    ".parquet": "application/vnd.apache.parquet",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".yml": "application/yaml",
}


class Run(Protocol):
    """How one stage went."""

    @property
    def name(self) -> str:
        """The notebook."""

    @property
    def seconds(self) -> float:
        """How long it took."""

    @property
    def reused(self) -> bool:
        """Whether an earlier run's products were taken."""


@dataclass(frozen=True, slots=True)
class Contents:
    """What a crate speaks of: hashes by relative path, chosen parameters by notebook, and the runs."""

    inputs: Mapping[str, str]
    code: Mapping[str, str]
    outputs: Mapping[str, str]
    values: Mapping[str, Mapping[str, Any]]
    runs: Sequence[Run]
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Summary:
    """The number of facts, and one hash over every output whose bytes do not change from build to build."""

    facts: int
    fingerprint: str


def write(
    out: Path,
    workspace: Workspace,
    edition: Edition,
    inputs: Mapping[str, str],
    values: Mapping[str, Mapping[str, Any]],
    runs: Sequence[Run],
) -> Summary:
    """Write ro-crate-metadata.json into ``out``. Times stand in it, and in nothing that is hashed."""
    outputs = hashing.tree(out)
    fingerprint = hashing.combined({name: value for name, value in outputs.items() if _steady(name)})
    contents = Contents(inputs, _code(workspace), outputs, values, runs, fingerprint)
    text = json.dumps(_crate(edition, contents), ensure_ascii=False, indent=1, sort_keys=True)
    (out / NAME).write_text(text + "\n", encoding="utf-8", newline="\n")
    return Summary(len(read_parquet(out / "facts.parquet")), fingerprint)


def _steady(name: str) -> bool:
    return not name.startswith(("notebooks/", "html/"))


def _code(workspace: Workspace) -> dict[str, str]:
    names = sorted(workspace.notebooks.glob("*.ipynb"))
    names += [path for path in (workspace.root / "uv.lock",) if path.is_file()]
    return {path.relative_to(workspace.root).as_posix(): hashing.file_hash(path) for path in names}


def recorded(out: Path) -> dict[str, str]:
    """File name -> SHA-256 of what the build that made ``out`` wrote; empty when its manifest is gone."""
    try:
        graph = json.loads((out / NAME).read_text(encoding="utf-8"))["@graph"]
    except (OSError, ValueError, KeyError):
        return {}
    return {part["name"]: part["sha256"] for part in graph if "sha256" in part}


def _crate(edition: Edition, contents: Contents) -> Any:
    from rocrate.rocrate import ROCrate

    crate = ROCrate()
    crate.name = f"{places.name(edition.place)}：{edition.title}"
    crate.description = "由台账经笔记本生成的报告及其全部数据点"
    crate.datePublished = edition.as_of.isoformat()
    crate.license = edition.classification
    crate.root_dataset["fingerprint"] = contents.fingerprint
    inputs, code, results = (
        _files(crate, part) for part in (contents.inputs, contents.code, contents.outputs)
    )
    about = {
        "instrument": _software(crate),
        "object": inputs + _settings(crate, contents.values),
        "result": results,
    }
    steps = [_step(crate, run, code) for run in contents.runs]
    crate.root_dataset["mentions"] = [_action(crate, about | {"step": steps})]
    return crate.metadata.generate()


Links = list[dict[str, str]]


def _add(crate: Any, name: str, properties: Mapping[str, Any]) -> dict[str, str]:
    from rocrate.model import ContextEntity

    return {"@id": crate.add(ContextEntity(crate, name, dict(properties))).id}


def _files(crate: Any, hashes: Mapping[str, str]) -> Links:
    from rocrate.model import File

    links: Links = []
    for name, digest in sorted(hashes.items()):
        kind = KINDS.get(Path(name).suffix, "application/octet-stream")
        properties = {"sha256": digest, "encodingFormat": kind, "name": name}
        links.append({"@id": crate.add(File(crate, dest_path=name, properties=properties)).id})
    return links


def _software(crate: Any) -> Links:
    tools = {
        "taizhang": f"{__version__}+{hashing.code()[:12]}",
        "python": platform.python_version(),
        **hashing.versions(),
    }
    return [
        _add(crate, f"#{name}", {"@type": "SoftwareApplication", "name": name, "version": version})
        for name, version in sorted(tools.items())
    ]


def _settings(crate: Any, values: Mapping[str, Mapping[str, Any]]) -> Links:
    return [
        _add(crate, f"#{notebook}-{name}", {"@type": "PropertyValue", "name": name, "value": value})
        for notebook, chosen in sorted(values.items())
        for name, value in sorted(chosen.items())
    ]


def _step(crate: Any, run: Run, code: Links) -> dict[str, str]:
    notebook = next(part for part in code if part["@id"].endswith(f"{run.name}.ipynb"))
    properties = {
        "@type": "ControlAction",
        "name": run.name,
        "instrument": notebook,
        "duration": f"PT{run.seconds:.2f}S",
        "description": "沿用上次结果" if run.reused else "已运行",
    }
    return _add(crate, f"#step-{run.name}", properties)


def _action(crate: Any, about: Mapping[str, Links]) -> dict[str, str]:
    role = _add(crate, "#statistician", {"@type": "Role", "roleName": "统计人员"})
    properties = {
        "@type": "CreateAction",
        "name": "taizhang build",
        "endTime": datetime.now(UTC).isoformat(timespec="seconds"),
        "agent": role,
        "actionStatus": "http://schema.org/CompletedActionStatus",
        **about,
    }
    return _add(crate, "#build", properties)
