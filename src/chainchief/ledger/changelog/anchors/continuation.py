"""Is the log a continuation of what an old printout saw?"""

from collections.abc import Iterable, Iterator

from chainchief.core import clock
from chainchief.core.faults import Fault
from chainchief.ledger.changelog import faults
from chainchief.ledger.changelog.anchors.codes import Anchor
from chainchief.ledger.changelog.anchors.memory import anchor_of
from chainchief.ledger.changelog.models import Seal


def against(anchors: Iterable[Anchor]) -> list[Fault]:
    """Faults of those that are not in this log's past; none of one says that it is.

    The proof is as good as the chain of seals: `verify` says whether that holds.
    """
    return [fault for anchor in anchors for fault in _of(anchor)]


def _of(anchor: Anchor) -> Iterator[Fault]:
    facts: dict[str, object] = {"code": anchor.code, "seal": anchor.seal}
    held = Seal.objects.filter(pk=anchor.seal).first()
    if held is not None:
        if anchor_of(held) != anchor:
            facts["at"] = clock.day(held.at).isoformat()
            yield Fault(faults.ANCHOR_REFUTED, facts=facts)
        return
    last = Seal.objects.order_by("-id").first()
    if last is None or last.pk < anchor.seal:
        yield Fault(faults.ROLLED_BACK, facts={**facts, "last": last.pk if last else 0})
    else:
        yield Fault(faults.SEAL_GONE, facts=facts)
