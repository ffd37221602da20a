"""The page in a real Chromium, offline: a reader opens it, follows a mark to its note and comes back."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from entrepot.briefs import render
from odd_dossiers import hostile, long
from sample_dossier import sample

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
QUIET = [
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(
        CHROMIUM is None, reason="no Chromium on the PATH; install one to run the browser tests"
    ),
]


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("pages")
    dossiers = {"en": sample(), "fr": sample("fr"), "hostile": hostile(), "long": long()}
    pages = {name: folder / f"{name}.html" for name in dossiers}
    for name, dossier in dossiers.items():
        pages[name].write_bytes(render(dossier, "html"))
    return pages


def _open(browser: Any, path: Path, **options: Any) -> tuple[Any, list[str]]:
    """The page without network, and what it complained about or asked for."""
    context = browser.new_context(offline=True, **options)
    page, trouble = context.new_page(), []
    page.on("console", lambda message: trouble.append(f"console: {message.text}"))
    page.on("pageerror", lambda error: trouble.append(f"error: {error}"))
    page.on("dialog", lambda dialog: (trouble.append(f"dialog: {dialog.message}"), dialog.dismiss()))
    page.on("request", lambda request: trouble.append(request.url) if request.url != path.as_uri() else None)
    page.goto(path.as_uri())
    return page, trouble


@pytest.mark.parametrize("name", ["en", "fr", "hostile", "long"])
def test_it_opens_offline_without_a_complaint(browser: Any, files: dict[str, Path], name: str) -> None:
    page, trouble = _open(browser, files[name])
    assert page.locator("h1").count() == 1
    assert trouble == []


@pytest.mark.parametrize("name", ["en", "fr", "hostile", "long"])
@pytest.mark.parametrize("width", [320, 390, 800, 1280])
def test_it_never_scrolls_sideways(browser: Any, files: dict[str, Path], name: str, width: int) -> None:
    page, _ = _open(browser, files[name], viewport={"width": width, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_from_a_mark_to_its_note_and_back(browser: Any, files: dict[str, Path], script: bool) -> None:
    page, _ = _open(browser, files["en"], java_script_enabled=script)
    mark = page.locator("caption .marks a").first
    number = mark.inner_text()
    mark.click()
    note = page.locator(f"#note-{number}")
    assert page.url.endswith(f"#note-{number}")
    _in_view(page, note)
    note.locator(".back a").first.click()
    assert page.url.endswith(f"#mark-{number}-1")
    _in_view(page, page.locator(f"#mark-{number}-1"))


def _in_view(page: Any, target: Any) -> None:
    # The page scrolls smoothly; wait for it to come to rest.
    for _ in range(40):
        box = target.bounding_box()
        if box and 0 <= box["y"] < page.viewport_size["height"]:
            return
        page.wait_for_timeout(100)
    pytest.fail(f"not in view: {target}")


def test_a_mark_shows_its_note_where_it_stands(browser: Any, files: dict[str, Path]) -> None:
    page, _ = _open(browser, files["en"])
    page.locator("#mark-1-1").hover()
    assert "Sample note 1:" in page.locator(".preview").inner_text()
    page.keyboard.press("Escape")
    assert page.locator(".preview").count() == 0


def test_the_keyboard_reaches_the_text_first(browser: Any, files: dict[str, Path]) -> None:
    page, _ = _open(browser, files["en"])
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.url.endswith("#text")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_stands_out_from_its_paper(browser: Any, files: dict[str, Path], scheme: str) -> None:
    page, _ = _open(browser, files["en"], color_scheme=scheme)
    faint = page.evaluate(_CONTRASTS)
    assert faint == []


# The contrast of WCAG 2.2 (4.5 to 1) of every element that holds text, against the nearest background.
_CONTRASTS = """() => {
  const parse = (c) => c.match(/[\\d.]+/g).map(Number);
  const light = ([r, g, b]) => [r, g, b].map((v) => v / 255)
    .map((v) => v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
    .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
  const behind = (e) => {
    for (; e; e = e.parentElement) {
      const c = parse(getComputedStyle(e).backgroundColor);
      if (c.length === 3 || c[3] > 0) return c;
    }
    return [255, 255, 255];
  };
  const faint = [];
  for (const e of document.querySelectorAll("body *")) {
    const own = [...e.childNodes].some((n) => n.nodeType === 3 && n.data.trim());
    const style = getComputedStyle(e);
    if (!own || !e.getClientRects().length || style.opacity === "0") continue;
    const colour = e instanceof SVGElement ? style.fill : style.color;
    const [a, b] = [light(parse(colour)), light(behind(e))].sort((x, y) => y - x);
    if ((a + 0.05) / (b + 0.05) >= 4.5) continue;
    faint.push(`${e.tagName}.${e.className}: ${e.textContent.slice(0, 8)}`);
  }
  return faint;
}"""


def test_it_prints_whole_on_a4(browser: Any, files: dict[str, Path]) -> None:
    page, _ = _open(browser, files["en"])
    printed = PdfReader(BytesIO(page.pdf(prefer_css_page_size=True)))
    assert [round(float(side)) for side in printed.pages[0].mediabox[2:]] in (
        [595, 842],
        [594, 841],
        [595, 841],
    )
    text = " ".join(page.extract_text() for page in printed.pages)
    assert "Sample note 40" in text.replace("\n", " ")
    assert "Figures of this chart" not in text
