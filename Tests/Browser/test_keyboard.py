"""From the sign-in to a posted subscription without a mouse: Tab, Enter, arrows, hotkeys; the focus is always to be seen."""

import pytest
from conftest import DEMO_PASSWORD, demo_server, sign_in


# What has the focus: its words, and what is wrong with how it is shown.
FOCUSED = """() => {
  const e = document.activeElement;
  if (!e || e === document.body) return { text: '', id: '', tag: '', fault: '' };
  const box = e.getBoundingClientRect(), style = getComputedStyle(e);
  const words = (e.labels?.[0]?.innerText || e.getAttribute('aria-label') || e.innerText || e.value || '').trim();
  const faults = [];
  if (e.tagName !== 'MAIN' && !e.matches(':focus-visible')) faults.push('is not :focus-visible');
  const ring = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
  if (e.tagName !== 'MAIN' && !ring) faults.push('has no ring');
  if (box.width < 1 || box.height < 1) faults.push('has no size');
  if (box.bottom < 0 || box.top > innerHeight) faults.push('is outside of the window');
  const bar = document.querySelector('header.bar');
  if (bar && !bar.contains(e) && !e.matches('.skip') && box.top < bar.getBoundingClientRect().bottom - 1 && box.height < 200)
    faults.push('is under the bar');
  return { text: words, id: e.id, tag: e.tagName, fault: faults.join(', ') };
}"""


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    server = demo_server(str(tmp_path_factory.mktemp("keyboard") / "data"))
    yield server
    server.stop()


class Hands:
    """A person who has only a keyboard, and looks where the focus is."""

    def __init__(self, page):
        self.page = page

    def press(self, key):
        self.page.keyboard.press(key)

    def type(self, text):
        self.page.keyboard.type(text)

    def look(self):
        seen = self.page.evaluate(FOCUSED)
        assert not seen["fault"], f"{seen['tag']} «{seen['text'][:60]}» on {self.page.url} {seen['fault']}"
        return seen

    def tab_to(self, found, most=80):
        """Goes on with Tab until the focus is where it should be; every stop on the way is looked at."""
        for _ in range(most):
            seen = self.look()
            if found(seen):
                return seen
            self.press("Tab")
        raise AssertionError(f"Tab does not lead there on {self.page.url}")


def test_a_subscription_is_sold_without_a_mouse(demo, person):
    """B-17: and every stop of Tab is visible."""
    page = person()
    hands = Hands(page)
    page.goto(demo.address + "/")

    # The sign-in begins in its first field.
    assert hands.look()["id"] == "login"
    hands.type("partner@example.kz")
    hands.tab_to(lambda seen: seen["id"] == "password")
    hands.type(DEMO_PASSWORD)
    hands.press("Enter")
    page.wait_for_selector("header.bar")

    # The first Tab skips the frame.
    hands.press("Tab")
    assert hands.look()["text"] == "К содержанию"
    hands.press("Enter")
    hands.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")

    # A client whose subscription is over is found by its name, and its card opened with Enter.
    hands.press("Alt+F")
    hands.look()
    hands.type("Құлан")
    hands.press("Enter")
    page.wait_for_url("**/subscribers?q=*")
    hands.tab_to(lambda seen: "Құлан" in seen["text"] and seen["tag"] == "A")
    hands.press("Enter")
    page.wait_for_selector("#card")
    assert "Құлан" in page.inner_text("h1")

    # The tabs go by arrows.
    hands.tab_to(lambda seen: seen["text"] == "Контактная информация")
    for words in ["Сведения", "Обслуживающие организации", "Предоставляемые взаимоотношения", "Данные регистрации"]:
        hands.press("ArrowRight")
        assert hands.look()["text"] == words
    assert "Из письма" in page.inner_text("#registration")
    # «Ещё» opens and closes.
    page.reload()
    hands.tab_to(lambda seen: seen["text"] == "Ещё")
    hands.press("Enter")
    hands.press("Tab")
    assert hands.look()["text"] == "Записать"
    hands.press("Escape")
    assert hands.look()["text"] == "Ещё"

    # Ins: a new subscription for it.
    hands.press("Insert")
    page.wait_for_url("**/subscriptions/new?subscriber=*")
    hands.tab_to(lambda seen: seen["id"] == "tariff")
    hands.type("ITSaaS Базовый")
    page.wait_for_selector("#months option[value='3']", state="attached")
    hands.tab_to(lambda seen: seen["id"] == "months")
    hands.type("3")
    page.wait_for_selector("#quote >> text=Сумма")
    hands.tab_to(lambda seen: seen["id"] == "paid")
    hands.press("Space")
    hands.press("Control+Enter")
    page.wait_for_selector(".told")
    assert "Подписка проведена" in page.inner_text(".told")
    assert "Базовый" in page.inner_text("main") and "3 мес" in page.inner_text("main").replace("\u00a0", " ")


@pytest.mark.parametrize("path", ["/", "/subscribers", "/invitations", "/subscriptions", "/card", "/handbook/03-card", "/users"])
def test_every_stop_of_tab_is_to_be_seen(demo, person, path):
    """Through the whole page, on a phone's width with a keyboard too."""
    for width in (1440, 360):
        page = person()
        page.set_viewport_size({"width": width, "height": 700})
        sign_in(page, demo, "partner@example.kz")
        page.goto(demo.address + path)
        hands = Hands(page)
        stops = 0
        for _ in range(70):
            hands.press("Tab")
            if not hands.look()["text"] and page.evaluate("document.activeElement === document.body"):
                break
            stops += 1
        assert stops > 5
        page.close()
