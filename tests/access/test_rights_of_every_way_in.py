"""Who may do what, by every way in: role × class × relation × way, held to the oracle.

And each question to the policy table is taken away in turn: the matrix always notices.
"""

import ast
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType

import pytest
from tests.access.acts import ACTS
from tests.access.cast import build_city
from tests.access.oracle import ROLES, holder, may
from tests.access.ways import KIND, PLACED, WAYS, moves, opened
from tests.fixtures.viewers import office

import chainchief
from chainchief.access import policy
from chainchief.access.faults import NotAllowedError
from chainchief.access.reach import Reach
from chainchief.care import verification
from chainchief.core.looked_up import lookups_kept
from chainchief.ledger.exchange import exporting
from chainchief.ledger.queries import reach as reading
from chainchief.ledger.registers import register_of
from chainchief.ledger.validation import rights

SOURCE = Path(chainchief.__file__).parent
RECORDS = ("reference", "county", "chain", "firm", "bank", "statistics", "evidence")


@contextmanager
def of_class(policy_class):
    """The cast's records as if they were of this class."""
    register = register_of(KIND)
    before = register.policy_class
    object.__setattr__(register, "policy_class", policy_class)
    try:
        yield
    finally:
        object.__setattr__(register, "policy_class", before)


@pytest.fixture
def cast(any_ledger, monkeypatch):
    """The cast's city; files are read in this process."""
    from chainchief.intake.files import reading_process, sheets

    monkeypatch.setattr(sheets, "run_confined", lambda _m, request: reading_process.lines(request))
    monkeypatch.setattr(verification, "parts", dict)
    build_city()


def expected(role, verb, policy_class):
    return {relation for relation in PLACED if may(role, verb, policy_class, relation)}


def differing(way, folder, roles=ROLES, classes=RECORDS):
    """The (role, class) in which a way opens something else than it should."""
    verb, _way, at_once = WAYS[way]
    found = []
    for policy_class in classes:
        with of_class(policy_class), lookups_kept():
            for role in roles:
                wanted = expected(role, verb, policy_class)
                got = opened(way, holder(role), folder)
                refuses = got is None
                if (got or set()) != wanted or refuses != (at_once and not wanted):
                    found.append((role, policy_class, got))
    return found


def differing_moves(roles=ROLES, classes=RECORDS):
    found = []
    for policy_class in classes:
        with of_class(policy_class), lookups_kept():
            for role in roles:
                own = expected(role, "enter", policy_class)
                wanted = {(before, after) for before in own for after in own}
                if moves(holder(role)) != wanted:
                    found.append((role, policy_class))
    return found


def differing_acts(names=tuple(ACTS)):
    """The (act, role) that is refused, or not, against the oracle."""
    found = []
    for name in names:
        verb, policy_class, act, _module = ACTS[name]
        for role in ROLES:
            try:
                act(holder(role))
            except NotAllowedError:
                allowed = False
            except Exception:
                allowed = True
            else:
                allowed = True
            wanted = any(may(role, verb, policy_class, relation) for relation in PLACED)
            if allowed != wanted:
                found.append((name, role))
    return found


def test_the_cells_are_many():
    ways = len(ROLES) * len(RECORDS) * len(PLACED) * len(WAYS)
    moved = len(ROLES) * len(RECORDS) * len(PLACED) ** 2
    assert ways + moved + len(ROLES) * len(ACTS) >= 4_000


@pytest.mark.parametrize("way", WAYS)
def test_a_way_opens_what_the_table_grants_and_nothing_else(cast, way, tmp_path):
    assert differing(way, tmp_path) == []


def test_a_record_moves_only_within_the_reach(cast):
    """A county moves nothing away to another one, and takes nothing over."""
    assert differing_moves() == []


def test_acts_are_refused_to_everybody_else(cast):
    assert differing_acts() == []


class Open:
    """A policy that is never asked: everything is allowed."""

    def __getattr__(self, name):
        return getattr(policy, name)

    def require(self, *_args, **_named):
        return None

    def reach(self, *_args, **_named):
        return Reach(office(), "see", everything=True)

    def visible(self, rows, **_named):
        return rows


#: The modules that ask, each with the ways or acts that must notice when it no longer does.
ASKING = {
    rights: ("creation", "revision", "withdrawal", "reinstatement", "proposal"),
    reading: ("export", "history"),
    exporting: ("export",),
    **{module: (name,) for name, (_v, _c, _act, module) in ACTS.items()},
}
ASKING[__import__("chainchief.intake.importing", fromlist=["x"])] = ("import",)
ASKING[__import__("chainchief.intake.proposing", fromlist=["x"])] = ("import of nothing",)


@pytest.mark.parametrize("module", ASKING, ids=lambda module: module.__name__)
def test_a_question_that_is_not_asked_is_noticed(cast, module, tmp_path, monkeypatch):
    monkeypatch.setattr(module, "policy", Open())
    for name in ASKING[module]:
        if name in WAYS:
            assert differing(name, tmp_path, ("reader", "county"), ("county", "firm")), name
        else:
            assert differing_acts((name,)), name
    if module is rights:
        assert differing_moves(("county",), ("county",))


def test_every_module_that_asks_before_it_writes_is_tried_here():
    """Pages ask by their routes, which `tests/web` tries; the others are tried here."""
    known = {Path(str(module.__file__)).relative_to(SOURCE).as_posix() for module in ASKING}
    #: They only choose words by what may be seen; `test_words_name_nobody_out_of_reach` tries them.
    wording = {
        "ledger/validation/declared.py",
        "ledger/queries/history.py",
    }
    #: Accounts, jobs, previews and the search: their rooms' tests try them as each role. Of the
    #: rooms above, `test_rooms_refuse_before_they_look` tries every act.
    elsewhere = {
        "cli/people/grants.py": "tests/cli",
        "chainmap/chart/seen.py": "tests/chainmap",
        **dict.fromkeys(
            (
                "desk/difficulties/acts.py",
                "desk/difficulties/checks.py",
                "desk/features/parties.py",
                "desk/features/proposing.py",
                "desk/financing/meetings.py",
                "desk/financing/raising.py",
                "desk/financing/rights.py",
                "desk/leads/receiving.py",
                "desk/leads/units.py",
                "desk/officers/acts.py",
                "desk/policies/objections.py",
                "desk/policies/rights.py",
                "desk/queue/cases.py",
                "desk/queue/contacts.py",
                "desk/queue/features.py",
                "desk/queue/financing.py",
                "desk/queue/leads.py",
                "desk/queue/others.py",
                "desk/queue/promises.py",
                "desk/queue/requirements.py",
                "desk/queue/tasks.py",
                "desk/tasks/acts.py",
            ),
            "tests/desk",
        ),
        "indicators/reach.py": "tests/indicators",
        "indicators/receipts/naming.py": "tests/web/test_receipts_name_what_may_be_named",
        "indicators/trial/rights.py": "tests/indicators",
        "intake/checking.py": "tests/intake",
        "intake/mapping/remembering.py": "tests/intake",
        "jobs/asking.py": "tests/jobs",
        "ledger/kinds/document/whose.py": "test_evidence_is_of_the_records_it_proves",
        "search/finding.py": "tests/search",
        **dict.fromkeys(
            (
                "briefing/drafts/confirmations.py",
                "briefing/drafts/versions.py",
                "briefing/issue/two_persons.py",
                "cli/figures/own.py",
                "dispatch/agreed_closing.py",
                "dispatch/answers/acts.py",
                "dispatch/answers/opening.py",
                "dispatch/collections/making.py",
                "dispatch/collections/respondents.py",
                "dispatch/late_answers.py",
                "people/certificates/changing.py",
                "people/log_in/new_key.py",
                "workshop/adoption.py",
                "workshop/proposals.py",
                "workshop/templates.py",
            ),
            "test_rooms_refuse_before_they_look",
        ),
        **{
            f"people/{part}.py": "tests/people"
            for part in (
                "accounts/changing",
                "accounts/listing",
                "accounts/making",
                "grants/deciding",
                "grants/proposing",
                "grants/review",
                "grants/revoking",
                "passwords/resetting",
            )
        },
    }
    assert asking_modules() - known - wording == set(elsewhere)


def asking_modules():
    return {
        path.relative_to(SOURCE).as_posix()
        for path in SOURCE.rglob("*.py")
        if path.relative_to(SOURCE).parts[0] not in {"web", "access"} and asks(path)
    }


def asks(path):
    """Whether a module calls the policy table's questions."""
    return any(
        isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Name)
        and node.value.id == "policy"
        and node.attr in {"require", "reach", "allowed", "visible", "covers"}
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
    )


def test_modules_are_found_by_what_they_call(tmp_path):
    file = tmp_path / "m.py"
    file.write_text("from x import policy\npolicy.require(1, 'see', 'firm')\n", encoding="utf-8")
    assert asks(file)
    file.write_text("policy = 1\n", encoding="utf-8")
    assert not asks(file)
    assert isinstance(rights, ModuleType)
