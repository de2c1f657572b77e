"""The page of where a chain lies: tiles, and the boundaries that the chain office brings."""

import json

from django.core.files.uploadedfile import SimpleUploadedFile
from tests.fixtures.accounts import sign_in
from tests.web.town import SOUTH

PAGE = "/chains/BIO/regions/?month=2023-11"
RING = [[116.0, 37.0], [117.0, 37.0], [117.0, 38.0], [116.0, 37.0]]


def boundaries(code, ring=RING):
    geometry = {"type": "Polygon", "coordinates": [ring]}
    feature = {"type": "Feature", "properties": {"code": code}, "geometry": geometry}
    content = json.dumps({"type": "FeatureCollection", "features": [feature]})
    return SimpleUploadedFile("units.geojson", content.encode())


def test_boundaries_are_brought_drawn_taken_along_and_removed(reader):
    assert "chain-drawing" not in reader.get(PAGE).content.decode()
    refused = reader.post(PAGE, {"act": "bring", "file": boundaries(SOUTH)})
    assert refused.status_code == 422
    assert "CMP-047" in refused.content.decode()
    wrong = {"act": "bring", "file": boundaries(SOUTH, [[9e9, 1]] * 4), "source": "测绘院"}
    assert "CMP-041" in reader.post(PAGE, wrong).content.decode()
    right = {"act": "bring", "file": boundaries(SOUTH), "source": "测绘院 鲁S(2023)1号"}
    assert reader.post(PAGE, right).status_code == 303
    html = reader.get(PAGE).content.decode()
    assert f'data-code="{SOUTH}"' in html
    assert "鲁S(2023)1号" in html
    picture = reader.get("/chains/BIO/regions/picture.svg?month=2023-11")
    assert "南城区" in picture.content.decode()
    assert reader.post(PAGE, {"act": "remove"}).status_code == 303
    assert "chain-drawing" not in reader.get(PAGE).content.decode()
    assert reader.get("/chains/BIO/regions/picture.svg").status_code == 404


def test_a_county_looks_and_brings_nothing(in_town, client):
    sign_in(client, name="南城区 李莉")
    page = client.get(PAGE)
    assert page.status_code == 200
    assert 'type="file"' not in page.content.decode()
    sent = {"act": "bring", "file": boundaries(SOUTH), "source": "测绘院"}
    assert client.post(PAGE, sent).status_code == 403
