"""As many queries as a page of figures, of a day or of months may ask of the ledger."""

import pytest

#: Pages → the most queries, session and rights included, once their figures are computed.
MOST = {
    "/": 31,
    "/figures/": 15,
    "/figures/?level=economy": 15,
    "/indicators/IND-PRJ-STARTED/?month=2023-11": 17,
    "/indicators/IND-PRJ-STARTED/course/?month=2023-11": 15,
    "/figures/IND-PRJ-STARTED/?month=2023-11": 15,
    "/collections/": 15,
    "/screen/": 15,
    "/months/": 15,
    "/months/2023-12/": 16,
}


@pytest.mark.parametrize("address", MOST)
def test_a_page_asks_no_more_of_the_ledger(address, reader, django_assert_max_num_queries):
    assert reader.get(address).status_code == 200
    with django_assert_max_num_queries(MOST[address]):
        reader.get(address)
