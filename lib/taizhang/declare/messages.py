"""A JSON Schema error -> one Chinese sentence."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from taizhang.errors import nearest


def schema_message(error: Any) -> str:
    """Say in Chinese what is wrong, with the nearest known word where there is one."""
    where = ".".join(str(part) for part in error.absolute_path) or "文件"
    if error.validator == "required":
        return f"{where} 缺少 {_missing(error)}"
    if error.validator == "additionalProperties":
        return f"{where} 有不认识的词：{_unknown(error)}"
    if error.validator == "enum":
        return f"{where} 写了“{error.instance}”，只能是：{'、'.join(str(word) for word in error.validator_value)}"
    if error.validator == "type":
        return f"{where} 写了“{str(error.instance)[:40]}”，类型应为 {error.validator_value}"
    return f"{where} 写得不合规定（{error.validator}）"


def _missing(error: Any) -> str:
    if not isinstance(error.instance, Mapping):
        return "必填项"
    return "、".join(name for name in error.validator_value if name not in error.instance)


def _unknown(error: Any) -> str:
    parent: Mapping[str, Any] = error.schema if isinstance(error.schema, Mapping) else {}
    known = list(parent.get("properties", {}))
    names = [name for name in error.instance if name not in known]
    hints = [(name, nearest(str(name), known)) for name in names]
    return "、".join(f"{name}（是否为 {hint}）" if hint else str(name) for name, hint in hints)
