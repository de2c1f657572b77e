"""What is composed of, grown from, counted or placed by a withheld number is withheld with it."""

import pytest
from tests.indicators.conftest import NOVEMBER, city_with_places
from tests.indicators.definitions import entry
from tests.indicators.sentences.small_ledger import write

from chainchief.core.home import home
from chainchief.indicators.catalogue.loading import load
from chainchief.indicators.disclosure.audience import Audience, for_audience
from chainchief.indicators.figures import Scope, State

GROWTH = entry("IND-OWN-G", "growth", "%", "of: IND-RWD-ALL")
LAST_YEAR = entry(
    "IND-OWN-L",
    "ratio",
    "%",
    "numerator: IND-PRJ-STARTED-ALL",
    "denominator: {indicator: IND-PRJ-STARTED-ALL, span: last-year}",
)
MEMBERS = entry(
    "IND-OWN-M", "members", "个", "of: IND-RWD-ALL", "each: county", "which: {at_least: 1元}"
)
PLACE = entry("IND-OWN-P", "position", "位", "of: IND-AMT-STARTED", "each: chain")
TOLD, WITHHELD = ("IND-OWN-L", "IND-OWN-P"), ("IND-RWD-PER-FIRM", "IND-OWN-G", "IND-OWN-M")


@pytest.fixture
def both(ledger):
    """The figures inside the bureau, and for the public: two firms were rewarded, too few."""
    city = city_with_places()
    write(city)
    presets = home().path / "presets"
    presets.mkdir(parents=True, exist_ok=True)
    text = "".join((GROWTH, LAST_YEAR, MEMBERS, PLACE))
    (presets / "indicators-own.yaml").write_text(text, encoding="utf-8")
    city.catalogue = load()
    snapshot = city.snapshot()
    inside = city.figures(NOVEMBER, snapshot, codes=["IND-RWD-ALL", *TOLD, *WITHHELD])
    return inside, for_audience(inside, Audience.PUBLIC, snapshot, city.engine)


@pytest.mark.parametrize("code", WITHHELD)
def test_what_would_tell_a_withheld_number(both, code):
    inside, public = both
    assert inside.get("IND-RWD-ALL").value == 30 * 10_000 * 100
    assert public.get("IND-RWD-ALL").state is State.WITHHELD
    figure = public.get(code)
    assert (figure.state, figure.parts, figure.display) == (State.WITHHELD, {}, "*")


def test_what_rests_on_open_numbers_is_told(both):
    inside, public = both
    for code, scope in zip(TOLD, (Scope("371400"), Scope("371400", "FOOD")), strict=True):
        assert public.get(code, scope).value == inside.get(code, scope).value is not None
