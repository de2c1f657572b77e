"""Who acts may be two names: acting for another, or through the machine; none is cut off."""

import pytest
from django.apps import apps
from django.db import models

from chainchief.ledger import changelog
from chainchief.ledger.changelog.models import ACTOR_LENGTH, ChangeEvent
from chainchief.ledger.errors import ActorTooLongError
from chainchief.ledger.kinds.chain.models import Chain

pytestmark = pytest.mark.usefixtures("any_ledger")
COLUMNS = {
    model._meta.label: model._meta.get_field("actor").max_length
    for model in apps.get_models()
    if any(isinstance(f, models.CharField) and f.name == "actor" for f in model._meta.fields)
}


@pytest.mark.parametrize("name", ["王敏", "王敏 for 李主任", "王敏 via machine:root", "长" * 200])
def test_the_whole_name_stands_in_the_log(name):
    with changelog.acting(name):
        Chain.objects.create(code="C1", name="一")
    assert ChangeEvent.objects.get().actor == name
    assert changelog.verify() == []


def test_a_name_that_does_not_fit_is_refused_and_not_cut():
    with pytest.raises(ActorTooLongError), changelog.acting("长" * 201):
        Chain.objects.create(code="C1", name="一")
    assert changelog.position() == 0


@pytest.mark.parametrize("label", sorted(COLUMNS))
def test_every_column_of_an_actor_has_room_for_it(label):
    assert COLUMNS[label] == ACTOR_LENGTH
