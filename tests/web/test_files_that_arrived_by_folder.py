"""A file that arrived by a folder is listed to its unit and the office, and taken up once."""

import uuid

import pytest
from tests.fixtures.accounts import sign_in
from tests.web.conftest import SOUTHERNER
from tests.web.importing import text_of, upload_at, work, workbook
from tests.web.town import RIVER, SOUTH

from chainchief.core import clock
from chainchief.intake.models import Arrival
from chainchief.ledger import evidence
from chainchief.ledger.kinds.project.models import Project

ROW = ("NEW-1", "新项目", SOUTH, "BIO")


@pytest.fixture
def arrive(reader, tmp_path):
    """`arrive(unit)`: a staged file of the unit; its address."""

    def arrived(unit, state="staged", **values):
        path = workbook(tmp_path, [ROW])
        digest = evidence.hash_of(path)
        evidence.keep(path, digest)
        key = uuid.uuid4()
        Arrival.objects.create(
            key=key,
            folder="南城",
            sender=f"division:{unit}",
            account="x",
            file_name=f"{unit}.xlsx",
            sha256=digest,
            size=path.stat().st_size,
            kind="project",
            state=state,
            created=1,
            arrived_at=clock.begin(clock.today()),
            **values,
        )
        return f"/imports/arrivals/{key}/"

    return arrived


def test_it_is_taken_up_once_and_goes_the_way_of_any_upload(reader, arrive):
    address = arrive(SOUTH)
    assert "目录收件 1" in text_of(reader.get("/imports/"))
    answer = reader.post(address)
    assert answer.status_code == 303
    work()
    upload = answer.headers["Location"]
    assert (upload_at(upload).state, upload_at(upload).created) == ("ready", 1)
    assert reader.post(address).status_code in (400, 404)
    reader.post(f"{upload}write/", {"reason": "目录收件"})
    work()
    assert Project.objects.filter(code="NEW-1").exists()
    assert Arrival.objects.get().state == "taken"


def test_a_unit_sees_and_takes_its_own_alone(reader, arrive, client):
    own, other = arrive(SOUTH), arrive(RIVER)
    sign_in(client, name=SOUTHERNER)
    page = text_of(client.get("/imports/arrivals/"))
    assert f"{SOUTH}.xlsx" in page
    assert f"{RIVER}.xlsx" not in page
    assert client.post(other).status_code in (400, 404)
    assert client.post(own).status_code == 303


def test_a_returned_file_says_why(reader, arrive):
    arrive(SOUTH, state="returned", first_fault="「表」表B2填的是空。[CHK-001]")
    assert "CHK-001" in text_of(reader.get("/imports/arrivals/"))
