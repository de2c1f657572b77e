"""Near names, and lists in the reader's language."""

import pytest

from chainchief.core.choices import alike, listed
from chainchief.core.i18n import speaking


def test_the_most_alike_comes_first():
    assert alike("projct", ["enterprise", "project", "projects"], most=2) == ["project", "projects"]


def test_nothing_is_near_what_is_quite_different():
    assert alike("zzz", ["project", "visit"]) == []


@pytest.mark.parametrize(("language", "expected"), [("zh-hans", "甲、乙、3"), ("en", "甲, 乙, 3")])
def test_a_list_is_joined_as_its_reader_writes(language, expected):
    with speaking(language):
        assert listed(["甲", "乙", 3]) == expected


def test_a_list_of_one_or_none_has_no_mark():
    assert (listed([]), listed(["甲"])) == ("", "甲")
