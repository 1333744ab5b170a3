"""What a crate is told of a build: plain values, no folder of any machine among them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Tool:
    """One notebook and how it was run.

    ``values`` are its parameters, ``results`` the names of what it wrote (below out/), ``needs`` the
    notebooks whose products it reads. ``began`` and ``ended`` are UTC in ISO 8601, ``memory`` the peak in
    bytes, ``processor`` and ``seconds`` seconds; all of the run that made the products, which is an
    earlier one where ``reused``.
    """

    name: str
    says: str
    path: str
    needs: tuple[str, ...]
    values: Mapping[str, Any]
    inputs: tuple[str, ...]
    results: tuple[str, ...]
    began: str
    ended: str
    memory: int
    processor: float
    reused: bool


@dataclass(frozen=True, slots=True)
class RunRecord:
    """A whole build.

    ``inputs``, ``code`` and ``outputs`` map a path to its SHA-256; inputs and code are paths below the
    workspace, outputs below out/. ``settings`` names the inputs that configure a build, ``template`` the
    Word template; every other input is a ledger. ``locks`` are the files among ``code`` that pin the
    environment. ``versions`` maps a piece of software to its version; ``library`` is our own.
    """

    edition: str
    title: str
    place: str
    issuer: str
    as_of: str
    state: str
    classification: str
    revises: str
    reason: str
    document: str
    workflow: str
    inputs: Mapping[str, str]
    settings: tuple[str, ...]
    template: str
    code: Mapping[str, str]
    locks: tuple[str, ...]
    outputs: Mapping[str, str]
    tools: Sequence[Tool]
    versions: Mapping[str, str]
    library: str
    system: str
    machine: str
    sha256: str
    sm3: str
    began: str
    ended: str
