"""Declarations: the shipped ones hold, and a mistake is told with its file and line."""

from pathlib import Path

import pytest

from taizhang import declare
from taizhang.errors import DefinitionError

HEAD = "subject: 社会救助\nindicators:\n"


def overlay(folder: Path, text: str, kind: str = "indicators") -> Path:
    target = folder / kind
    target.mkdir(parents=True)
    (target / "own.yml").write_text(text, encoding="utf-8")
    return folder


def test_every_shipped_definition_holds_and_labels_are_unique() -> None:
    catalogue = declare.load()
    assert len(catalogue.by_label()) == len(catalogue.indicators) >= 78


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        (
            "  - {id: a, label: 甲, unit: 人, kind: cuont, definition: x, ledger: children, time: at}\n",
            3,
            "cuont",
        ),
        (
            "  - {id: a, label: 甲, unit: 人, kind: count, definition: x, ledger: childen, time: at}\n",
            3,
            "children",
        ),
        (
            "  - {id: a, label: 甲, unit: 人, kind: count, definiton: x, ledger: children, time: at}\n",
            3,
            "definition",
        ),
        (
            "  - {id: a, label: 甲, unit: 人, kind: sum, of: amunt, definition: x, ledger: children, time: at}\n",
            3,
            "amount",
        ),
        (
            "  - {id: a, label: 城市低保人数, unit: 人, kind: count, definition: x, ledger: children, time: at}\n",
            3,
            "城市低保人数",
        ),
        ("  - {id: a, label: 甲, unit: 人, kind: derived, definition: x, sum_of: [a]}\n", 3, "绕回"),
        (
            "  - {id: a, label: 甲, label: 乙, unit: 人, kind: derived, definition: x, sum_of: [a]}\n",
            3,
            "两次",
        ),
        ("  - {id: a, label: [甲\n", 4, "YAML"),
    ],
)
def test_a_mistake_names_its_file_its_line_and_what_is_near(
    tmp_path: Path, text: str, line: int, said: str
) -> None:
    with pytest.raises(DefinitionError) as caught:
        declare.load(overlay(tmp_path, HEAD + text))
    assert f"own.yml 第 {line} 行" in caught.value.where
    assert said in caught.value.received
    assert caught.value.exit_code == 10


def test_all_mistakes_are_told_at_once(tmp_path: Path) -> None:
    rows = "".join(
        f"  - {{id: x{n}, label: 甲{n}, unit: 人, kind: sum, definition: x, ledger: children}}\n"
        for n in range(3)
    )
    with pytest.raises(DefinitionError) as caught:
        declare.load(overlay(tmp_path, HEAD + rows))
    assert all(f"own.yml:{line}" in caught.value.received for line in (3, 4, 5))


def test_a_bureau_overlays_a_shared_indicator_with_its_own_words(tmp_path: Path) -> None:
    own_words = "id: urban_dibao_persons, label: 城镇低保人口, unit: 人, kind: distinct, of: id_number"
    text = f"{HEAD}  - {{{own_words}, definition: x, ledger: urban_dibao, time: at}}\n"
    shared, own = declare.load(), declare.load(overlay(tmp_path, text))
    assert own.indicators["urban_dibao_persons"].label == "城镇低保人口"
    assert own.indicators["rural_dibao_persons"] == shared.indicators["rural_dibao_persons"]
