"""Finished stages on a shelf, by the hash of everything that made them."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from taizhang.run.build.hashing import tree

INDEX = "index.json"
EFFORT = "effort.json"
FILES = "files"
KEPT = 3


@dataclass(frozen=True, slots=True)
class Shelf:
    """Where an edition's stages are kept; safe to delete at any time."""

    folder: Path

    def take(self, stage: str, key: str, target: Path) -> dict[str, Any] | None:
        """Copy a finished stage to ``target`` and say what it had taken; None when there is none undamaged."""
        place = self.folder / stage / key
        try:
            recorded = json.loads((place / INDEX).read_text(encoding="utf-8"))
            effort: dict[str, Any] = json.loads((place / EFFORT).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return None
        if tree(place / FILES) != recorded:
            shutil.rmtree(place, ignore_errors=True)
            return None
        shutil.copytree(place / FILES, target, dirs_exist_ok=True)
        return effort

    def put(self, stage: str, key: str, source: Path, effort: Mapping[str, Any]) -> None:
        """Keep a finished stage. It counts only once its index is there, which is written last."""
        place = self.folder / stage / key
        shutil.rmtree(place, ignore_errors=True)
        shutil.copytree(source, place / FILES)
        (place / EFFORT).write_text(json.dumps(dict(effort), sort_keys=True), encoding="utf-8")
        index = json.dumps(tree(place / FILES), sort_keys=True)
        (place / INDEX).write_text(index, encoding="utf-8")
        self._trim(stage, key)

    def _trim(self, stage: str, key: str) -> None:
        others = [path for path in (self.folder / stage).iterdir() if path.name != key]
        others.sort(key=lambda path: path.stat().st_mtime, reverse=True)
        for path in others[KEPT - 1 :]:
            shutil.rmtree(path, ignore_errors=True)
