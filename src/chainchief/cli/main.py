"""The root of the command line. Commands load only when called, so that `--help` is instant."""

import gettext
import os
import sys
from collections.abc import Mapping

import click

from chainchief import __version__
from chainchief.cli import machine_errors
from chainchief.cli.lazy import LazyGroup
from chainchief.cli.terminal import let_streams_substitute
from chainchief.core.errors import ChainChiefError
from chainchief.core.i18n import ENGLISH, LANGUAGES, LOCALE, _, compile_catalogue, language, speak

#: Under which domain Click asks the standard library for its own words (Usage, Options …).
_CLICK_DOMAIN = "django"
#: Section of the help → its commands → the click command that carries each out.
SECTIONS: Mapping[str, Mapping[str, str]] = {
    "The ledger": {
        "import": "chainchief.cli.ledger.workbooks:import_",
        "export": "chainchief.cli.ledger.workbooks:export",
        "columns": "chainchief.cli.ledger.columns:columns",
        "intake": "chainchief.cli.ledger.inboxes:intake",
        "kinds": "chainchief.cli.ledger.kinds:kinds",
        "feed": "chainchief.cli.ledger.feed:feed",
        "funds": "chainchief.cli.ledger.funds:funds",
        "evidence": "chainchief.cli.ledger.records:evidence",
        "withdraw": "chainchief.cli.ledger.records:withdraw",
        "history": "chainchief.cli.ledger.records:history",
    },
    "Months and figures": {
        "snapshot": "chainchief.cli.ledger.months:snapshot",
        "close": "chainchief.cli.ledger.months:close",
        "reopen": "chainchief.cli.ledger.months:reopen",
        "figures": "chainchief.cli.figures.month:figures",
        "figure": "chainchief.cli.figures.single:figure",
        "claims": "chainchief.cli.figures.claims:claims",
        "indicators": "chainchief.cli.figures.own:indicators",
    },
    "Documents": {
        "brief": "chainchief.cli.documents.briefing:brief",
        "sheet": "chainchief.cli.documents.sheets:sheet",
        "wording": "chainchief.cli.documents.wording:wording",
        "issue": "chainchief.cli.documents.briefing:issue",
        "issued": "chainchief.cli.documents.issued:issued",
    },
    "Chains": {
        "chain": "chainchief.cli.chains.templates:chain",
        "network": "chainchief.cli.network.group:network",
        "complexity": "chainchief.cli.network.complexity:complexity",
    },
    "Running it": {
        "account": "chainchief.cli.people.group:account",
        "serve": "chainchief.cli.installation.serve:serve",
        "verify": "chainchief.cli.installation.verify:verify",
        "backup": "chainchief.cli.installation.backups:backup",
        "restore": "chainchief.cli.installation.backups:restore",
        "doctor": "chainchief.cli.installation.backups:doctor",
        "notices": "chainchief.cli.installation.notices:notices",
        "index": "chainchief.cli.installation.index:index",
        "demo": "chainchief.cli.installation.demo:demo",
    },
}
COMMANDS = {name: at for commands in SECTIONS.values() for name, at in commands.items()}


_ABOUT = "One ledger for a city's industrial chains."
#: The root's options. `--help` and `--version` are click's, whose words are fixed too early.
_HELPS = {
    "--lang": "Language of messages.",
    "--help": "Show this message and exit.",
    "--version": "Show the version and exit.",
}


class Root(LazyGroup):
    """The program, whose help is translated when it is shown."""

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Translated only now: `--lang` is read after this module was loaded."""
        self.help = _(_ABOUT)
        for parameter in self.get_params(ctx):
            if isinstance(parameter, click.Option) and parameter.opts[0] in _HELPS:
                parameter.help = _(_HELPS[parameter.opts[0]])
        super().format_help(ctx, formatter)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The commands by section, in the order in which a month's work needs them."""
        for title, commands in SECTIONS.items():
            with formatter.section(_(title)):
                formatter.write_dl([(name, self.in_short(ctx, name)) for name in commands])


def _choose_language(_ctx: click.Context, _param: click.Parameter, value: str | None) -> None:
    if value:
        speak(value)
        _let_click_speak()


@click.group(cls=Root, commands_at=COMMANDS)
@click.version_option(__version__, prog_name="chainchief")
@click.option(
    "--lang",
    type=click.Choice(LANGUAGES),
    is_eager=True,
    expose_value=False,
    callback=_choose_language,
)
def root() -> None:
    """The group itself does nothing; its help is translated above."""


def run(arguments: list[str] | None = None) -> int:
    """Run the program; 0 done, 1 found faults, 2 wrong use."""
    let_streams_substitute()
    _let_click_speak()
    try:
        # Click swallows `Exit` in this mode and returns its status instead.
        done = root.main(args=arguments, prog_name="chainchief", standalone_mode=False)
    except click.Abort:
        click.echo(_("Stopped."), err=True)
        return 130
    except click.ClickException as wrong:
        wrong.show(file=sys.stderr)
        return 2
    except ChainChiefError as fault:
        click.echo(str(fault), err=True)
        return fault.exit_status
    except UnicodeEncodeError as wrong:
        click.echo(
            _("{!r} is no text that can be kept: it holds half a character.").format(
                wrong.object[:80]
            ),
            err=True,
        )
        return 2
    except Exception as error:
        refusal = machine_errors.refusal_in_words(error)
        if not refusal:
            raise
        click.echo(refusal, err=True)
        return 1
    return done if isinstance(done, int) else 0


def _let_click_speak() -> None:
    """Make the current language click's too; to be called again after each choice of a language.

    Click's gettext asks the environment for the language, and knows the program's compiled messages
    once they are named as the domain.
    """
    compile_catalogue()
    gettext.bindtextdomain(_CLICK_DOMAIN, str(LOCALE))
    gettext.textdomain(_CLICK_DOMAIN)
    os.environ["LANGUAGE"] = "C" if language() == ENGLISH else "zh_Hans"


__all__ = ["COMMANDS", "language", "root", "run"]
