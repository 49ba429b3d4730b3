"""The pictures of README.md, taken from a demo installation. Run by bin/screenshots."""

import datetime
import pathlib
import sys
import tempfile

from conftest import CHROMIUM, demo_server, sign_in
from playwright.sync_api import sync_playwright

MOST_BYTES = 150_000


def renewal(page):
    """The form «Подписка» for a client whose paid tariff ends soon: a year of the greater one, from the day after."""
    page.goto(page.url.rstrip("/") + "/subscribers?show=ending")
    row = page.locator("tbody tr", has_text="ТОО").first
    number = row.locator("td.first a").get_attribute("href").rsplit("/", 1)[1]
    end = datetime.datetime.strptime(row.locator("td.date").inner_text().split()[0], "%d.%m.%Y")
    start = (end + datetime.timedelta(days=1)).strftime("%d.%m.%Y")
    return f"/subscriptions/new?subscriber={number}&tariff=ext&months=12&start={start}"


# Name, who looks, in which language and theme, at what width and height, at which page.
PICTURES = [
    ("partner-home", "partner@example.kz", "ru", "light", (1440, 760), "/"),
    ("subscription", "partner@example.kz", "ru", "light", (1440, 620), renewal),
    ("infobases-phone", "client@example.kz", "kk", "dark", (360, 760), "/infobases"),
    ("catalogue", "vendor@example.kz", "en", "dark", (1440, 640), "/catalogue"),
]


def take(browser, server, folder, name, login, language, theme, size, where):
    context = browser.new_context(
        locale=language, color_scheme=theme, viewport={"width": size[0], "height": size[1]})
    page = context.new_page()
    sign_in(page, server, login)
    path = where(page) if callable(where) else where
    # The choice of a language is a cookie: it is made first, then the page is opened.
    page.goto(f"{server.address}/?lang={language}")
    page.goto(server.address + path)
    page.wait_for_load_state("networkidle")
    file = folder / f"{name}.png"
    page.screenshot(path=str(file))
    context.close()
    assert file.stat().st_size <= MOST_BYTES, f"{file} has {file.stat().st_size} bytes"
    print(f"{file}: {file.stat().st_size} bytes")


def main(folder):
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as place, sync_playwright() as playwright:
        server = demo_server(str(pathlib.Path(place) / "data"))
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        try:
            for picture in PICTURES:
                take(browser, server, folder, *picture)
        finally:
            browser.close()
            server.stop()


main(pathlib.Path(sys.argv[1]))
