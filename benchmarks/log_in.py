"""What log-in costs: a page for who is logged in against the same for nobody, and one password.

Run `python -m benchmarks.log_in` on the home folder of a demo city (CHAINCHIEF_HOME); it makes
accounts there. Prints medians in milliseconds and the queries that ask who looks; how long a wrong
password takes for a name that there is and for one that there is not; and what fifty log-ins at
once do to a page that somebody else opens meanwhile.
"""

import statistics
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

ROUNDS = 50
#: Wrong passwords of each of the two sorts, in turn, and log-ins at once.
GUESSES, AT_ONCE = 100, 50


def milliseconds(act: Callable[[], object], rounds: int = ROUNDS) -> float:
    """The median of so many rounds, of the processor's time: others may be at work here."""
    taken = []
    for _each in range(rounds):
        begun = time.process_time()
        act()
        taken.append((time.process_time() - begun) * 1000)
    return statistics.median(taken)


def wrong_passwords() -> None:
    """A known and an unknown name in turn, so that what else goes on falls on both alike."""
    from axes.models import AccessAttempt
    from django.test import Client
    from tests.fixtures.accounts import PASSWORD, knock, make_account

    from chainchief.access.models import Account

    if not Account.objects.filter(username="known").exists():
        make_account("known", password=PASSWORD)
    taken: dict[str, list[float]] = {"known": [], "nobody": []}
    for _each in range(GUESSES):
        for name, times in taken.items():
            begun = time.process_time()
            knock(Client(), name, "wrong")
            times.append((time.process_time() - begun) * 1000)
            AccessAttempt.objects.all().delete()  # or both would wait
    known, unknown = (statistics.median(taken[name]) for name in ("known", "nobody"))
    pairs = zip(taken["known"][::2], taken["known"][1::2], strict=True)
    noise = statistics.median(abs(one - other) for one, other in pairs)
    print(f"a wrong password: known name {known:.1f} ms, unknown name {unknown:.1f} ms")
    print(f"apart {abs(known - unknown):.1f} ms; one known name from the next {noise:.1f} ms")


@contextmanager
def many_at_the_door() -> Iterator[list[int]]:
    """Fifty log-ins begun at once; the states of their answers, once the block has ended."""
    from django.db import connection
    from django.test import Client
    from tests.fixtures.accounts import knock

    states: list[int] = []

    def come() -> None:
        states.append(knock(Client(), "known").status_code)
        connection.close()

    threads = [threading.Thread(target=come) for _each in range(AT_ONCE)]
    for thread in threads:
        thread.start()
    yield states
    for thread in threads:
        thread.join()


def log_ins_at_once(page: Callable[[], object]) -> None:
    """The slowest of twenty pages, alone and while fifty people log in, by the clock."""

    def slowest() -> float:
        taken = []
        for _each in range(20):
            begun = time.perf_counter()
            page()
            taken.append((time.perf_counter() - begun) * 1000)
        return sorted(taken)[-2]  # of twenty the 95th in a hundred

    alone = slowest()
    with many_at_the_door() as states:
        beside = slowest()
    counted = {state: states.count(state) for state in sorted(set(states))}
    print(f"a page beside {AT_ONCE} log-ins: p95 {beside:.0f} ms, alone {alone:.0f} ms; {counted}")


def main() -> None:
    import django

    import chainchief.settings  # noqa: F401 - names the settings

    django.setup()
    from django.contrib.auth.hashers import check_password, make_password
    from django.db import connection
    from django.test import Client, RequestFactory
    from django.test.utils import CaptureQueriesContext, setup_test_environment
    from tests.fixtures.accounts import sign_in

    from chainchief.web.doors.guard import standing_of

    setup_test_environment()  # or the client's host name would be refused
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
    wrong_passwords()
    log_ins_at_once(lambda: client.get("/me/"))


if __name__ == "__main__":
    main()
