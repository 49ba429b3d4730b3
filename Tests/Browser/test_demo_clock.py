"""The demo's clock: everybody sees its date and moves it on (PRO-23); a restart keeps it."""

import datetime

import pytest
from conftest import demo_server, postgres_schema, sign_in


@pytest.fixture(params=["sqlite", "postgres"])
def demo(request, tmp_path, mailbox):
    postgres = postgres_schema("demo_clock") if request.param == "postgres" else None
    server = demo_server(str(tmp_path / "data"), mailbox=mailbox, postgres=postgres)
    yield server
    server.stop()


def shown(page):
    return datetime.datetime.strptime(page.inner_text(".strip b"), "%d.%m.%Y").date()


def test_a_newcomer_lets_a_month_pass_in_the_demo(demo, mailbox, person):
    """PRO-23."""
    partner, client = person(), person()
    sign_in(partner, demo, "partner@example.kz")
    sign_in(client, demo, "ending@example.kz")
    first = shown(partner)
    partner.goto(demo.address + "/subscribers?show=ended")
    ended = partner.locator("tbody tr").count()

    partner.click(".strip summary")
    partner.click(".strip button[value=week]")
    assert "Часы переведены" in partner.inner_text(".told")
    assert shown(partner) == first + datetime.timedelta(days=7)
    assert "на 7 дн." in partner.inner_text(".strip")
    # Back on the page where one was: who had three days left has none.
    assert partner.url.startswith(demo.address + "/subscribers")
    partner.goto(demo.address + "/subscribers?show=ended")
    assert partner.locator("tbody tr").count() > ended
    assert mailbox.letters, "letters go out on the way"

    # The other browser is still signed in, and sees the same date.
    client.reload()
    assert client.locator("header.bar").count() == 1 and shown(client) == shown(partner)

    # To a date; back it does not go.
    client.click(".strip summary")
    client.fill("#clock-to", first.strftime("%d.%m.%Y"))
    client.click(".strip form:last-of-type button")
    assert "PRO-23" in client.inner_text("main")
    client.click(".strip summary")
    client.fill("#clock-to", (first + datetime.timedelta(days=40)).strftime("%d.%m.%Y"))
    client.click(".strip form:last-of-type button")
    client.wait_for_selector(".told")
    assert shown(client) == first + datetime.timedelta(days=40)

    # A restart keeps the date and the sign-ins.
    demo.stop()
    assert demo.run("verify").stdout.strip() == "All is well."
    demo.start()
    partner.reload()
    assert partner.locator("header.bar").count() == 1 and shown(partner) == shown(client)
