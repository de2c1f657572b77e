"""Commands start quickly: what they do not need is not loaded."""

import subprocess
import sys

_TELL = (
    "import sys; from chainchief.cli.main import run; run({arguments}); "
    "print(*sorted({unwanted} & set(sys.modules)), file=sys.stderr)"
)


def loaded(arguments, *unwanted):
    text = _TELL.format(arguments=arguments, unwanted=set(unwanted))
    done = subprocess.run([sys.executable, "-c", text], capture_output=True, text=True, check=True)
    return done.stderr.split()


def test_help_loads_neither_django_nor_arrow():
    assert loaded(["--help"], "django", "pyarrow", "duckdb", "yaml", "numpy") == []
