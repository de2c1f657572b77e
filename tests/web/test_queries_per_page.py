"""A checked baseline: how many queries each page asks, so that no change adds some unseen.

A page that asks fewer now is written down with fewer; one that asks more says why in its change.
"""

from django.db import connection
from django.test.utils import CaptureQueriesContext

#: Pages are to ask fifteen at most.
BASELINE = {
    "/records/": 5,
    "/records/project/": 11,
    "/records/project/?is-stage=started": 12,
    "/records/project/?is-stage=started&is-stage=stalled&group=chain": 14,
    "/records/project/?words=园": 14,
    "/records/enterprise/?words=hx": 11,
    "/records/project_report/?from-month=2023-06&sort=-invested": 13,
    "/records/difficulty/?is-status=overdue": 13,
    "/records/project/columns/chain/": 7,
    "/search/?q=hx": 13,
    "/chains/": 8,
    "/chains/BIO/": 15,
    "/figures/": 8,
    "/figures/?level=economy": 7,
    "/indicators/IND-PRJ-STARTED/?month=2023-11": 12,
    "/indicators/IND-PRJ-STARTED/course/?month=2023-11": 4,
    "/figures/IND-PRJ-STARTED/?month=2023-11": 9,
    "/collections/": 7,
    "/screen/": 4,
    "/months/": 8,
    # Three of them: who closes with whom, which answers are open, and which disagree.
    "/months/2023-12/": 14,
    "/": 15,
}


def test_pages_ask_no_more_than_they_did(reader, in_town):
    (in_town / "demo").unlink()  # there the day is asked for as well
    more = {}
    for address, most in BASELINE.items():
        assert reader.get(address).status_code == 200  # what is kept of snapshots is there now
        with CaptureQueriesContext(connection) as caught:
            reader.get(address)
        if len(caught.captured_queries) > most:
            more[address] = (len(caught.captured_queries), most)
    assert more == {}
