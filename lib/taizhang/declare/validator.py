"""A JSON Schema -> its validator, without the second and a half that unused formats cost."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

OPTIONAL = "rfc3987_syntax"

if TYPE_CHECKING:
    from jsonschema.protocols import Validator
else:
    Validator = Any

__all__ = ["Validator", "validator"]


def validator(schema: Any) -> Validator:
    """The validator of a schema (draft 2020-12)."""
    made: Validator = _library().Draft202012Validator(schema)
    return made


def _library() -> Any:
    # jsonschema imports every format library that it finds. One of them, which JupyterLab brings along,
    # takes longer to import than all our own imports together, and no schema of ours names a format.
    if OPTIONAL in sys.modules or "jsonschema" in sys.modules:
        import jsonschema

        return jsonschema
    sys.modules[OPTIONAL] = None  # type: ignore[assignment]  # None is how Python is told that there is none
    try:
        import jsonschema
    finally:
        del sys.modules[OPTIONAL]
    return jsonschema
