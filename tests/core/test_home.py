"""The home folder and settings."""

from chainchief.core.home import home, setting


def test_the_home_folder_comes_from_the_environment(own_home):
    assert home().path == own_home


def test_a_setting_comes_from_the_file_and_the_environment_goes_before(own_home, monkeypatch):
    assert setting("actor", "nobody") == "nobody"
    (own_home / "chainchief.toml").write_text('actor = "王敏"\n', encoding="utf-8")
    assert setting("actor") == "王敏"
    monkeypatch.setenv("CHAINCHIEF_ACTOR", "李强")
    assert setting("actor") == "李强"
