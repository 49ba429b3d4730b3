"""kill -9 at any moment loses no acknowledged act and leaves no half act.

Under load the server is killed again and again; what it acknowledged before it died must be there afterwards, and
`balgyn verify` must find the store and the infobases in agreement. BALGYN_CRASHES says how many rounds (200 on SQLite,
a quarter of them on PostgreSQL); the seed is printed.
"""

import os
import random
import re
import threading
import time

import pytest
import requests
from conftest import ROOT, Server, postgres_schema

PASSWORD = "balgyn-2026-demo"


class Person:
    """Somebody at a browser without a browser: signs in, and sends forms as pages do."""

    def __init__(self, server, login):
        self.server = server
        self.session = requests.Session()
        page = self.get("/sign-in")
        self.post("/sign-in", page, login=login, password=PASSWORD)
        self.seal = self.seal_of(self.get("/profile"))

    def get(self, path):
        return self.session.get(self.server.address + path, timeout=10).text

    @staticmethod
    def seal_of(page):
        return re.search(r'name="seal" value="([^"]+)"', page).group(1)

    def post(self, path, page=None, **form):
        form["seal"] = self.seal_of(page) if page else self.seal
        return self.session.post(self.server.address + path, data=form, timeout=10, allow_redirects=False)


def load(person, client, acknowledged, stop, number):
    """Acts as fast as it can until the server is gone; keeps what was acknowledged."""
    count = 0
    while not stop.is_set():
        count += 1
        try:
            if number % 3 == 2:
                answer = client.post("/infobases", application="accounting", name=f"База {number}-{count}")
                if answer.status_code == 303:
                    path = answer.headers["Location"].split("?")[0]
                    acknowledged["infobases"].append(path)
                    # Room for the next one: the limit of the tariff is not what is tested here.
                    client.post(path + "/deletion")
            else:
                email = f"crash-{number}-{count}-{random.getrandbits(40):x}@example.kz"
                if person.post("/invitations", email=email).status_code == 303:
                    acknowledged["invitations"].append(email)
        except requests.RequestException:
            return


@pytest.mark.parametrize("engine", ["sqlite", "postgres"])
def test_nothing_acknowledged_is_lost_when_the_server_is_killed(engine, tmp_path):
    seed = int(os.environ.get("BALGYN_SEED", random.randrange(2**32)))
    rounds = int(os.environ.get("BALGYN_CRASHES", "200" if os.environ.get("CI") else "20"))
    rounds = rounds if engine == "sqlite" else max(1, rounds // 4)
    print(f"seed {seed}, {rounds} rounds on {engine}")
    chance = random.Random(seed)
    server = Server(str(tmp_path / "data"), postgres=postgres_schema("crash") if engine == "postgres" else None)
    server.run("catalogue", "load", str(ROOT / "Catalogue/kazakhstan.yaml"))
    server.run("demo")
    server.initialised = True
    acknowledged = {"invitations": [], "infobases": []}
    server.start()
    partner, client = Person(server, "partner@example.kz"), Person(server, "client@example.kz")
    for number in range(rounds):
        stop = threading.Event()
        threads = [
            threading.Thread(target=load, args=(partner, client, acknowledged, stop, number * 6 + i)) for i in range(6)]
        for thread in threads:
            thread.start()
        time.sleep(chance.uniform(0.02, 0.3))
        server.process.kill()
        server.process.wait()
        stop.set()
        for thread in threads:
            thread.join(15)
        if number % 20 == 19:
            assert server.run("verify").stdout.strip() == "All is well.", f"after round {number}, seed {seed}"
        server.start()
    # Everything acknowledged is there.
    pages, after = "", ""
    while after is not None:
        page = partner.get("/invitations?show=sent" + (f"&after={after}" if after else ""))
        pages += page
        found = re.search(r'rel="next" href="[^"]*after=([^"&]+)"', page)
        after = found.group(1) if found else None
    lost = [email for email in acknowledged["invitations"] if email not in pages]
    assert not lost, f"{len(lost)} of {len(acknowledged['invitations'])} invitations are lost, seed {seed}: {lost[:3]}"
    for path in acknowledged["infobases"]:
        assert client.session.get(server.address + path, timeout=10).status_code == 200, f"{path} is lost, seed {seed}"
    assert len(acknowledged["invitations"]) > rounds
    assert len(acknowledged["infobases"]) > 0
    server.stop()
    found = server.run("verify").stdout.strip()
    assert found == "All is well.", f"{found}, seed {seed}"
    print(f"{len(acknowledged['invitations'])} invitations and {len(acknowledged['infobases'])} infobases acknowledged")
