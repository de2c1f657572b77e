"""What the first page of a process would wait for is made when it begins to serve."""

import logging

from chainchief.web.figures import numbers
from chainchief.web.figures.cache import Memory
from chainchief.web.figures.pages.warming import Warming


def test_the_newest_month_is_not_computed_again_for_the_first_reader(reader, monkeypatch):
    monkeypatch.setattr(numbers, "_whole", Memory(4))
    warming = Warming()
    warming.run()
    monkeypatch.setattr(numbers, "_compute", None)  # whoever computes once more fails
    assert reader.get("/figures/?level=all").status_code == 200


def test_a_ledger_without_months_has_nothing_to_be_made_ready(ledger):
    Warming().run()


def test_what_hinders_it_is_logged_and_the_pages_are_served_all_the_same(
    reader, monkeypatch, caplog
):
    from chainchief.core.errors import WrongUseError

    def broken(*_arguments):
        raise WrongUseError("the catalogue does not hold")

    monkeypatch.setattr("chainchief.web.figures.pages.warming.numbers_for", broken)
    with caplog.at_level(logging.WARNING):
        Warming().run()
    assert "the catalogue does not hold" in caplog.text
    assert reader.get("/figures/").status_code == 200
