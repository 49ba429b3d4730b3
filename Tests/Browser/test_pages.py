"""Every page as a person sees it: accessible, unbroken on a phone, in three languages, light and dark.

With BALGYN_SCREENSHOTS=FOLDER each is also kept as a picture.
"""

import csv
import os
import pathlib
import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from conftest import demo_server, sign_in

PICTURES = os.environ.get("BALGYN_SCREENSHOTS")

# Who looks at which page. A path in angle brackets is found on the page before it: the first link that begins so.
PAGES = {
    None: ["/sign-in", "/forgot", "/nowhere", "/api", "/handbook", "/handbook/03-card"],
    "partner@example.kz": [
        "/", "/subscribers", "/subscribers?show=ending", "</subscribers/", "/subscribers/{subscriber}/subscriptions", "/subscribers/{subscriber}/diagram",
        "/subscribers/{subscriber}/users", "/subscribers/{subscriber}/history", "/card/history", "/invitations", "/subscriptions",
        "</subscriptions/0", "/subscriptions/new", "/subscriptions/new?subscriber={subscriber}&tariff=ext&months=12",
        "/tariffs", "/tariffs/ext", "/users", "/card", "/tokens", "/profile", "/infobases", "/my-subscriptions",
        "/sessions", "/rights", "/access", "/handbook", "/handbook/17-glossary", "/handbook/15-operation",
        "/handbook?q=подписка", "/handbook?q=ничего-такого",
        "/subscribers/{Дүкен Достық}", "/subscribers/{Дүкен Достық}/tariffs", "/subscribers/{Дүкен Достық}/diagram",
        "/subscribers/{Бәйтерек Құрылыс}/tariffs", "/subscribers/{Бәйтерек Құрылыс}/diagram",
        "/subscribers/{Алтай Сервис}", "/subscribers/{Тұмар Текстиль}/subscriptions", "/diagram", "/renewals", "/renewals?days=90&months=12",
        "/bills", "/bills?show=sent", "</bills/0", "/bills/new", "/bills/new?subscriber={Наурыз Трейд}", "/bank-payments",
        "/bank-payments?show=all", "/payee", "/contract-template", "/contracts/1", "/subscribers/{Наурыз Трейд}/contracts",
        "/settlement", "</settlement/0", "/invoices", "</invoices/0", "/reconciliation", "/refunds",
        "/corrections", "/prices", "/prices/ext", "/subscriptions?tariff=ext", "/subscriptions?show=cancelled",
        # A posted one of each kind: with extensions, by contract, of a cash register, the one to correct.
        "/subscriptions/[Наурыз Трейд, ext]", "/subscriptions/[Самал Фарм, its-prof]",
        "/subscriptions/[Дүкен Достық, k-std]", "/subscriptions/[Бәйтерек Құрылыс, basic]",
        "/subscriptions/[Тұмар Текстиль, x-base]", "/subscriptions/[Ақжол Транс, basic]",
        # The form of each kind.
        "/subscriptions/new?subscriber={Алтай Сервис}&tariff=basic&months=6",
        "/subscriptions/new?subscriber={Алтай Сервис}&tariff=ext-month&months=6",
        "/subscriptions/new?subscriber={Алтай Сервис}&tariff=up-ext",
        "/subscriptions/new?subscriber={Самал Фарм}&tariff=its-prof",
        "/subscriptions/new?subscriber={Дүкен Достық}&tariff=k-reg&quantity=2",
        "/subscriptions/new?subscriber={Наурыз Трейд}&tariff=basic&months=12",
    ],
    "sairan@example.kz": ["/", "/prices", "/subscriptions/[Орда Медиа, ext-month]", "/subscribers/{Орда Медиа}/diagram"],
    "client@example.kz": [
        "/", "/infobases", "</infobases/", "/my-subscriptions", "/my-subscriptions?all=1", "/sessions", "/rights",
        "/access", "/card", "/users", "/tariffs", "/my-bills", "</my-bills/0", "/my-contracts", "</my-contracts/0",
    ],
    # The banner of ending access; the grace days; a temporary extra; the offer of grace.
    "ending@example.kz": ["/", "/my-subscriptions"],
    "grace@example.kz": ["/", "/my-subscriptions"],
    "grown@example.kz": ["/my-subscriptions"],
    "limit@example.kz": ["/my-subscriptions"],
    "vendor@example.kz": [
        "/", "/partners", "</partners/", "/partners/new", "/distributors", "/subscribers", "/subscriptions", "/catalogue", "/letters",
        "</letters/", "/audit", "/users",
        "/settlement", "</settlement/0", "/settlement/audit", "/invoices", "</invoices/0", "/payments", "/refunds",
        "/corrections", "/entity-checks", "/diagram", "/renewals", "/subscriptions/[Наурыз Трейд, x-session]",
        "/subscriptions/[Тұмар Текстиль, basic]",
    ],
    "distributor@example.kz": [
        "/", "/settlement", "/invoices", "</invoices/0", "/payments","/card", "/users", "/tariffs"],
    "kassa@example.kz": ["/", "</infobases/", "/profile"],
}


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    server = demo_server(str(tmp_path_factory.mktemp("demo") / "data"))
    yield server
    server.stop()


def number(page, server, listed, name):
    """The number of the subscriber of that name, or of its last subscription in the list."""
    if "." not in listed:
        listed += ".csv"
    text = page.request.get(f"{server.address}/{listed}").text()
    rows = list(csv.reader(text.lstrip("\ufeff").splitlines(), delimiter=";"))
    found = [row[0] for row in rows if row[1] == name]
    assert found, f"no «{name}» in {listed}"
    return str(int(found[0]))


def pages(page, server, paths):
    """Opens each page in turn."""
    subscriber = "4"
    for path in paths:
        if path.startswith("<"):
            prefix = path[1:]
            links = page.eval_on_selector_all("td a", "links => links.map(a => a.getAttribute('href'))")
            stem = prefix.rstrip("0")
            found = [link for link in links if link.startswith(stem) and link[len(stem):].isdigit()]
            assert found, f"no link {prefix}… on {page.url}"
            path = found[0]
            if stem == "/subscribers/":
                subscriber = found[0][len(stem):]
        path = path.replace("{subscriber}", subscriber)
        path = re.sub(r"\{(.+?)\}", lambda found: number(page, server, "subscribers", found[1]), path)
        path = re.sub(
            r"\[(.+?), (.+?)\]", lambda found: number(page, server, f"subscriptions.csv?tariff={found[2]}", found[1]),
            path)
        page.goto(server.address + path)
        yield path


def overflow(page):
    """What is wider than the window, and by how much; nothing if all fits."""
    return page.evaluate(
        """() => {
          const width = document.documentElement.clientWidth;
          const over = document.documentElement.scrollWidth - width;
          if (over <= 0) return '';
          const wide = [...document.querySelectorAll('body *')].filter(e => e.getBoundingClientRect().right > width + 1);
          return `${over} px too wide: ` + wide.slice(0, 4).map(e => e.outerHTML.slice(0, 90)).join(' | ');
        }""")


# A wide and a narrow window, light and dark. Each language takes one of each, so that all four are walked; for pictures
# every language takes all.
VIEWS = [(1440, "light"), (360, "dark"), (360, "light"), (1440, "dark")]
VIEWS_OF = {"ru": VIEWS[:2], "kk": VIEWS[2:], "en": VIEWS[:2]}


@pytest.mark.parametrize("login", PAGES)
@pytest.mark.parametrize("language", ["ru", "kk", "en"])
def test_pages_are_accessible_and_fit_a_phone(demo, person, login, language):
    faults = []
    for width, theme in VIEWS if PICTURES else VIEWS_OF[language]:
        page = person(language, color_scheme=theme)
        page.set_viewport_size({"width": width, "height": 900})
        if login:
            sign_in(page, demo, login)
        page.goto(demo.address + "/?lang=" + language)
        for path in pages(page, demo, PAGES[login]):
            where = f"{path} ({language}, {width} px, {theme})"
            if overflow(page):
                faults.append(f"{where}: {overflow(page)}")
            found = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]})
            faults += [
                f"{where}: {v['id']}: {v['help']}: {v['nodes'][0]['html'][:160]}" for v in found.response["violations"]]
            if PICTURES:
                name = f"{login or 'nobody'}{path}".replace("/", "_").replace("?", "_").replace("&", "_").replace("@", "-")
                folder = pathlib.Path(PICTURES)
                folder.mkdir(parents=True, exist_ok=True)
                page.screenshot(path=str(folder / f"{name}.{language}.{width}.{theme}.png"), full_page=True)
        page.close()
    assert not faults, "\n".join(faults)


def test_the_handbook_is_at_hand_on_every_page(demo, person):
    """B-18, A-26: F1 opens the chapter of the page; the search leads to the place."""
    page = person()
    sign_in(page, demo, "partner@example.kz")
    for path, chapter in [("/subscriptions/new", "Оформить подписку"), ("/users", "Пользователи и роли"), ("/", "Первые шаги")]:
        page.goto(demo.address + path)
        page.keyboard.press("F1")
        page.wait_for_url("**/handbook/**")
        assert chapter in page.inner_text("h1")
    page.fill(".book input[name=q]", "последнего владельца")
    page.keyboard.press("Enter")
    page.wait_for_selector("mark")
    page.click(".hits a >> nth=0")
    page.wait_for_url("**/handbook/07-users#part-*")
    part = page.url.rsplit("#", 1)[1]
    assert page.inner_text(f"#{part}") == "Последний владелец"
