"""A bureau adds its own words in sources.yml; the shared declarations stay as they are."""

from __future__ import annotations

import pytest

from ledger_world import old_age, person, read, row, table, write
from taizhang.errors import DefinitionError

HEADER = "所属旗区,姓名,身份证号,户主身份证号,与户主关系,保障人口,发放月份,补助额（元）"
OWN = """
aliases:
  places: {罕台新村: 东胜区}
  ledgers:
    rural_dibao:
      columns: {amount: [补助额（元）]}
      values: {relation: {户主: [当家人]}}
"""


def roll(folder, sources):
    write(
        folder,
        "a.csv",
        "\n".join(["农村低保", HEADER, f"罕台新村,某,{person(1)},{person(1)},当家人,1,2021-03,500"]),
    )
    (folder / "sources.yml").write_text('valid_id_areas: ["1599"]\n' + sources, encoding="utf-8")


def test_own_headers_words_and_places_are_understood(tmp_path):
    roll(tmp_path / "c", OWN)
    (line,) = table(read(tmp_path / "c"), "rural_dibao")
    assert (line["place"], line["relation"], line["amount"]) == ("150602", "户主", 500_00)


def test_another_collection_does_not_know_them(tmp_path):
    roll(tmp_path / "c", OWN)
    roll(tmp_path / "d", "")
    assert table(read(tmp_path / "c"), "rural_dibao")
    assert not table(read(tmp_path / "d"), "rural_dibao")


def test_changed_words_are_not_answered_from_the_cache(tmp_path):
    write(tmp_path / "c", "a.csv", old_age([row(1, place="罕台新村")]))
    assert not table(read(tmp_path / "c"), "old_age")
    (tmp_path / "c" / "sources.yml").write_text("aliases: {places: {罕台新村: 东胜区}}\n", encoding="utf-8")
    assert len(table(read(tmp_path / "c"), "old_age")) == 1


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("rural_dibao", "rural_diba", "rural_dibao"),
        ("columns: {amount", "columns: {amuont", "amount"),
        ("values: {relation: {户主:", "values: {relation: {户住:", "户主"),
        ("东胜区", "东升区", "没有行政区划"),
        ("[当家人]", "[配偶]", "已经表示 配偶"),
        ("{罕台新村:", "{达拉特旗:", "另一个行政区划"),
    ],
)
def test_a_word_for_something_unknown_or_for_two_things_is_refused(tmp_path, old, new, said):
    roll(tmp_path / "c", OWN.replace(old, new))
    with pytest.raises(DefinitionError, match=said):
        read(tmp_path / "c")
