"""The program: `chainchief`, or `python -m chainchief`."""

import sys


def main() -> None:
    from chainchief.cli.main import run

    sys.exit(run())


if __name__ == "__main__":
    main()
