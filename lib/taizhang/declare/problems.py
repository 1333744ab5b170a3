"""Problems of declarations, collected and raised all at once."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from taizhang.errors import DefinitionError

SHOWN = 5


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One problem of a declaration, with the file's short name and the line."""

    file: str
    line: int
    message: str

    def text(self) -> str:
        """``file:line message``."""
        return f"{self.file}:{self.line} {self.message}"


def short(path: Path) -> str:
    """The last two parts of a path: enough to find it, nothing of the machine."""
    return "/".join(path.parts[-2:])


def raise_all(problems: list[Problem]) -> None:
    """Raise one DefinitionError that names every problem (the first five in words)."""
    if not problems:
        return
    ordered = sorted(set(problems))
    texts = [problem.text() for problem in ordered[:SHOWN]]
    if len(ordered) > SHOWN:
        texts.append(f"另有 {len(ordered) - SHOWN} 处")
    first = ordered[0]
    raise DefinitionError(
        f"定义文件 {first.file} 第 {first.line} 行" + (f"等 {len(ordered)} 处" if len(ordered) > 1 else ""),
        "；".join(texts),
        "按提示改好定义文件后再运行。",
    )
