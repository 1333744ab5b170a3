"""A notebook and its parameters -> the executed copy and its HTML without code."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from taizhang import errors
from taizhang.errors import NotebookError, TaizhangError, UsageError, nearest

RESERVED = ("edition", "work")
KERNEL = "python3"
QUIET = ["--log-level=CRITICAL"]  # a person reads our three lines, not what a kernel says of itself
ADDRESS = re.compile(r"0x[0-9a-f]{6,}")


def parameters(path: Path) -> dict[str, Any]:
    """The parameters that a notebook declares, with their default values.

    NotebookError when it has no single parameters cell.
    """
    cells = [cell for cell in read(path).cells if "parameters" in cell.metadata.get("tags", [])]
    if len(cells) != 1:
        raise NotebookError(
            f"notebooks/{path.name}", f"有 {len(cells)} 个参数单元", "每本笔记本应恰有一个参数单元。"
        )
    tree = ast.parse(cells[0].source)
    return {
        part.targets[0].id: ast.literal_eval(part.value)
        for part in tree.body
        if isinstance(part, ast.Assign) and isinstance(part.targets[0], ast.Name)
    }


def read(path: Path) -> Any:
    """The notebook as nbformat gives it."""
    import nbformat  # loads a grammar of URIs, which takes longer than many a command

    return nbformat.read(path, as_version=4)


def choose(given: Mapping[str, str], known: Mapping[str, Mapping[str, Any]]) -> dict[str, dict[str, Any]]:
    """Give each ``-p name=value`` to the notebooks that declare it, in the type of its default.

    UsageError for a name that no notebook declares (with the nearest real one) and for a value of
    another type. ``known`` maps a notebook to its declared parameters.
    """
    names = sorted({name for declared in known.values() for name in declared if name not in RESERVED})
    for name in given:
        if name not in names:
            near = nearest(name, names)
            raise UsageError(
                f"参数 -p {name}",
                "没有一本笔记本有这个参数",
                f"是否为 {near}？" if near else f"可用的参数：{'、'.join(names)}。",
            )
    return {
        notebook: {
            name: _typed(name, given[name], default) for name, default in declared.items() if name in given
        }
        for notebook, declared in known.items()
    }


def _typed(name: str, text: str, default: Any) -> Any:
    if isinstance(default, str):
        return text
    try:
        value = json.loads(text)
    except json.JSONDecodeError:
        value = None
    if type(value) is not type(default):
        raise UsageError(f"参数 -p {name}", f"写了“{text}”", f"应写成与默认值 {default} 同类的值。")
    return value


def run(path: Path, target: Path, values: Mapping[str, Any], folder: Path) -> None:
    """Execute a notebook under papermill, in ``folder``; the executed copy goes to ``target``.

    A failing cell raises the user's error that it met (its place names notebook and cell), or a
    NotebookError.
    """
    import papermill

    try:
        papermill.execute_notebook(
            path,
            target,
            dict(values),
            kernel_name=KERNEL,
            cwd=folder,
            progress_bar=False,
            extra_arguments=QUIET,
        )
    except papermill.PapermillExecutionError as error:
        raise _located(path, error) from error
    finally:
        if target.exists():
            _strip(target)


def _located(path: Path, error: Any) -> TaizhangError:
    place = f"笔记本 {path.name} 第 {error.cell_index + 1} 个单元"
    known = errors.parse(error.ename, error.evalue)
    if known is not None:
        return type(known)(f"{known.where}（{place}）", known.received, known.do)
    first = str(error.evalue).strip().splitlines()[:1]
    return NotebookError(
        place,
        f"{error.ename}：{first[0] if first else ''}",
        "在 JupyterLab 中打开这本笔记本，从该单元查起；上一次的结果没有改动。",
    )


def _strip(path: Path) -> None:
    """Take out what changes from run to run: times, paths, run counts of the engine."""
    import nbformat

    notebook = read(path)
    notebook.metadata.pop("papermill", None)
    for number, cell in enumerate(notebook.cells):
        cell.id = f"c{number:03d}"
        for name in ("papermill", "execution"):
            cell.metadata.pop(name, None)
        cell.metadata["tags"] = [
            tag for tag in cell.metadata.get("tags", []) if tag != "papermill-error-cell-tag"
        ]
    text = nbformat.writes(notebook) + "\n"
    path.write_text(ADDRESS.sub("0x0", text), encoding="utf-8", newline="\n")


def to_html(path: Path, target: Path) -> None:
    """The executed notebook as a page without code, complete in itself: nothing is fetched from a network."""
    from nbconvert import HTMLExporter

    exporter = HTMLExporter(
        exclude_input=True,
        exclude_input_prompt=True,
        exclude_output_prompt=True,
        mathjax_url="",
        require_js_url="",
        mermaid_js_url="",
        jquery_url="",
        embed_images=True,
    )
    body, _ = exporter.from_notebook_node(read(path), resources={"metadata": {"name": path.stem}})
    page = body.replace('<html lang="en">', '<html lang="zh-CN">', 1)
    target.write_text(page, encoding="utf-8", newline="\n")


def hide_values(path: Path, words: Mapping[str, str]) -> None:
    """Take paths of this machine out of an executed copy, so that it reads the same wherever it was run."""
    text = path.read_text(encoding="utf-8")
    for word, instead in words.items():
        text = text.replace(json.dumps(word, ensure_ascii=False)[1:-1], instead)
    path.write_text(text, encoding="utf-8", newline="\n")
