"""Looks at one page the way a strict visitor would, and says in plain lines what is wrong with it.

What is asked of every page: no barrier that axe knows (in the first state of a template at both layouts, in the others
where they show something that no page before had), no sideways scrolling (neither of the page nor of anything in it),
one h1 and no level left out, a title, the language, no script and no style that the content policy would stop (linked
data is no script, and what a script sets on a map is none), unique ids, links within the page that lead somewhere, no
error of a field that nobody sees, buttons that belong to a form (or to a part that stays hidden until its script is
there), and German words and dates.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

from babel.messages.pofile import read_po
from playwright.sync_api import Page

from tests.journeys.conftest import barriers, too_wide

SOURCE = Path(__file__).resolve().parents[2] / "src" / "machbar"
ISO_DATE = re.compile(r"(?<![\w-])\d{4}-\d{2}(?!\d)")
WIDTHS = (320, 390, 1280)
LOOK = """origin => {
  const all = what => [...document.querySelectorAll(what)];
  const name = each => `${each.tagName.toLowerCase()} "${each.textContent.trim().slice(0, 40)}"`;
  const wrong = [];
  const say = (rule, each) => wrong.push(`${rule}: ${name(each)}`);
  if (document.documentElement.lang !== "de") wrong.push("the language is not German");
  if (!document.title.trim()) wrong.push("no title");
  if (all("h1").length !== 1) wrong.push(`${all("h1").length} h1`);
  let last = 0;
  for (const each of all("h1, h2, h3, h4, h5, h6")) {
    const level = Number(each.tagName[1]);
    if (level > last + 1) say(`h${level} after h${last}`, each);
    if (!each.textContent.trim()) say("empty heading", each);
    last = level;
  }
  const run = "script:not([src]):not([type='application/ld+json'])";
  for (const each of all(`${run}, style, [style], [onclick], [onchange], [onsubmit]`)) {
    if (!each.closest("svg, [data-map]")) say("inline script or style", each);
  }
  const ids = new Set();
  for (const each of all("[id]")) {
    if (ids.has(each.id)) say(`id ${each.id} twice`, each);
    ids.add(each.id);
  }
  for (const each of all("a[href^='#']")) {
    const isThere = ids.has(decodeURIComponent(each.hash.slice(1)));
    if (!isThere && !each.closest("[data-map]")) say(`${each.hash} leads nowhere`, each);
  }
  for (const each of all("a:not([href])")) say("link without address", each);
  for (const each of all("button, input[type=submit]")) {
    if (!each.form && !each.closest("[data-copy], [data-keys], [data-print]")) say("button without a form", each);
  }
  for (const each of all("[data-hidden]")) {
    const isSaidByAButton = document.querySelector(`button[name="${each.dataset.hidden}"]`);
    if (!isSaidByAButton) say(`error of ${each.dataset.hidden}, a field that nobody sees`, each);
  }
  const leaf = node => node.nodeType === Node.TEXT_NODE && node.textContent.trim();
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const texts = [document.title];
  while (walker.nextNode()) {
    if (leaf(walker.currentNode)) texts.push(walker.currentNode.textContent.trim().replace(/\\s+/g, " "));
  }
  for (const each of all("[aria-label]")) texts.push(each.getAttribute("aria-label"));
  const within = address => { const url = new URL(address, document.baseURI); url.hash = ""; return url; };
  const links = all("a[href]:not([href^='#']), link[href], img[src], use[href]")
    .map(each => within(each.getAttribute("href") || each.getAttribute("src")))
    .filter(url => url.origin === origin).map(url => url.href.slice(origin.length));
  const strangers = all("a[href]").map(each => each.href)
    .filter(href => !href.startsWith(origin) && !/^(https?:|mailto:|tel:|otpauth:\\/\\/totp\\/)/.test(href));
  for (const each of strangers) wrong.push(`odd address ${each}`);
  const forms = all("form").map(form => ({
    action: within(form.getAttribute("action") || "").pathname,
    posts: form.method === "post",
    asks: [...form.elements].some(each => each.matches(
      "textarea, input:not([type=hidden], [type=submit], [type=checkbox], [type=radio])")),
  }));
  return {title: document.title, wrong, texts, links, forms};
}"""
SCROLLERS = """() => [...document.querySelectorAll("main *")]
  .filter(each => each.scrollWidth > each.clientWidth + 1 && each.clientWidth > 1
    && ["auto", "scroll"].includes(getComputedStyle(each).overflowX)
    && !each.matches("input, textarea, select"))
  .map(each => `${each.tagName.toLowerCase()}.${each.className} ${each.scrollWidth} px in ${each.clientWidth}`)"""


KINDS = """() => {
  const name = each => [each.tagName.toLowerCase(), ...[...each.classList].sort()].join(".");
  const kind = each => [
    name(each), ...each.getAttributeNames().sort(), each.getAttribute("type"), each.getAttribute("role"),
    each.textContent.trim() || each.children.length ? "" : "empty",
  ].join(" ");
  return [...new Set([...document.body.querySelectorAll("*")]
    .map(each => `${kind(each)} in ${name(each.parentElement)}`))];
}"""


@dataclass(frozen=True, kw_only=True)
class Form:
    """A form on a page: where it goes, whether by POST, and whether somebody types something into it."""

    action: str
    posts: bool
    asks: bool


@dataclass(frozen=True, kw_only=True)
class View:
    """What was seen on a page."""

    title: str
    wrong: list[str]
    links: set[str] = field(default_factory=set)
    forms: set[Form] = field(default_factory=set)


def inspect(page: Page, origin: str, *, known: set[str], is_first: bool = True) -> View:
    """Look at the page that is open, at all widths; it stays 390 px wide afterwards.

    axe looks at the first state of a template (``is_first``) in the layouts of a desk and of a phone, and at another
    one where it shows a kind of element that is not among those ``known`` from the pages before; they are added.
    """
    wrong = [f"wide: {each}" for each in too_wide(page, WIDTHS)]
    kinds = set(page.evaluate(KINDS))
    is_new = is_first or not kinds <= known
    known |= kinds
    if is_first:
        wrong += [f"axe at 1280 px: {each}" for each in barriers(page)]
    for width in (320, 390):
        page.set_viewport_size({"width": width, "height": 900})
        wrong += [f"scrolls at {width} px: {each}" for each in page.evaluate(SCROLLERS)]
    if is_new:
        wrong += [f"axe at 390 px: {each}" for each in barriers(page)]
    seen = page.evaluate(LOOK, origin)
    wrong += [*seen["wrong"], *_odd_words(seen["texts"])]
    return View(
        title=seen["title"],
        wrong=wrong,
        links=set(seen["links"]),
        forms={Form(**form) for form in seen["forms"]},
    )


def dead_links(page: Page, links: set[str]) -> list[str]:
    """Which of these addresses of our own do not answer; files that lie there are not asked twice."""
    found = []
    for link in sorted(links):
        answer = page.context.request.get(link, max_redirects=5, timeout=30_000)
        if answer.status >= 400:
            found.append(f"{urlsplit(link).path} answers {answer.status}")
        answer.dispose()
    return found


def _odd_words(texts: list[str]) -> Iterator[str]:
    """English texts that have a German one, dates as machines write them, and what no reader should see."""
    for text in texts:
        if text in _english():
            yield f"not translated: {text}"
        if ISO_DATE.search(text):
            yield f"date: {text[:60]}"
        if any(sign in text for sign in ("{{", "{%", "%(", "None", "&amp;", "&lt;")):
            yield f"raw: {text[:60]}"


@cache
def _english() -> frozenset[str]:
    """Every text of the product in the words of the code, where the German one differs."""
    found: set[str] = set()
    for file in SOURCE.rglob("locale/de/LC_MESSAGES/django.po"):
        with file.open("rb") as stream:
            for message in read_po(stream, locale="de"):
                german = _words(message.string)
                found |= {text for text in _words(message.id) if " " in text} - german
    return frozenset(found)


def _words(texts: str | Sequence[str] | None) -> set[str]:
    return {texts} if isinstance(texts, str) else set(texts or ())
