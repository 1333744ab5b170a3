"""What a person names (an edition, a docx, an archive) -> the verification of it."""

from __future__ import annotations

import re
import tempfile
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from taizhang.document import embedded
from taizhang.document.embedded import Fingerprint
from taizhang.errors import ReportError, TaizhangError, UsageError
from taizhang.run import workspace as workspaces
from taizhang.run.verify import document, trust
from taizhang.run.verify.edition import reference_of, verify_edition
from taizhang.run.verify.model import Verified
from taizhang.run.verify.records import read
from taizhang.run.workspace import Workspace

Say = Callable[[str, int, int], None]
_DOCUMENTS = (".docx", ".docm", ".doc", ".wps")
_HEX = re.compile(r"[0-9a-f]{64}")
_SEPARATORS = re.compile(r"[\s:：]")
ALONE = "没有找到它所属的期次，只与文档自身随附的记录核对，看不出台账后来是否变动。"
UNCOMPARED = "台账有变动，但期次 {} 无法重新计算（{}），看不出哪些数字已经过期。"


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked for.

    ``target`` is an edition, a docx or an archive; ``edition`` the one that a docx belongs to, where it
    does not say so itself; ``full`` wants everything computed afresh; ``fingerprint`` is what stands in
    the office's register, SHA-256 or SM3; ``password`` opens the ledgers of an archive.
    """

    target: str
    edition: str | None = None
    full: bool = False
    fingerprint: str | None = None
    password: Callable[[], str] | None = None


def verify(request: Request, say: Say) -> Verified:
    """Verify an edition or an archive of one, or a docx against itself and, where it is at hand, its edition.

    Raises UsageError for a name that is none of them, or a fingerprint that is none.
    """
    asked = None if request.fingerprint is None else _checked(request.fingerprint)
    path = Path(request.target)
    if path.suffix.lower() in _DOCUMENTS:
        found = _read_document(path, request.edition, say)
    elif path.suffix.lower() == ".zip" or path.is_file():
        found = _verify_archive(path, request, asked, say)
    else:
        named = path.name if (path / "edition.yml").is_file() else request.target
        found = verify_edition(workspaces.find(), named, request.full, say)
    return found if asked is None else _held(found, asked)


def _verify_archive(path: Path, request: Request, registered: str | None, say: Say) -> Verified:
    """An archive as one would verify its edition where it was packed; what was left out of it is no fault."""
    from taizhang.run import pack

    if not path.is_file():
        raise UsageError(path.name, "没有这个归档包", "请检查文件名和所在文件夹。")
    with tempfile.TemporaryDirectory(prefix="taizhang-") as folder:
        opened = pack.open_archive(path, Path(folder), request.password)
        refusal = partial(trust.refusal, opened.workspace, registered=registered)
        found = verify_edition(opened.workspace, opened.edition, request.full, say, opened.withheld, refusal)
        return replace(found, target=path.name).with_problems(*opened.problems)


def _checked(fingerprint: str) -> str:
    plain = _SEPARATORS.sub("", fingerprint).lower()
    if not _HEX.fullmatch(plain):
        raise UsageError(
            "选项 --fingerprint",
            f"收到 {len(plain)} 个字符，不是 64 位十六进制的指纹",
            "照登记簿抄写 SHA-256 或 SM3 指纹，空格和冒号可有可无。",
        )
    return plain


def _held(found: Verified, asked: str) -> Verified:
    if found.fingerprint is None:
        return found.with_problems("文档内没有随附的清单，无法与登记的指纹核对。")
    if not Fingerprint(*found.fingerprint).holds(asked):
        return found.with_problems("指纹与登记的不符：文档内随附的清单被改动过，或这不是登记的那一份。")
    return found


def _read_document(path: Path, edition: str | None, say: Say) -> Verified:
    try:
        return _verify_document(path, edition, say)
    except SyntaxError as error:  # what a parser of XML raises
        raise ReportError(
            path.name, "文档内部已损坏，读不出来", "用 Word 或 WPS 打开并另存为 .docx 后再试。"
        ) from error


def _verify_document(path: Path, edition: str | None, say: Say) -> Verified:
    if not path.is_file():
        raise ReportError(path.name, "没有这个文件", "请检查文件名和所在文件夹；核验期次时只写期次名称。")
    if edition is not None:
        reference, remarks = reference_of(workspaces.find(), edition, say)
        return document.verify(path, reference, remarks)
    own = embedded.read(path)
    try:
        workspace = workspaces.find()
    except UsageError:
        return _alone(path, own.anchors, [ALONE])
    name = _named(own.manifest) if own.anchors else _guessed(path, workspace)
    if name not in workspace.editions() or not (workspace.edition(name) / "out").is_dir():
        return _alone(path, own.anchors, [ALONE])
    try:
        reference, remarks = reference_of(workspace, name, say)
    except TaizhangError as error:
        if not own.anchors:
            raise
        return document.verify(path, None).with_problems(UNCOMPARED.format(name, error.received))
    return document.verify(path, reference, remarks)


def _alone(path: Path, anchors: object, remarks: list[str]) -> Verified:
    if not anchors:
        raise ReportError(
            path.name,
            "文档里没有随附的数字出处，也找不到它所属的期次",
            "在后面写上期次名称：taizhang verify 文档.docx 期次。",
        )
    return document.verify(path, None, remarks)


def _named(manifest: object) -> str:
    about = manifest.get("edition", {}) if isinstance(manifest, dict) else {}
    return str(about.get("name", ""))


def _guessed(path: Path, workspace: Workspace) -> str:
    """The edition whose controls and bookmarks a document without a record holds most of."""
    from taizhang.document import anchoring

    names = {span.name for line in anchoring.shown(path) for span in (*line.controls, *line.bookmarks)}
    shared: Counter[str] = Counter()
    for name in workspace.editions():
        try:
            anchors = read(workspace.edition(name)).embedded.anchors
        except TaizhangError:
            continue
        shared[name] = len(names & {key for one in anchors for key in (one.tag, one.bookmark)})
    best = shared.most_common(2)
    if not best or not best[0][1] or (len(best) > 1 and best[0][1] == best[1][1]):
        return ""
    return best[0][0]
