"""Properties -> entities of a crate, and links to them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import quote

from rocrate.model import ContextEntity, File
from rocrate.rocrate import ROCrate

Link = dict[str, str]
KINDS = {
    ".csv": "text/csv",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".html": "text/html",
    ".ipynb": "application/x-ipynb+json",
    ".json": "application/json",
    ".lock": "application/toml",
    ".parquet": "application/vnd.apache.parquet",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".txt": "text/plain",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".yml": "application/yaml",
}
UNKNOWN = "application/octet-stream"


class Entities:
    """Adds entities to a crate; each comes once."""

    def __init__(self, crate: ROCrate, edition: str) -> None:
        self.crate = crate
        self._base = f"arcp://name,{quote(edition)}/"

    def outside(self, path: str) -> str:
        """The id of a file of the workspace: it is named, and does not lie in the crate's own folder."""
        return self._base + quote(path)

    def file(
        self, identifier: str, name: str, digest: str, types: tuple[str, ...] = (), /, **more: Any
    ) -> Link:
        """A file with its hash and format; ``name`` is its path, ``types`` what it is besides a file."""
        kind = KINDS.get(PurePosixPath(name).suffix.lower(), UNKNOWN)
        kept = _kept(more)
        properties = {"name": name, "sha256": digest, "encodingFormat": kind, **kept}
        if types:
            properties["@type"] = ["File", *types]
        return _link(
            self.crate.add(File(self.crate, identifier, _place_of(identifier), properties=properties))
        )

    def add(self, identifier: str, kind: str, /, **properties: Any) -> Link:
        """An entity that is no file; None and empty lists are left out."""
        return _link(
            self.crate.add(ContextEntity(self.crate, identifier, {"@type": kind, **_kept(properties)}))
        )


def _kept(properties: Mapping[str, Any]) -> dict[str, Any]:
    """Without what is empty; one link is no list, as JSON-LD is written in a crate."""
    single = {
        key: value[0] if isinstance(value, list) and len(value) == 1 else value
        for key, value in properties.items()
    }
    return {key: value for key, value in single.items() if value not in (None, [], "")}


def _place_of(identifier: str) -> str | None:
    """The place in the crate's folder; None for a file outside of it."""
    return None if "://" in identifier else identifier


def _link(entity: Any) -> Link:
    return {"@id": entity.id}


def links(identifiers: Iterable[str]) -> list[Link]:
    """Ids -> links to them."""
    return [{"@id": identifier} for identifier in identifiers]


def typed(value: Any) -> str:
    """The schema.org data type of a parameter's value."""
    kinds: Mapping[type, str] = {bool: "Boolean", int: "Integer", float: "Float", str: "Text"}
    return kinds.get(type(value), "PropertyValue")
