"""How whoever acts stands in the change log, and how people read it."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chainchief.access.signatures import Signature, is_plain, parsed, signature_words
from chainchief.access.viewers import HeldRole, Viewer
from chainchief.core.errors import WrongUseError
from chainchief.core.i18n import CHINESE, ENGLISH, speaking

pieces = st.sampled_from(["for", "via", "machine:", " ", ":", "王五", "root", "李 四", "x"])
names = st.lists(pieces, min_size=1, max_size=6).map("".join) | st.text(
    string.printable, min_size=1
)
plain = names.filter(is_plain)


@pytest.mark.parametrize(
    ("viewer", "text", "chinese", "english"),
    [
        (Viewer("王五", ()), "王五", "王五", "王五"),
        (
            Viewer("小李", (), acting_for="王市长"),
            "小李 for 王市长",
            "小李（代王市长）",
            "小李, for 王市长",
        ),
        (
            Viewer("王五", (), machine_user="root"),
            "王五 via machine:root",
            "王五（本机 root）",
            "王五 (this machine's root)",
        ),
        (
            Viewer("小李", (), "王市长", "office"),
            "小李 for 王市长 via machine:office",
            "小李（代王市长）（本机 office）",
            "小李, for 王市长 (this machine's office)",
        ),
    ],
    ids=["alone", "for another", "at the machine", "both"],
)
def test_a_signature_says_who_for_whom_and_by_which_machine(viewer, text, chinese, english):
    assert viewer.signature == text
    assert parsed(text) == Signature(viewer.name, viewer.acting_for, viewer.machine_user)
    for language, words in ((CHINESE, chinese), (ENGLISH, english)):
        with speaking(language):
            assert signature_words(text) == words


@given(name=plain, other=plain | st.just(""), user=plain | st.just(""))
def test_what_is_signed_is_read_back(name, other, user):
    viewer = Viewer(name, (), other, user)
    assert parsed(viewer.signature) == Signature(name, other, user)


@given(name=plain)
def test_nobody_signs_for_another_by_a_name_alone(name):
    assert parsed(Viewer(name, (HeldRole("reader"),)).signature) == Signature(name)


@pytest.mark.parametrize(
    "forged", ["王五 for 李四", "王五 via machine:root", "王五\n李四", "王五 for ", "a\u202eb"]
)
def test_a_name_that_would_forge_a_signature_is_refused(forged):
    for place in ("name", "acting_for", "machine_user"):
        parts = {"name": "王五", "held": (), place: forged}
        with pytest.raises(WrongUseError, match=r"王五|a"):
            Viewer(**parts)


def test_what_stands_in_an_older_log_is_read_as_a_name():
    assert signature_words("市链办 王敏") == "市链办 王敏"
    assert signature_words("") == ""
