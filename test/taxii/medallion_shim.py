"""Has medallion's own tests (BSD-3, OASIS Open) ask a running service instead of the Flask application inside them.

A pytest plugin. STILLWATCH_URL and STILLWATCH_KEY say where the service is, STILLWATCH_REPORT where the report goes.
What it translates: API roots lie below /taxii2/ here and beside it there, and the user admin has a key for a password.
"""

import json
import os

import pytest
import requests

URL = os.environ["STILLWATCH_URL"]
AUTH = requests.auth._basic_auth_str("admin", os.environ["STILLWATCH_KEY"])

#: Tests of medallion's own program, by what they are about.
NOT_APPLICABLE = {
    "test_no_config": "about medallion's configuration: calls its set_config",
    "test_default_taxii_no_taxii_section": "about medallion's configuration: reads its defaults from Python",
    "test_default_userpass_no_auth_section": "about medallion's configuration: reads its defaults from Python",
    "test_default_backend_no_backend_section": "about medallion's configuration: calls its set_config",
    "test_save_to_file": "calls a function of medallion's memory backend",
    "test_status_cleanup": "calls functions of medallion's backends",
}


class Answer:
    """What the tests read of a Flask answer."""

    def __init__(self, response):
        self.status_code = response.status_code
        self.headers = response.headers
        self.content_type = response.headers.get("Content-Type")
        self.text = response.text.replace("http://localhost:5000/taxii2/", "http://localhost:5000/")

    @property
    def json(self):
        return json.loads(self.text)


class Client:
    def __init__(self):
        self.session = requests.Session()

    def _ask(self, method, path, headers=None, data=None, follow_redirects=False):
        place = path if path.startswith("/taxii2/") else "/taxii2" + path
        own = dict(headers or {})
        if "Authorization" in own:
            own["Authorization"] = AUTH
        # requests would send its own Accept; Flask's client sends none.
        own.setdefault("Accept", None)
        response = self.session.request(
            method, URL + place, headers=own, data=data, allow_redirects=follow_redirects, timeout=60
        )
        return Answer(response)

    def get(self, path, **options):
        return self._ask("GET", path, **options)

    def post(self, path, **options):
        return self._ask("POST", path, **options)

    def delete(self, path, **options):
        return self._ask("DELETE", path, **options)


def set_up(self, start_threads=True):
    self.client = Client()
    self.headers = {"Accept": "application/taxii+json;version=2.1", "Authorization": AUTH}
    self.post_headers = {**self.headers, "Content-Type": "application/taxii+json;version=2.1"}


def pytest_collection_modifyitems(config, items):
    from medallion.test.base_test import TaxiiTest

    TaxiiTest.setUp = set_up
    TaxiiTest.tearDown = lambda self: None
    mongo = [item for item in items if "[mongo" in item.name]
    config.hook.pytest_deselected(items=mongo)
    items[:] = [item for item in items if item not in mongo]
    for item in items:
        why = NOT_APPLICABLE.get(item.originalname)
        if why:
            item.add_marker(pytest.mark.skip(reason=why))


outcomes = {"passed": [], "failed": [], "skipped": []}


def pytest_runtest_logreport(report):
    name = report.nodeid.split("::")[-1]
    if report.when == "call" or report.outcome != "passed":
        outcomes[report.outcome].append(name)


def pytest_sessionfinish():
    with open(os.environ["STILLWATCH_REPORT"], "w") as file:
        json.dump(outcomes, file)
