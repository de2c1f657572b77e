"""The three commands of `run.py`."""

import argparse
import sys

from tools.run.process import Stop


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="run.py", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    demo = commands.add_parser("demo", help="build the demo city and serve it (PORT is honoured)")
    demo.add_argument("--no-serve", action="store_true", help="build everything, do not serve")
    test = commands.add_parser("test", help="all checks and tests")
    test.add_argument("-k", dest="chosen", default="", help="only tests that match, as in pytest")
    test.add_argument("--long", action="store_true", help="the long campaigns too")
    test.add_argument("rest", nargs="*", help="files or folders of tests")
    commands.add_parser("lint", help="form, types, layers, rules of the house")
    return parser


def main(arguments: list[str] | None = None) -> int:
    """Carry out a command; its exit status. Imports wait, so that `--help` is instant."""
    asked = _parser().parse_args(arguments)
    try:
        if asked.command == "demo":
            from tools.run.demo import demo

            return demo(serve=not asked.no_serve)
        if asked.command == "lint":
            from tools.run.lint import lint

            return lint()
        from tools.run.testing import run_tests

        return run_tests(asked.chosen, asked.long, tuple(asked.rest))
    except Stop as reason:
        print(f"\n{reason}", file=sys.stderr)
        return 1
