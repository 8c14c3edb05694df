"""The auditor reads the tables that the modules' rows make: as pages, with the lifecycles drawn, and as JSON."""

import json

import pytest

from innovation_hub.kernel.operations.printing import PRINTED

pytestmark = pytest.mark.parametrize("engine", ["embedded"], indirect=True)


@pytest.mark.parametrize("name", PRINTED)
def test_a_table_is_the_same_as_page_api_and_command(office, name):
    page, answer = office.client("auditor").get(f"/hub/tables/{name}"), office.api("auditor").get(f"/tables/{name}")
    printed = office.app.test_cli_runner().invoke(args=["hub", name, "--json"])
    assert (page.status_code, page.text.count("<tr>") - 1) == (200, len(answer.json["items"]))
    assert json.loads(printed.output) == answer.json["items"]


def test_every_lifecycle_is_drawn(office):
    page = office.client("auditor").get("/hub/tables/lifecycles").text
    assert page.count('class="chart chart-wide"') == 4


def test_a_table_that_is_none_is_not_found(office):
    assert office.client("auditor").get("/hub/tables/secrets").status_code == 404
