"""Groups whose commands are imported on first use, so that `--help` is instant."""

import importlib
import re
from collections.abc import Mapping
from typing import Any

import click

from chainchief.core.i18n import _

_SENTENCE = re.compile(r".+?(?:。|\.(?= |$)|$)", re.DOTALL)


class LazyGroup(click.Group):
    """`commands_at` says where each command is: name → `module:attribute`, in order of the help."""

    def __init__(self, *args: Any, commands_at: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.commands_at = commands_at

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.commands_at)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in self.commands_at:
            return None
        module, attribute = self.commands_at[cmd_name].split(":")
        command: click.Command = getattr(importlib.import_module(module), attribute)
        return command

    def in_short(self, ctx: click.Context, name: str) -> str:
        """The first sentence of a command's help, whole: click would cut Chinese after 45 signs."""
        command = self.get_command(ctx, name)
        first = _SENTENCE.match((command and command.help) or "")
        return first[0].strip() if first else ""

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section(_("Commands")):
            formatter.write_dl([(name, self.in_short(ctx, name)) for name in self.commands_at])
