"""The main job, from the first page to the refused sixth session, as people do it."""

import pytest
from conftest import ROOT, Server, postgres_schema

PASSWORD = "долгая-фраза-2026"


@pytest.fixture(params=["sqlite", "postgres"])
def server(request, tmp_path, mailbox):
    postgres = postgres_schema("main_job") if request.param == "postgres" else None
    server = Server(str(tmp_path / "data"), mailbox, postgres)
    server.run("catalogue", "load", str(ROOT / "Catalogue/kazakhstan.yaml"))
    server.start()
    yield server
    server.stop()


def text(page, selector):
    """What a person reads there; a no-break space is a space."""
    return page.inner_text(selector).replace("\u00a0", " ")


def fill(page, **fields):
    for name, value in fields.items():
        page.fill(f"#{name}", value)


def test_a_partner_connects_a_client_sells_a_subscription_and_the_client_works(server, mailbox, person):
    # The vendor: the first visit is the set-up page, with the token that was printed.
    vendor = person()
    vendor.goto(server.setup)
    fill(vendor, vendor="ТОО «Облако»", name="Алия Владелец", email="vendor@example.kz",
         password=PASSWORD, password_repeated=PASSWORD)
    vendor.click("button.main")
    vendor.wait_for_url(server.address + "/")

    # … adds a partner with the competence centre's standing; its owner has a letter.
    vendor.goto(server.address + "/partners/new")
    fill(vendor, name="Партнёр «Алтын есеп»", code="77001", owner_email="owner@partner.kz", city="Алматы")
    vendor.select_option("#standing", "centre")
    vendor.click("button.main")
    assert "Алтын есеп" in vendor.inner_text("h1")

    # The partner's owner comes by the letter's link.
    partner = person()
    partner.goto(mailbox.link("owner@partner.kz", "join"))
    fill(partner, name="Берик Партнёр", password=PASSWORD, password_repeated=PASSWORD)
    partner.click("button.main")
    partner.wait_for_url(server.address + "/")
    assert "Алтын есеп" in partner.inner_text("h1")

    # F-01, B-16: an invitation to a client, by e-mail.
    partner.goto(server.address + "/invitations")
    fill(partner, email="client@example.kz")
    partner.click("button.main")
    assert "Отправлено" in partner.inner_text("table")

    # F-02 … F-06: the client registers by the link; the test period is there at once.
    client = person()
    client.goto(mailbox.link("client@example.kz", "register"))
    assert "30 дней" in client.inner_text("form")
    fill(client, name="Сауле Бухгалтер", password=PASSWORD, password_repeated=PASSWORD)
    client.click("button.main")
    client.wait_for_url(server.address + "/")
    assert "Мои приложения" in client.inner_text("h1")
    mailbox.wait("owner@partner.kz", "Клиент зарегистрировался: client@example.kz")

    # F-03: the invitation has its subscriber and its date.
    partner.goto(server.address + "/invitations")
    assert "Активировано" in partner.inner_text("table")
    partner.click("table td a")
    card = partner.url
    assert "client@example.kz" in partner.inner_text("h1")
    assert "Тестовый период" in partner.inner_text(".facts-line")

    # Work in the test period: an infobase, and its session.
    client.select_option("#application", "accounting")
    fill(client, name="Бухгалтерия")
    client.click("#new button.main")
    assert "Бухгалтерия" in client.inner_text("h1")
    assert "Используется" in client.inner_text("h1")

    # G-01: a paid subscription is refused, naming both fields, each with a link to it.
    partner.click("text=Оформить подписку")
    partner.select_option("#tariff", "ext")
    partner.wait_for_selector("#months option[value='1']", state="attached")
    partner.select_option("#months", "1")
    partner.wait_for_selector("#quote >> text=10 000,00")
    partner.click("button[value=post]")
    refused = partner.inner_text(".faults")
    assert "Наименование организации" in refused and "БИН/ИИН" in refused and "G-01" in refused
    assert partner.locator(".faults a[href$='#bin']").count() == 1
    assert partner.locator(".faults a[href$='#organisation']").count() == 1

    # The card is filled, and the sale goes through.
    partner.click(".faults a[href$='#bin']")
    fill(partner, organisation="ТОО «Дала»", bin="940140000385")
    partner.click("text=Записать >> nth=0")
    assert "Записано" in partner.inner_text(".told")
    partner.goto(card)
    partner.click("text=Оформить подписку")
    partner.select_option("#tariff", "ext")
    partner.wait_for_selector("#months option[value='1']", state="attached")
    partner.select_option("#months", "1")
    partner.wait_for_selector("#quote >> text=10 000,00")
    # A 50 % partner owes half (P-04).
    assert "5 000,00" in text(partner, "#quote")
    # Not before the client has paid (M-01).
    partner.click("button[value=post]")
    assert "M-01" in partner.inner_text(".faults")
    partner.check("#paid")
    partner.click("button[value=post]")
    assert "Подписка проведена" in partner.inner_text(".told")
    assert "10 000,00" in text(partner, "dl")
    mailbox.wait("client@example.kz", "Подписка оформлена")

    # The client opens the infobase five times; the sixth is refused with who holds the places (PRO-01).
    client.goto(server.address + "/infobases")
    tabs = []
    for number in range(5):
        with client.context.expect_page() as opened:
            client.click("td.acts button")
        tab = opened.value
        tab.wait_for_selector("[data-pulse]")
        tabs.append(tab)
    with client.context.expect_page() as opened:
        client.click("td.acts button")
    sixth = opened.value
    sixth.wait_for_load_state()
    assert "5" in sixth.inner_text("h1")
    assert "все заняты" in sixth.inner_text(".faults")
    assert sixth.locator("tbody tr").count() == 5
    assert "Сауле Бухгалтер" in sixth.inner_text("tbody")

    # A closed tab gives its place back.
    tabs[0].close(run_before_unload=False)
    tabs[1].click("button.main")
    tabs[1].wait_for_url("**/infobases")
    with client.context.expect_page() as opened:
        client.click("td.acts button")
    assert opened.value.wait_for_selector("[data-pulse]")

    # One more place by an extension (acceptance example 8).
    partner.goto(card)
    partner.click("text=Оформить подписку")
    partner.select_option("#tariff", "x-session")
    partner.select_option("#main", index=1)
    partner.wait_for_selector("#quote >> text=5 → 6")
    partner.check("#paid")
    partner.click("button[value=post]")
    assert "Подписка проведена" in partner.inner_text(".told")

    # Everything that was kept agrees with itself.
    server.stop()
    assert server.run("verify").stdout.strip() == "All is well."
