"""Settings are backed up without what is secret or belongs to one place."""

import tomllib

import pytest

from chainchief.care.backup.settings_file import to_back_up, with_database
from chainchief.care.errors import CareError

URL = 'postgresql://user:p"a\\ss@127.0.0.1/city'


def backed_up(own_home, text):
    (own_home / "chainchief.toml").write_text(text, encoding="utf-8")
    return to_back_up().decode("utf-8")


def test_no_file_is_no_part(own_home):
    assert to_back_up() is None


@pytest.mark.parametrize(
    "line", ["database = 'x'", 'secret_key="x"', '"database" = "x"', "  database\t=  'x'  # ours"]
)
def test_secrets_are_left_out_and_the_rest_stays_to_the_letter(own_home, line):
    kept = backed_up(own_home, f'# 本市\nactor = "王敏"\n{line}\nrole = "reader"\n')
    assert kept == '# 本市\nactor = "王敏"\nrole = "reader"\n'


def test_a_secret_on_the_last_line_without_its_end(own_home):
    assert backed_up(own_home, 'actor = "a"\nsecret_key = "x"') == 'actor = "a"\n'


def test_a_name_that_only_begins_alike_stays(own_home):
    assert backed_up(own_home, "database_note = 'x'\n") == "database_note = 'x'\n"


def test_a_secret_over_several_lines_is_not_copied_by_half(own_home):
    with pytest.raises(CareError, match="database、secret_key"):
        backed_up(own_home, 'secret_key = """\nx\n"""\n')


def test_a_broken_file_is_named(own_home):
    with pytest.raises(CareError, match="TOML"):
        backed_up(own_home, "actor = \n")


def test_a_new_database_is_written_as_it_is_read():
    read = tomllib.loads(with_database('actor = "王敏"\n', URL))
    assert read == {"database": URL, "actor": "王敏"}
