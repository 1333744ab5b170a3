"""Places as people write them: the city left out, the peoples of an autonomous county left out."""

import pytest

from taizhang import places


@pytest.fixture(scope="module")
def known():
    return places.lookup(places.registry())


@pytest.mark.parametrize(
    ("way", "code"),
    [
        ("黑龙江省讷河市", "230281"),
        ("徐州鼓楼区", "320302"),
        ("福州市鼓楼区", "350102"),
        ("北京东城区", "110101"),
        ("景宁县", "331127"),
        ("浙江省景宁县", "331127"),
        ("鄂温克旗", "150724"),
        ("积石山县", "622927"),
    ],
)
def test_a_place_is_known_without_its_city_or_its_peoples(known, way, code):
    assert known[way] == code


@pytest.mark.parametrize("way", ["江苏省鼓楼区", "鼓楼区"])
def test_a_way_that_two_places_of_a_province_share_is_not_guessed(known, way):
    assert way not in known


@pytest.mark.parametrize("way", ["东乡县", "河南县", "海南州"])
def test_peoples_stay_where_another_place_has_or_had_the_name(known, way):
    assert way not in known
