"""Running `chainchief network …` in this process on files made from a few lines."""

import json
from pathlib import Path

import pytest

from chainchief.cli.main import run
from chainchief.core.i18n import speaking


class Commands:
    """`ask` returns parsed JSON; `say` (status, stdout, stderr)."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture) -> None:
        self.folder = folder
        self.capsys = capsys

    def file(self, name, head, *rows):
        path = self.folder / f"{name}.csv"
        path.write_text("\n".join([head, *rows]) + "\n", encoding="utf-8")
        return str(path)

    def network(self, firms, links, head="id,industry"):
        """Files of firms ("1,a") and links ("1>2:10"); returns the options that name them."""
        listed = [link.replace(">", ",").replace(":", ",") for link in links]
        files = self.file("f", head, *firms), self.file("l", "supplier,buyer,amount", *listed)
        return ["--firms", files[0], "--links", files[1]]

    def say(self, *arguments):
        self.capsys.readouterr()
        with speaking("en"):
            status = run(["--lang", "en", "network", *map(str, arguments)])
        said = self.capsys.readouterr()
        return status, said.out, said.err

    def ask(self, *arguments):
        status, out, err = self.say(*arguments, "--json")
        assert status == 0, err
        return json.loads(out)
