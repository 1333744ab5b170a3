"""Files and software of a build -> entities with hashes and versions."""

from __future__ import annotations

from taizhang.run.crate.entities import Entities, Link, links
from taizhang.run.crate.model import RunRecord

LIBRARY = "#taizhang"
FORMATS = {
    "uv.lock": "https://docs.astral.sh/uv/concepts/projects/layout/#the-lockfile",
    "requirements.txt": "https://pip.pypa.io/en/stable/reference/requirements-file-format/",
    "environment.yml": "https://docs.conda.io/projects/conda/en/stable/user-guide/tasks/manage-environments.html",
}
SLOTS = {"ledgers": "台账文件", "template": "Word 模板"}


def add_inputs(into: Entities, record: RunRecord) -> dict[str, Link]:
    """Every ledger, the template and the settings by path; the first two fill a slot of the workflow."""
    return {path: _input(into, record, path, digest) for path, digest in sorted(record.inputs.items())}


def _input(into: Entities, record: RunRecord, path: str, digest: str) -> Link:
    if path in record.settings:
        return into.file(into.outside(path), path, digest, description="配置文件")
    slot = "template" if path == record.template else "ledgers"
    own = [f"#{tool.name}/{slot}" for tool in record.tools if slot in tool.inputs]
    return into.file(into.outside(path), path, digest, exampleOfWork=links([f"#{slot}", *own]))


def add_outputs(into: Entities, record: RunRecord) -> dict[str, Link]:
    """Every product by name."""
    makers = {name: tool.name for tool in record.tools for name in tool.results}
    return {
        name: into.file(name, name, digest, exampleOfWork=_example(record, name, makers.get(name)))
        for name, digest in sorted(record.outputs.items())
        if name != record.workflow
    }


def _example(record: RunRecord, name: str, maker: str | None) -> list[Link]:
    whole = "#report" if name == record.document else "#products"
    if maker is None:
        return links([whole])
    readers = [f"#{tool.name}/{maker}" for tool in record.tools if maker in tool.needs]
    return links([whole, f"#{maker}/products", *readers])


def add_software(into: Entities, record: RunRecord) -> list[Link]:
    """The library, the language and every package with a say in the outputs, each with its version."""
    packages = [
        into.add(f"#{name}", "SoftwareApplication", name=name, softwareVersion=version, url=_home(name))
        for name, version in sorted(record.versions.items())
    ]
    into.add(
        LIBRARY,
        "SoftwareApplication",
        name="taizhang",
        softwareVersion=record.library,
        operatingSystem=record.system,
        processorRequirements=record.machine,
        softwareRequirements=packages,
    )
    return packages


def _home(name: str) -> str:
    return "https://www.python.org/" if name == "python" else f"https://pypi.org/project/{name}/"


def add_locks(into: Entities, record: RunRecord) -> list[Link]:
    """The files that pin the environment: what CQ4 asks for."""
    return [
        into.file(
            into.outside(path),
            path,
            record.code[path],
            description="锁定的运行环境",
            conformsTo=into.add(FORMATS[path], "WebPageElement", name=f"{path} 的格式"),
        )
        for path in record.locks
    ]
