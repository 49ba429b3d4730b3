"""What the browser's tests stand on: a real server, a real mail server, a real browser."""

import email
import email.policy
import os
import pathlib
import re
import shutil
import signal
import socket
import subprocess
import time
import urllib.request

import pytest
from aiosmtpd.controller import Controller
from playwright.sync_api import sync_playwright

ROOT = pathlib.Path(__file__).resolve().parents[2]
BALGYN = pathlib.Path(os.environ.get("BALGYN_PROGRAM", ROOT / ".build/debug/balgyn"))
CHROMIUM = os.environ.get("BALGYN_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


def postgres_schema(name):
    """A connection to an empty schema of the server that bin/with-postgres started."""
    postgres = os.environ.get("BALGYN_TEST_POSTGRES")
    if not postgres:
        if os.environ.get("CI"):
            pytest.fail("PostgreSQL is missing in CI")
        pytest.skip("no PostgreSQL here: run through bin/with-postgres")
    subprocess.run(
        ["psql", postgres, "-qc", f"DROP SCHEMA IF EXISTS {name} CASCADE; CREATE SCHEMA {name}"], check=True,
        env=dict(os.environ, PGOPTIONS="-c client_min_messages=error"))
    if "://" in postgres:
        return f"{postgres}{'&' if '?' in postgres else '?'}options=-csearch_path%3D{name}"
    return f"{postgres} options='-c search_path={name}'"


class Mailbox:
    """A real SMTP server that keeps what it is given."""

    def __init__(self):
        self.letters = []
        self.controller = Controller(self, hostname="127.0.0.1", port=free_port())
        self.controller.start()

    async def handle_DATA(self, server, session, envelope):
        letter = email.message_from_bytes(envelope.content, policy=email.policy.default)
        self.letters.append((envelope.rcpt_tos[0], letter))
        return "250 kept"

    def link(self, recipient, word, seconds=20):
        """The first link with `word` in the newest letter to `recipient`, which may still be on its way."""
        until = time.time() + seconds
        while time.time() < until:
            for to, letter in reversed(self.letters):
                if to == recipient:
                    text = letter.get_body(("plain",)).get_content()
                    found = re.search(r"https?://\S*/" + word + r"/\S+", text)
                    if found:
                        return found.group()
            time.sleep(0.1)
        raise AssertionError(f"no letter to {recipient} with a /{word}/ link came in {seconds} s")

    def wait(self, recipient, subject, seconds=20):
        until = time.time() + seconds
        while time.time() < until:
            for to, letter in self.letters:
                if to == recipient and subject in str(letter["subject"]):
                    return letter
            time.sleep(0.1)
        raise AssertionError(f"no letter «{subject}» to {recipient} came in {seconds} s")


class Server:
    """A balgyn of our own, in a folder of its own; on PostgreSQL where a connection is given."""

    def __init__(self, folder, mailbox=None, postgres=None, program=BALGYN):
        self.folder = folder
        self.program = program
        self.port = free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self.environment = dict(os.environ)
        if postgres:
            self.environment["BALGYN_POSTGRES"] = postgres
        if mailbox:
            self.environment |= {
                "BALGYN_SMTP_HOST": "127.0.0.1",
                "BALGYN_SMTP_PORT": str(mailbox.controller.port),
                "BALGYN_SMTP_SECURITY": "none",
                "BALGYN_SMTP_FROM": "service@balgyn.example",
            }
        self.process = None

    def run(self, *arguments, **more):
        return subprocess.run(
            [self.program, *arguments, "--data", self.folder],
            env=self.environment, check=True, capture_output=True, text=True, timeout=120, **more)

    def start(self):
        log = open(pathlib.Path(self.folder).parent / "server.log", "a")
        self.process = subprocess.Popen(
            [self.program, "serve", "--data", self.folder, "--listen", f"127.0.0.1:{self.port}"],
            env=self.environment, stdout=subprocess.PIPE, stderr=log, text=True)
        self.setup = None
        for line in self.process.stdout:
            if "/setup?token=" in line:
                self.setup = line.split()[-1]
                break
            if "serves" in line and self.initialised:
                break
        until = time.time() + 20
        while time.time() < until:
            try:
                urllib.request.urlopen(self.address + "/health", timeout=1).read()
                return self
            except OSError:
                time.sleep(0.05)
        raise AssertionError("the server does not answer")

    initialised = False

    def stop(self):
        if self.process and self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            try:
                self.process.wait(20)
            except subprocess.TimeoutExpired:
                self.process.kill()
                raise AssertionError("the server did not stop cleanly on SIGTERM")


DEMO_PASSWORD = "balgyn-2026-demo"


def demo_server(folder, **more):
    """A server of the demo installation, started."""
    server = Server(folder, **more)
    server.run("catalogue", "load", str(ROOT / "Catalogue/kazakhstan.yaml"))
    server.run("demo")
    server.initialised = True
    return server.start()


def sign_in(page, server, login):
    """Into the demo."""
    page.goto(server.address + "/sign-in")
    page.fill("#login", login)
    page.fill("#password", DEMO_PASSWORD)
    page.click("form.form button.main")
    page.wait_for_selector("header.bar")


@pytest.fixture(scope="session")
def browser():
    assert CHROMIUM, "Chromium is missing: bin/test installs it"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        yield browser
        browser.close()


@pytest.fixture
def mailbox():
    box = Mailbox()
    yield box
    box.controller.stop()


@pytest.fixture
def person(browser):
    """A browser of a person's own; its mistakes are ours."""
    contexts = []

    def make(language="ru-RU", **options):
        context = browser.new_context(locale=language, viewport={"width": 1440, "height": 900}, **options)
        context.set_default_timeout(10_000)
        page = context.new_page()
        page.on("pageerror", lambda error: pytest.fail(f"a mistake in the page's script: {error}"))
        page.on("response", lambda r: r.status >= 500 and pytest.fail(f"{r.status} of {r.url}"))
        contexts.append(context)
        return page

    yield make
    for context in contexts:
        context.close()
