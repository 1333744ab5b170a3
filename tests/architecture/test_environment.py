"""uv.lock, requirements*.txt and environment.yml name the same packages, those of pyproject.toml."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from packaging.requirements import Requirement

Package = dict[str, Any]
Pins = dict[tuple[str, str], frozenset[str]]
"""(name, version) -> the hashes of its files."""

PIN = re.compile(r"^([a-z0-9-]+)==([^ \\]+)", re.MULTILINE)
HASH = re.compile(r"--hash=(sha256:[0-9a-f]{64})")


@pytest.fixture(scope="module")
def lock(root: Path) -> list[Package]:
    packages: list[Package] = tomllib.loads((root / "uv.lock").read_text(encoding="utf-8"))["package"]
    return packages


def _files(package: Package) -> frozenset[str]:
    files = [*package.get("wheels", []), *([package["sdist"]] if "sdist" in package else [])]
    return frozenset(file["hash"] for file in files)


def _reached(lock: list[Package], dependencies: Iterable[Package]) -> Iterator[Package]:
    """The packages that ``dependencies`` lead to, each once."""
    queue, seen = list(dependencies), set()
    while queue:
        wanted = queue.pop()
        for package in lock:
            if (
                package["name"] != wanted["name"]
                or wanted.get("version", package["version"]) != package["version"]
            ):
                continue
            extras = package.get("optional-dependencies", {})
            queue += (
                d for extra in wanted.get("extra", []) for d in extras[extra] if repr((extra, d)) not in seen
            )
            seen |= {repr((extra, d)) for extra in wanted.get("extra", []) for d in extras[extra]}
            if (key := (package["name"], package["version"])) not in seen:
                seen.add(key)
                queue += package.get("dependencies", [])
                yield package


def _pins_of_lock(lock: list[Package], *groups: str) -> Pins:
    own = next(package for package in lock if package["name"] == "taizhang")
    wanted = [*own["dependencies"], *(d for group in groups for d in own["dev-dependencies"][group])]
    return {(p["name"], p["version"]): _files(p) for p in _reached(lock, wanted)}


def _pins_of_requirements(text: str) -> Pins:
    starts = list(PIN.finditer(text))
    ends = [match.start() for match in starts[1:]] + [len(text)]
    return {
        (match[1], match[2]): frozenset(HASH.findall(text[match.start() : end]))
        for match, end in zip(starts, ends, strict=True)
    }


def _lines(text: str) -> list[str]:
    return [line.rstrip(" \\") for line in text.splitlines() if PIN.match(line)]


@pytest.mark.parametrize(
    ("name", "groups"), [("requirements.txt", ("build",)), ("requirements-dev.txt", ("build", "dev"))]
)
def test_requirements_name_what_uv_locked(
    root: Path, lock: list[Package], name: str, groups: tuple[str, ...]
) -> None:
    assert _pins_of_requirements((root / name).read_text(encoding="utf-8")) == _pins_of_lock(lock, *groups)


def test_environment_yml_names_what_uv_locked(root: Path, lock: list[Package]) -> None:
    *pins, own = _pip_section(root)
    assert own == "-e ."
    assert {(match[1], match[2]) for pin in pins if (match := PIN.match(pin))} == set(_pins_of_lock(lock))
    assert set(pins) <= set(_lines((root / "requirements.txt").read_text(encoding="utf-8")))


def _pip_section(root: Path) -> list[str]:
    environment = yaml.safe_load((root / "environment.yml").read_text(encoding="utf-8"))
    section: list[str] = environment["dependencies"][-1]["pip"]
    return section


def test_environment_yml_has_a_python_that_the_project_allows(root: Path) -> None:
    environment = yaml.safe_load((root / "environment.yml").read_text(encoding="utf-8"))
    allowed = Requirement("python" + _project(root)["project"]["requires-python"]).specifier
    python, pip, _ = environment["dependencies"]
    assert pip == "pip"
    assert allowed.contains(python.removeprefix("python=") + ".0")


def _project(root: Path) -> dict[str, Any]:
    return tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))


def test_the_lock_was_made_from_this_pyproject(root: Path, lock: list[Package]) -> None:
    project = _project(root)
    own = next(package for package in lock if package["name"] == "taizhang")["metadata"]
    assert _declared(project["project"]["dependencies"]) == _locked(own["requires-dist"])
    assert project["dependency-groups"].keys() == own["requires-dev"].keys()
    for group, requirements in project["dependency-groups"].items():
        assert _declared(requirements) == _locked(own["requires-dev"][group])


def _declared(requirements: list[str]) -> set[tuple[str, str, frozenset[str]]]:
    parsed = map(Requirement, requirements)
    return {(r.name, str(r.specifier), frozenset(r.extras)) for r in parsed}


def _locked(requirements: list[Package]) -> set[tuple[str, str, frozenset[str]]]:
    return {(r["name"], r.get("specifier", ""), frozenset(r.get("extras", []))) for r in requirements}


def test_only_the_common_index_is_named(root: Path) -> None:
    names = ["uv.lock", "requirements.txt", "requirements-dev.txt", "environment.yml"]
    hosts = {
        host for name in names for host in re.findall(r"https?://([^/\"]+)", (root / name).read_text("utf-8"))
    }
    assert hosts <= {"pypi.org", "files.pythonhosted.org"}
