"""Places: codes, names, and names that must not be guessed."""

from taizhang import places

ORDOS = "150600"


def test_the_nine_banners_and_districts_lie_in_the_city() -> None:
    below = places.children(ORDOS)
    assert len(below) == 9
    assert all(places.within(code, ORDOS) and places.parent(code) == ORDOS for code in below)
    assert not places.within("150702", ORDOS)
    assert places.within(ORDOS, "150000")
    assert places.within("150602", places.NATION)


def test_a_place_is_known_by_code_name_short_name_and_full_path() -> None:
    known = places.lookup((ORDOS, *places.children(ORDOS)))
    for way in (
        "150602",
        "150602000000",
        "东胜区",
        "东胜",
        "鄂尔多斯市东胜区",
        "内蒙古自治区鄂尔多斯市东胜区",
    ):
        assert known[way] == "150602"


def test_names_that_differ_by_one_character_stay_apart() -> None:
    known = places.lookup(places.children(ORDOS))
    assert (known["鄂托克旗"], known["鄂托克前旗"]) == ("150624", "150623")


def test_a_name_that_two_places_share_is_not_guessed() -> None:
    shared = [code for code, place in places.registry().items() if place.name == "鼓楼区"]
    assert len(shared) > 1
    assert "鼓楼区" not in places.lookup(shared)
