"""What log-in costs: a page for who is logged in against the same for nobody, and one password.

Run `python -m benchmarks.log_in` on the home folder of a demo city (CHAINCHIEF_HOME); it makes an
account there. Prints medians in milliseconds and the queries that ask who looks.
"""

import statistics
import time
from collections.abc import Callable

ROUNDS = 50


def milliseconds(act: Callable[[], object], rounds: int = ROUNDS) -> float:
    """The median of so many rounds, of the processor's time: others may be at work here."""
    taken = []
    for _each in range(rounds):
        begun = time.process_time()
        act()
        taken.append((time.process_time() - begun) * 1000)
    return statistics.median(taken)


def main() -> None:
    import django

    import chainchief.settings  # noqa: F401 - names the settings

    django.setup()
    from django.contrib.auth.hashers import check_password, make_password
    from django.db import connection
    from django.test import Client, RequestFactory
    from django.test.utils import CaptureQueriesContext
    from tests.fixtures.accounts import sign_in

    from chainchief.web.doors.guard import standing_of

    client = Client()
    account = sign_in(client, "chain-office", "benchmark")
    session = client.session

    def who_looks() -> None:
        request = RequestFactory().get("/figures/")
        request.session = type(session)(session.session_key)
        request.user = type(account).objects.get(pk=request.session["_auth_user_id"])
        standing_of(request)

    with CaptureQueriesContext(connection) as caught:
        who_looks()
    print(f"who looks: {milliseconds(who_looks):.2f} ms, {len(caught.captured_queries)} queries")
    print(f"the own page: {milliseconds(lambda: client.get('/me/')):.1f} ms")
    hashed = make_password("benchmark")
    print(f"one password: {milliseconds(lambda: check_password('wrong', hashed), 5):.0f} ms")


if __name__ == "__main__":
    main()
