"""Acts on the whole of the ledger: each tried by somebody, up to the point where rights are asked.

What is given to them is wrong on purpose, so that whoever may do them gets another refusal.
"""

from collections.abc import Callable, Mapping
from pathlib import Path

from chainchief.access.viewers import Viewer
from chainchief.briefing.issue import issuing
from chainchief.briefing.resolve import adopted_wordings
from chainchief.care import verification
from chainchief.care.backup import making
from chainchief.core.spans import Month
from chainchief.dispatch import closing
from chainchief.intake.feeds.taking import take_feed
from chainchief.lake.feeds import batches
from chainchief.lake.feeds.batches import Arrival
from chainchief.lake.feeds.declared import FEEDS
from chainchief.ledger import changelog, evidence
from chainchief.ledger.actions import seed_chain

FEED = FEEDS["firm-month"]
NOWHERE = Path("/nowhere/at/all")


def _keep(viewer: Viewer) -> None:
    batches.keep(FEED, None, Arrival("f", "", "b", "s", viewer))  # type: ignore[arg-type]


def _take(viewer: Viewer) -> None:
    take_feed(FEED.name, NOWHERE, viewer=viewer, legal_basis="依据", dry_run=True)


def _adopt(viewer: Viewer) -> None:
    adopted_wordings.adopt(None, "", source=None, viewer=viewer, approved_by="", reason="")  # type: ignore[arg-type]


#: name → (verb, class, act, the module that asks).
ACTS: Mapping[str, tuple[str, str, Callable[[Viewer], object], object]] = {
    "close": ("close", "months", lambda v: closing.close(Month(2099, 1), viewer=v), closing),
    "reopen": (
        *("reopen", "months"),
        lambda v: closing.reopen(Month(2099, 1), viewer=v, reason=""),
        closing,
    ),
    "issue": (
        *("issue", "documents"),
        lambda v: issuing.issue(NOWHERE, Month(2099, 1), viewer=v),
        issuing,
    ),
    "adopt a wording": ("issue", "documents", _adopt, adopted_wordings),
    "feed": ("feed", "firm", _take, __import__("chainchief.intake.feeds.taking", fromlist=["x"])),
    "keep a feed": ("feed", "firm", _keep, batches),
    "withdraw a feed": (
        *("feed", "firm"),
        lambda v: batches.withdraw(FEED, 99, viewer=v, reason=""),
        batches,
    ),
    "seed a chain": (
        *("seed", "reference"),
        lambda v: seed_chain("NOWHERE", viewer=v),
        __import__("chainchief.ledger.actions.seed_chain", fromlist=["x"]),
    ),
    "evidence": ("enter", "evidence", lambda v: evidence.store(NOWHERE, viewer=v), evidence),
    "verify": ("verify", "log", lambda v: verification.verified(v), verification),
    "explain": (
        *("verify", "log"),
        lambda v: changelog.explain(1, 1, viewer=v, reason="x"),
        __import__("chainchief.ledger.changelog.verification.verify", fromlist=["x"]),
    ),
    "backup": ("backup", "program", lambda v: making.backup(NOWHERE, viewer=v), making),
}
