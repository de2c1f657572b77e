"""What can be wrong with a certificate for an account."""

from chainchief.core.faults import declare

NONE = declare(
    "PPL-160",
    why="this is neither a certificate in PEM nor the SHA-256 of one, 64 hexadecimal digits",
    remedy="copy the digits that the log-in by this certificate was refused with, or open the "
    "certificate's file as text and copy all of it",
)
TAKEN = declare(
    "PPL-161",
    why="the account “{name}” has this certificate",
    remedy="withdraw it there first, where the key has a new holder",
)
OWN = declare(
    "PPL-162",
    why="nobody proposes or decides on a certificate of their own",
    remedy="let two other administrators do it",
)
DECIDED = declare(
    "PPL-163",
    why="this certificate is not waiting any more: {person} decided on it",
    remedy="propose it anew where it is needed",
)
NOTHING_TO_WITHDRAW = declare(
    "PPL-164",
    why="the account “{name}” has no certificate",
    remedy="nothing needs to be done",
)
