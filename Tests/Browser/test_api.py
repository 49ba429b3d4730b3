"""The API as programs that others write meet it: its document validated, and a fuzzer let loose on a real server."""

import os
import re
import subprocess

import pytest
import requests
from conftest import ROOT, Server
from openapi_spec_validator import OpenAPIV31SpecValidator

PASSWORD = "долгая-фраза-2026"
EMAIL = "vendor@example.kz"


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    server = Server(str(tmp_path_factory.mktemp("api") / "data"))
    server.environment |= {"BALGYN_API_PERMINUTE": "1000000", "BALGYN_API_BURST": "100000"}
    server.run("catalogue", "load", str(ROOT / "Catalogue/kazakhstan.yaml"))
    server.run("setup", "--vendor", "ТОО «Облако»", "--name", "Алия", "--email", EMAIL, input=PASSWORD)
    server.initialised = True
    server.start()
    yield server
    server.stop()


def seal(page):
    return re.search(r'name="seal" value="([^"]+)"', page.text).group(1)


def make_token(browser, server):
    """Made as people make one: on the page «Токены API»."""
    page = browser.get(server.address + "/tokens")
    page = browser.post(
        server.address + "/tokens", {"seal": seal(page), "name": "fuzzer", "days": "1", "scope": "write"})
    assert page.status_code == 200, page.text
    return re.search(r"[A-Za-z0-9_-]{43}(?=[<\"])", page.text).group()


@pytest.fixture(scope="module")
def tokens(server):
    """Of the owners of the vendor, of a partner, and of a client that the partner invited."""
    browser = requests.Session()
    page = browser.get(server.address + "/sign-in")
    browser.post(server.address + "/sign-in", {"seal": seal(page), "login": EMAIL, "password": PASSWORD})
    vendor = make_token(browser, server)

    def call(token, path, **json):
        answer = requests.post(server.address + "/api/v1" + path, json=json, headers={"Authorization": f"Bearer {token}"})
        assert answer.status_code == 201, answer.text

    def newcomer(email, name):
        """Comes by the link of the letter, which the vendor reads in the cabinet."""
        letters = requests.get(
            server.address + "/api/v1/letters", params={"q": email}, headers={"Authorization": f"Bearer {vendor}"}).json()
        link = re.search(r"https?://\S+/(?:join|register)/\S+", letters["items"][0]["plain"]).group()
        browser = requests.Session()
        page = browser.get(link)
        page = browser.post(
            link, {"seal": seal(page), "name": name, "password": PASSWORD, "password_repeated": PASSWORD})
        assert page.status_code == 200, page.text
        return make_token(browser, server)

    call(vendor, "/partners", name="Көктем", owner_email="owner@spring.kz", code="1", standing="partner")
    partner = newcomer("owner@spring.kz", "Динара")
    call(partner, "/invitations", email="buh@client.kz")
    client = newcomer("buh@client.kz", "Гүлнар")
    call(client, "/infobases", name="База", application="accounting")
    return {"vendor": vendor, "partner": partner, "client": client}


def test_the_document_is_openapi_3_1(server):
    document = requests.get(server.address + "/api/openapi.json").json()
    OpenAPIV31SpecValidator(document).validate()
    assert document["servers"][0]["url"] == server.address + "/api/v1"


def test_a_program_works(server, tokens):
    token = tokens["vendor"]
    program = requests.Session()
    program.headers["Authorization"] = f"Bearer {token}"
    root = server.address + "/api/v1"
    standing = program.get(root + "/token").json()
    assert standing["kind"] == "vendor" and standing["role"] == "owner"
    card = {"name": "Алтын есеп", "owner_email": "owner@partner.kz", "code": "77001", "standing": "partner"}
    made = [program.post(root + "/partners", json=card, headers={"Idempotency-Key": "1"}) for _ in range(2)]
    assert [answer.status_code for answer in made] == [201, 201] and made[0].text == made[1].text
    assert made[1].headers["Idempotent-Replayed"] == "true"
    assert len(program.get(root + "/partners", params={"q": "Алтын"}).json()["items"]) == 1
    again = program.post(root + "/partners", json=card)
    assert again.status_code == 422 and again.headers["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize("kind", ["vendor", "partner", "client"])
def test_whatever_a_fuzzer_sends_is_answered_as_the_document_says(server, tokens, kind, tmp_path):
    token = tokens[kind]
    schemathesis = ROOT / ".venv/bin/schemathesis"
    examples = os.environ.get("BALGYN_FUZZ_EXAMPLES", "15")
    # Acts that would take the fuzzer's own token or person away; and the upload, for which it knows no files.
    spared = ["revokeToken", "changeRole", "removeUser", "loadInfobase"]
    run = subprocess.run(
        [schemathesis, "run", server.address + "/api/openapi.json", "-H", f"Authorization: Bearer {token}",
         "--checks", "not_a_server_error,status_code_conformance,content_type_conformance,response_schema_conformance",
         "--max-examples", examples, "--seed", "20260310", "--phases", "examples,coverage,fuzzing", "--workers", "2",
         "--max-time", "30", "--request-timeout", "10",
         *[option for name in spared for option in ("--exclude-operation-id", name)]],
        cwd=tmp_path, capture_output=True, text=True, timeout=300)
    assert run.returncode == 0, run.stdout[-8000:] + run.stderr[-2000:]
