"""An unpacked archive and its records -> why its notebooks may not be run here, or nothing."""

from __future__ import annotations

from taizhang.document.embedded import Fingerprint
from taizhang.errors import UsageError
from taizhang.run import workspace as workspaces
from taizhang.run.build import hashing
from taizhang.run.stages import STAGES
from taizhang.run.verify.records import Recorded
from taizhang.run.workspace import Workspace

# A kernel started in the folder would import, and a build would reuse, whatever else lay there.
_FOLDERS = frozenset({"data_raw", "reports", "notebooks", "lib"})
_FILES = frozenset(
    {"LICENSE", "README.md", "environment.yml", "pyproject.toml", "requirements.txt", "uv.lock"}
)
STRANGE = "归档包中有不属于归档的“{}”，没有用它重新计算。"
UNKNOWN = (
    "归档包中的笔记本 {} 与本机的不同，没有运行它，也就没有重新计算；"
    "来源可靠时，用 --fingerprint 给出登记簿中的指纹再核验。"
)


def refusal(unpacked: Workspace, recorded: Recorded, registered: str | None) -> str:
    """Why nothing may be recomputed from an archive, as a Chinese sentence; empty when it may.

    A notebook is a program: it is run only where it is byte for byte this machine's own, or where the
    ``registered`` fingerprint holds the manifest that names its hash.
    """
    strange = sorted(path.name for path in unpacked.root.iterdir() if not _usual(path.name, path.is_dir()))
    if strange:
        return STRANGE.format(strange[0])
    vouched = _own() | (_registered(recorded, registered) if registered else set())
    for stage in STAGES:
        path = unpacked.notebooks / f"{stage.name}.ipynb"
        if not path.is_file() or (path.name, hashing.file_hash(path)) not in vouched:
            return UNKNOWN.format(path.name)
    return ""


def _usual(name: str, folder: bool) -> bool:
    return name in (_FOLDERS if folder else _FILES)


def _own() -> set[tuple[str, str]]:
    """Name and SHA-256 of this machine's notebooks; none where there is no workspace."""
    try:
        folder = workspaces.find().notebooks
    except UsageError:
        return set()
    return {(path.name, hashing.file_hash(path)) for path in folder.glob("*.ipynb")}


def _registered(recorded: Recorded, registered: str) -> set[tuple[str, str]]:
    found: Fingerprint | None = recorded.fingerprint
    if found is None or not found.holds(registered):
        return set()
    code = (recorded.embedded.manifest or {}).get("code", {})
    return {(name.rpartition("/")[2], digest) for name, digest in code.items()}
