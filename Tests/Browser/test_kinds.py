"""Every kind of subscription, sold and used through the pages: chapters I–O and U, M-04 … M-07, BEY-46, BEY-47."""

import datetime
import re

import pytest
from conftest import demo_server, postgres_schema, sign_in



@pytest.fixture(params=["sqlite", "postgres"])
def server(request, tmp_path):
    postgres = postgres_schema("kinds") if request.param == "postgres" else None
    server = demo_server(str(tmp_path / "data"), postgres=postgres)
    yield server
    server.stop()


class Cabinet:
    """A person at work: the page and what is done on it again and again."""

    def __init__(self, page, server, login):
        self.page, self.server = page, server
        sign_in(page, server, login)
        page.goto(server.address + "/?lang=ru")

    def go(self, path):
        self.page.goto(path if path.startswith("http") else self.server.address + path)

    def text(self, selector):
        """What a person reads there; a no-break space is a space."""
        return self.page.inner_text(selector).replace("\u00a0", " ")

    def client(self, name):
        """The card of a served subscriber, found by its name."""
        self.go("/subscribers")
        self.page.fill(".find input[name=q]", name)
        self.page.keyboard.press("Enter")
        self.page.wait_for_url("**q=**")
        self.page.click("tbody td.first a >> nth=0")
        self.page.wait_for_selector("#card")
        return self.page.url.split("#")[0]

    def fill_card(self, card, **fields):
        self.go(card)
        for name, value in fields.items():
            # A link to a field opens the tab where the field is.
            self.page.evaluate("name => { location.hash = name }", name)
            self.page.fill(f"#{name}:visible", value)
        self.page.keyboard.press("Control+s")
        self.page.wait_for_selector(".told")

    def choose(self, tariff, shows=None, **terms):
        """Chooses the tariff in the form, waits for what it asks for, and answers."""
        self.page.select_option("#tariff", tariff)
        self.page.wait_for_function("code => document.querySelector('#quote').innerHTML.includes('/tariffs/' + code)", arg=tariff)
        for name, value in terms.items():
            field = self.page.wait_for_selector(f"#terms #{name}")
            if field.evaluate("field => field.tagName") == "SELECT":
                field.select_option(value)
            else:
                field.fill(value)
        if shows:
            self.page.wait_for_selector(f"#quote >> text={shows}")

    def post(self):
        # M-01: what is paid for is posted after the payment.
        if self.page.locator("#paid").count():
            self.page.check("#paid")
        self.page.click("button[value=post]")
        self.page.wait_for_selector(".told, .faults")
        assert "Подписка проведена" in self.text("main"), self.text("main")
        return self.page.url.split("?")[0]


def bin_number(serial):
    """A number with a right check digit."""
    stem = f"150140{serial:05d}"
    for weights in (range(1, 12), [3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2]):
        check = sum(int(digit) * weight for digit, weight in zip(stem, weights)) % 11
        if check < 10:
            return f"{stem}{check}"
    return bin_number(serial + 1)


def day(text):
    return datetime.datetime.strptime(text, "%d.%m.%Y").date()


def test_a_partner_sells_every_kind_once(server, person):
    partner = Cabinet(person(), server, "partner@example.kz")
    page = partner.page

    # H-08, PRO-08: the choice says what this client may have, and leads to the form filled in.
    card = partner.client("Құлан Логистик")
    page.click("details.more summary")
    page.click("text=Подобрать тариф")
    page.click("article.offer:has-text('ITSaaS Базовый') a.main")
    page.wait_for_selector("#months")
    today = day(page.input_value("#start"))
    page.select_option("#months", "12")
    page.wait_for_selector("#quote >> text=54 000,00")
    main = partner.post()

    # I-01, I-05: several extensions at once, from the page of the main subscription; they end with it.
    page.fill("#quantity-x-session", "1")
    page.fill("#quantity-x-base", "2")
    page.check("#paid")
    page.click("text=Добавить и провести")
    assert "Дополнительный сеанс" in partner.text("table")
    assert "Дополнительная база × 2" in partner.text("table")
    ends = page.locator("table tbody td.date").all_inner_texts()
    main_end = re.search(r"– (\d\d\.\d\d\.\d{4})", partner.text("dl"))[1]
    assert sum(main_end in text for text in ends) >= 2, ends
    session = page.locator("tr:has-text('Дополнительный сеанс') a.code").get_attribute("href")

    # K-03, K-04, PRO-06: in the middle of a month the quote shows the cheaper day, and one press takes it.
    page.click(".commands a[href*='up-ext']")
    page.wait_for_selector("#terms #main")
    assert page.input_value("#main") != ""
    page.fill("#start", (today + datetime.timedelta(10)).strftime("%d.%m.%Y"))
    page.wait_for_selector("#quote [data-plan]")
    assert "за 12 месяцев" in partner.text("#quote")
    assert "за 11 месяцев" in partner.text("#quote")
    cheaper = page.get_attribute("#quote [data-plan]", "data-plan")
    page.click("#quote [data-plan]")
    page.wait_for_selector("#quote [data-plan]", state="detached")
    assert page.input_value("#start") == cheaper
    assert "за 12 месяцев" not in partner.text("#quote")
    partner.post()
    assert "Апгрейд" in partner.text("dl")

    # N-01, N-05, N-06: month by month; then cut to whole months.
    card = partner.client("test@example.kz")
    partner.fill_card(card, organisation="ТОО «Проба»", bin=bin_number(77))
    partner.go(card)
    page.click(".commands >> text=Оформить подписку")
    partner.choose("ext-month", months="6")
    page.wait_for_selector("#quote >> text=в счетах с")
    partner.post()
    page.select_option("#shortening + p + form select", "2")
    page.click("button:text-is('Сократить')")
    assert "2 месяца" in partner.text("dl")
    assert "Сокращение" in partner.text("table >> nth=0")

    # U-01, U-05, PRO-28: a cash register, then two more; the resulting number stands in the quote.
    card = partner.client("nocard@example.kz")
    partner.fill_card(card, organisation="ТОО «Лавка»", bin=bin_number(88))
    partner.go(card)
    page.click(".commands >> text=Оформить подписку")
    partner.choose("k-std", months="12", shows="27 500,00")
    partner.post()
    partner.go(card)
    page.click(".commands >> text=Оформить подписку")
    partner.choose("k-reg", quantity="2")
    page.wait_for_selector("#quote >> text=/касс[^.]*1 → 3/")
    partner.post()
    assert "× 2" in partner.text("dl")

    # O-01 … O-03, PRO-24: a smaller tariff inside a bigger one is refused, with the way out as a button.
    card = partner.client("Наурыз Трейд")
    page.click(".commands >> text=Оформить подписку")
    partner.choose("basic", months="3")
    page.wait_for_selector("#quote .obstacles")
    plan = page.get_attribute("#quote p [data-plan]", "data-plan")
    page.click("#quote p [data-plan]")
    page.wait_for_selector("#quote .obstacles", state="detached")
    assert page.input_value("#start") == plan
    planned = partner.post()
    assert "Ещё не началась" in partner.text("h1")

    # J-01, J-02, DEC-7: F9 repeats what ends, from the day after its end.
    partner.client("Алтай Сервис")
    page.click(".commands >> text=Подписки на тарифы")
    page.click("tbody tr:has-text('ITSaaS Базовый') td.first a")
    end = day(re.search(r"– (\d\d\.\d\d\.\d{4})", partner.text("dl"))[1])
    page.keyboard.press("F9")
    page.wait_for_url("**/copy")
    assert day(page.input_value("#start")) == end + datetime.timedelta(1)
    page.wait_for_selector("#quote .sum")
    page.check("#paid")
    page.keyboard.press("Control+Enter")
    page.wait_for_selector(".told")
    assert "Подписка проведена" in partner.text(".told")

    # J-02, DEC-54: many at once, with a result for each; what was renewed is not offered again.
    partner.go("/renewals?days=30")
    rows = page.locator("tbody tr")
    assert rows.count() >= 1
    assert "Ақжол Транс" in partner.text("tbody")
    assert "Алтай Сервис" not in partner.text("tbody")
    page.check("#paid")
    page.click("text=Продлить выбранные")
    assert "Продлено:" in partner.text(".told")
    assert page.locator("tbody tr:has-text('Ақжол Транс') a.code").count() == 1
    partner.go("/renewals?days=14")
    assert "Ақжол Транс" not in partner.text("main")

    # M-07, DEC-24: an own price below the recommended one is refused by what it is.
    partner.go("/prices/basic")
    page.fill("#price-1", "4 000")
    page.click(".commands button.main")
    assert "демпинг" in partner.text("main").lower()
    page.fill("#price-1", "6 000")
    page.click(".commands button.main")
    page.wait_for_selector(".told")
    assert "6 000,00" in partner.text("main")

    # M-04 … M-06, DEC-32: the partner asks, the vendor answers, the answer stands on the subscription.
    partner.go(session)
    page.click("text=Попросить исправить")
    page.select_option("#kind", "cancel")
    page.select_option("#reason", "not-paid")
    page.fill("#comment", "Клиент передумал")
    page.click("text=Отправить запрос")
    assert "M-04" in partner.text(".faults")
    page.select_option("#reason", "twice")
    page.click("text=Отправить запрос")
    page.wait_for_selector(".told")
    vendor = Cabinet(person(), server, "vendor@example.kz")
    vendor.go("/corrections")
    vendor.page.click(f"a[href^='{session}']")
    vendor.page.fill("#reason_comment", "Отменили")
    vendor.page.click("form[action$='/correction'] button.main")
    vendor.page.wait_for_selector(".told")
    assert "Отменена" in vendor.text("h1")
    page.reload()
    assert "Отменена" in partner.text("h1")
    assert "Отменили" in partner.text("main")
    assert page.locator(f"a[href='{main.replace(server.address, '')}']").count() >= 1
    assert planned != main


def test_a_contract_is_sold_by_its_number(server, person):
    # L-01 … L-08, DEC-8: the number comes from the card, the end from the contract.
    partner = Cabinet(person(), server, "sairan@example.kz")
    page = partner.page
    card = partner.client("silent@example.kz")
    partner.fill_card(card, organisation="ТОО «Тыныш»", bin=bin_number(99), its_number="ИТС-2026-00999")
    partner.go(card)
    page.click(".commands >> text=Оформить подписку")
    today = day(page.input_value("#start"))
    end = (today + datetime.timedelta(100)).strftime("%d.%m.%Y")
    partner.choose("its-prof", contract_end=end)
    assert page.input_value("#contract_number") == "ИТС-2026-00999"
    page.wait_for_selector(f"#quote >> text={end}")
    partner.post()
    assert "ИТС-2026-00999" in partner.text("dl")
    assert f"{end} 23:59:59" in partner.text("dl")


def test_a_client_helps_itself_and_asks(server, person):
    # BEY-47: once for a subscription, from now on, told at once.
    client = Cabinet(person(), server, "client@example.kz")
    client.go("/my-subscriptions")
    before = client.text(".facts-line")
    client.page.click("text=Взять на время")
    client.page.wait_for_selector(".told")
    assert client.text(".facts-line") != before
    assert client.page.locator("text=Взять на время").count() == 0

    # The wish goes to the partner, who answers it; the answer comes back.
    client.page.click("article.offer:has-text('ITSaaS Базовый') button")
    client.page.wait_for_selector(".told")
    assert "Партнёр видит просьбу" in client.text("main")
    partner = Cabinet(person(), server, "partner@example.kz")
    wish = partner.page.locator("#wishes article:has-text('Наурыз Трейд')")
    wish.locator("input[name=answer]").fill("Этот тариф меньше вашего")
    wish.locator("button").click()
    partner.page.wait_for_selector(".told")
    client.page.reload()
    assert "Этот тариф меньше вашего" in client.text("main")

    # Another is met from the partner's home by its form, filled in; a renewal is a copy of what ends.
    partner.page.click("#wishes article:has-text('Алтай Сервис') a.main")
    partner.page.wait_for_url("**/copy")
    partner.post()
    partner.go("/")
    assert "Алтай Сервис" not in partner.text("#wishes")

    # BEY-46, PRO-03: the test period ends; the owner takes the days of grace and works on.
    vendor = Cabinet(person(), server, "vendor@example.kz")
    vendor.page.click(".strip summary")
    vendor.page.click(".strip button[value=week]")
    vendor.page.wait_for_selector(".told")
    owner = Cabinet(person(), server, "testends@example.kz")
    assert owner.page.locator(".notice").count() >= 1
    owner.go("/my-subscriptions")
    owner.page.click("text=Взять дни отсрочки")
    owner.page.wait_for_selector(".told")
    assert "Доступ" in owner.text(".facts-line") or "до" in owner.text(".facts-line")
    assert owner.page.locator("text=Взять дни отсрочки").count() == 0
