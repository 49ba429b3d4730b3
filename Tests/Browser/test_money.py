"""Money, as people move it: a bill with its letter, a bank's file, the posted subscription; a contract and another legal entity."""

import datetime
import re

import pytest
from conftest import demo_server, postgres_schema, sign_in


@pytest.fixture(params=["sqlite", "postgres"])
def demo(request, tmp_path, mailbox):
    postgres = postgres_schema("money") if request.param == "postgres" else None
    server = demo_server(str(tmp_path / "data"), mailbox=mailbox, postgres=postgres)
    yield server
    server.stop()


def text(page, selector):
    """What a person reads there; a no-break space is a space."""
    return page.inner_text(selector).replace("\u00a0", " ")


def tenge(shown):
    """«10 000,00» as a number."""
    return int(shown.split(",")[0].replace(" ", ""))


def statement(today, *payments):
    """A file of a bank, in the encoding in which banks write it."""
    sections = "".join(
        "СекцияДокумент=Платежное поручение\r\n"
        f"Номер={number}\r\nДата={today}\r\nСумма={total}\r\nПлательщикНаименование={payer}\r\n"
        f"ПлательщикБИН_ИИН={bin}\r\nПолучательИИК=KZ86125KZT5004100100\r\nНазначениеПлатежа={purpose}\r\n"
        "КонецДокумента\r\n"
        for number, total, payer, bin, purpose in payments)
    return ("1CClientBankExchange\r\nКодировка=Windows\r\n" + sections + "КонецФайла\r\n").encode("cp1251", "replace")


def upload(page, name, content):
    page.set_input_files("#file", {"name": name, "mimeType": "text/plain", "buffer": content})
    page.click("text=Загрузить")


def test_a_bill_is_paid_by_a_banks_file_and_posts_its_subscriptions(demo, mailbox, person):
    """H-14, M-01, PRO-26, BEY-53."""
    page = person()
    sign_in(page, demo, "partner@example.kz")

    # From the client's card: a year, with an extra session.
    page.goto(demo.address + "/subscribers?q=Құлан")
    page.click("tbody td.first a")
    page.click("main details.more summary")
    page.click("text=Выставить счёт")
    page.select_option("#tariff", "ext")
    page.select_option("#months", "12")
    page.fill("#quantity-x-session", "1")
    page.click("text=Посчитать")
    lines = [text(page, f"aside tbody tr:nth-child({place}) td.num:last-child") for place in (1, 2)]
    total = text(page, "aside tfoot td.num")
    assert tenge(total) == tenge(lines[0]) + tenge(lines[1]) > 110_000
    page.click(".commands button.main")
    assert "Счёт создан" in page.inner_text(".told")
    bill = page.url.split("?")[0]
    number = re.search(r"№ (\d+)", page.inner_text("h1"))[1]
    payer = re.search(r"(ТОО .+?), БИН/ИИН (\d{12})", page.inner_text("dl.facts-list"))

    # The client's owner has it, with the printed form.
    page.click("text=Отправить клиенту")
    assert "Счёт отправлен" in page.inner_text(".told")
    owner = re.search(r"по: (\S+@\S+)", page.inner_text("main"))[1]
    letter = mailbox.wait(owner, f"№ {number}")
    attachment = next(letter.iter_attachments())
    assert attachment.get_content_type() == "application/pdf"
    assert attachment.get_content().startswith(b"%PDF-")
    link = re.search(r"https?://\S+/my-bills/\d+", letter.get_body(("plain",)).get_content()).group()
    client = person()
    sign_in(client, demo, owner)
    client.goto(link)
    assert total in text(client, "dl.facts-list")
    printed = client.request.get(link + "/form")
    assert printed.status == 200 and printed.body().startswith(b"%PDF-")

    # The bank's file: this bill's money, and somebody's without a number; a broken file takes nothing.
    today = re.search(r"\d\d\.\d\d\.\d{4}", page.inner_text(".strip"))[0]
    page.goto(demo.address + "/bank-payments")
    upload(page, "broken.txt", statement(today, ("1", "много", payer[1], payer[2], "счёт 1")))
    assert "Строка 6" in page.inner_text(".faults")
    file = statement(
        today, ("77", f"{tenge(total)}.00", payer[1], payer[2], f"Оплата по счету № {number}"),
        ("78", "5000.00", "ТОО «Чужие»", "940140000385", "Спасибо"))
    upload(page, "statement.txt", file)
    assert "Новых платежей: 2" in page.inner_text(".told")
    assert "Сопоставлен, ждёт проведения" in page.inner_text("tbody")
    page.click("text=Провести сопоставленные")
    assert "Оплачено счетов: 1" in page.inner_text(".told")

    # Posted, all of it, and linked both ways.
    page.goto(bill)
    assert "Оплачен" in page.inner_text("h1")
    assert page.locator("table a.code").count() == 2
    page.click("table a.code >> nth=0")
    assert f"по счёту № {number}" in page.inner_text("dl")

    # The same file again pays nothing twice.
    page.goto(demo.address + "/bank-payments")
    upload(page, "statement.txt", file)
    assert "Уже загружены раньше: 2" in page.inner_text(".told")
    page.locator("tbody tr", has_text="Чужие").get_by_text("Не по счёту").click()
    assert "отложен" in page.inner_text(".told")
    assert "ТОО «Чужие»" not in page.inner_text("main")

    # The month closes on its first day: a statement with the arithmetic of each line, an invoice with its PDF and XLSX.
    page.goto(demo.address + "/settlement")
    assert "110\u00a0000,00" in page.inner_text("main") or "55\u00a0000,00" in page.inner_text("main")
    page.click(".strip summary")
    first = datetime.datetime.strptime(today, "%d.%m.%Y").date()
    close = (first.replace(day=1) + datetime.timedelta(days=32)).replace(day=2)
    page.fill("#clock-to", close.strftime("%d.%m.%Y"))
    page.click(".strip form:last-of-type button")
    page.wait_for_selector(".told", timeout=60_000)
    page.goto(demo.address + "/invoices")
    page.click("tbody td.first a >> nth=0")
    invoice = page.url
    due = tenge(re.search(r"([\d\u00a0]+,\d\d)\u00a0₸", page.inner_text("main"))[1].replace("\u00a0", " "))
    assert due >= 55_000
    files = {link.get_attribute("href") for link in page.locator("main a[href^='/invoices/']").all()}
    page.goto(demo.address + "/settlement")
    page.click("tbody td.first a[href^='/settlement/'] >> nth=0")
    assert "110\u00a0000,00" in page.inner_text("main"), "the arithmetic of a line"
    files |= {link.get_attribute("href") for link in page.locator("main .commands a").all()}
    files = {file for file in files if re.search(r"pdf|xlsx|csv", file)}
    kinds = {page.request.get(demo.address + file).headers["content-type"].split(";")[0] for file in files}
    assert {"application/pdf", "text/csv"} <= kinds and any("spreadsheet" in kind for kind in kinds), (files, kinds)

    # The distributor records what was paid; then nothing is owed.
    distributor = person()
    sign_in(distributor, demo, "distributor@example.kz")
    distributor.goto(demo.address + "/payments?lang=ru")
    choice = distributor.locator("#debtor option", has_text="Көктем")
    owed = re.search(r"— ([\d\s]+),(\d\d)", choice.inner_text().replace("\u00a0", " "))
    distributor.select_option("#debtor", choice.get_attribute("value"))
    distributor.fill("#sum", f"{owed[1].replace(' ', '')}.{owed[2]}")
    distributor.fill("#paid_on", close.strftime("%d.%m.%Y"))
    distributor.fill("#document", "ПП-1024")
    distributor.click("form.boxed button")
    assert "Оплата записана" in distributor.inner_text(".told")
    page.goto(demo.address + "/settlement")
    figures = text(page, ".figures")
    assert re.search(r"Выставлено, не оплачено\s*0,00|(?<![\d ])0,00 ₸\s*Выставлено", figures), figures

    demo.stop()
    assert demo.run("verify").stdout.strip() == "All is well."


def test_a_client_becomes_another_legal_entity(demo, person):
    """Q-01 … Q-04: the contract, the agreement, the acts, the vendor's check; what the client has stays."""
    page = person()
    sign_in(page, demo, "partner@example.kz")
    page.goto(demo.address + "/subscribers?q=Наурыз")
    page.click("tbody td.first a")
    card = page.url
    before = text(page, ".facts-line")
    page.click("main details.more summary")
    page.click("details.more >> text=Договоры")
    assert "Лицензионный договор № 1" in page.inner_text("table")

    page.click("summary >> text=Сменить юрлицо")
    page.fill("#organisation", "ТОО «Наурыз Жаңа»")
    page.fill("#bin", "123456789012")
    page.fill("#reason", "Реорганизация")
    page.click("main details form button")
    assert "контрольная цифра" in page.inner_text(".faults")
    assert page.input_value("#organisation") == "ТОО «Наурыз Жаңа»"
    page.fill("#bin", "961141000023")
    page.click("main details form button")
    assert "Юрлицо сменено" in page.inner_text(".told")
    documents = page.inner_text("main")
    assert "Акт приёма-передачи информационной базы № 1" in documents
    assert "ТОО «Наурыз Трейд»" in documents and "ТОО «Наурыз Жаңа»" in documents
    printed = page.request.get(demo.address + page.locator("a:text('PDF')").first.get_attribute("href"))
    assert printed.body().startswith(b"%PDF-")
    page.goto(card)
    assert text(page, ".facts-line") == before

    vendor = person()
    sign_in(vendor, demo, "vendor@example.kz")
    vendor.goto(demo.address + "/entity-checks")
    assert "ТОО «Наурыз Жаңа»" in vendor.inner_text("main")
    vendor.click("button[value=yes]")
    assert "Проверять нечего" in vendor.inner_text("main")
    page.goto(card + "/contracts")
    assert "Верно" in page.inner_text("main")
