"""An outline in plain text -> a template that a clerk goes on editing in Word or WPS."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from taizhang.document.model import DocProperties
from taizhang.document.ooxml import Node, el, run, val
from taizhang.document.outline import Line, read
from taizhang.document.package import extended_properties, pack, write
from taizhang.document.word import parts
from taizhang.document.word.style import GBT9704, Profile
from taizhang.errors import ReportError

TEMPLATE_PROPERTIES = DocProperties(title="报告模板", creator="taizhang", created=dt.date(2022, 1, 1))


def new_template(path: Path, profile: Profile = GBT9704) -> None:
    """Write an empty docx with the page, styles and footers of the profile."""
    _save([el("w:p", None, el("w:pPr", None, val("w:pStyle", profile.style("body").id)))], path, profile)


def write_template(source: Path, target: Path, profile: Profile = GBT9704) -> None:
    """Turn a UTF-8 outline into a template. Raises ReportError when it cannot be read.

    Line prefixes: 密级： 发文机关： 发文字号： 红线 标题： 主送： ``#`` ``##`` ``###`` 署名： 日期：
    附件说明： 附件： 附件标题： 注： 分页; ``//`` is a comment, anything else a body paragraph.
    """
    try:
        text = source.read_text("utf-8-sig")
    except FileNotFoundError:
        raise ReportError(source.name, "没有这个提纲文件", "请检查文件名和所在文件夹") from None
    except (OSError, UnicodeDecodeError) as error:
        raise ReportError(source.name, "提纲不是 UTF-8 文本", "请用记事本另存为 UTF-8 编码") from error
    _save([_paragraph(line, profile) for line in read(text)], target, profile)


def _save(body: list[Node], path: Path, profile: Profile) -> None:
    files = parts.package(profile, body)
    files["docProps/app.xml"] = extended_properties()
    write(pack(files, TEMPLATE_PROPERTIES), path)


def _paragraph(line: Line, profile: Profile) -> Node:
    properties = el(
        "w:pPr",
        None,
        val("w:pStyle", profile.style(line.style).id),
        el("w:pageBreakBefore") if line.page_break else None,
        None if line.before is None else el("w:spacing", {"w:before": line.before}),
    )
    sizes = line.size and el("w:rPr", None, val("w:sz", line.size), val("w:szCs", line.size))
    return el("w:p", None, properties, run(line.text, sizes) if line.text else None)
