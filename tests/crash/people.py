"""People who hand in ideas as fast as they can, and remember what they were shown."""

import threading
from dataclasses import dataclass, field
from itertools import count

from machbar.foundation.media.tests.builders import photo
from tests.crash.server import Browser

SETUP = ["--name", "Lutterstadt am Elm", "--short-name", "Lutterstadt"]
SETUP += ["--state", "Niedersachsen", "--admin-email", "a@team.invalid", "--admin-name", "Admin"]
SETUP += ["--open", "--address", "Markt 3", "--contact-email", "haus@team.invalid"]
SETUP += ["--represented-by", "Amt", "--privacy-contact", "niemand", "--checked-on", "2026-11-01"]
PHOTO = photo(160, 120)


@dataclass(kw_only=True)
class Person:
    """Somebody handing in one idea after the other, and what they saw."""

    name: str
    port: int
    receipts: dict[str, str] = field(default_factory=dict)
    unanswered: tuple[dict[str, str], Browser] | None = None
    turns: "count[int]" = field(default_factory=count)
    surprises: list[str] = field(default_factory=list)

    def hand_in(self, stop: threading.Event, numbers: "count[int]") -> None:
        """Until the server is gone."""
        browser = Browser(self.port)
        while not stop.is_set():
            try:
                self.hand_in_one(f"Idee {next(numbers)} von {self.name}", browser)
            except OSError:
                return

    def hand_in_one(self, text: str, browser: Browser | None = None) -> None:
        """Open the form and send it, unless the server has no page just now."""
        browser = browser or Browser(self.port)
        status, _location, page = browser.get("/ideen/neu/")
        if status != 200:
            return  # more people than the server lets wait
        form = {**browser.hidden_fields(page), "text": text}
        if next(self.turns) % 3 == 0:
            form |= {"photo_credit": "Wir", "photo_consent": "on"}
        self.unanswered = (form, browser)
        self.send()

    def send(self) -> None:
        """Send the form; an answer is kept, without one it may be sent again."""
        assert self.unanswered is not None
        form, browser = self.unanswered
        # Every third idea comes with a photo: its row and its files must hold together as well (I5).
        photo = {"photo": PHOTO} if "photo_credit" in form else None
        status, location, _page = browser.post("/ideen/neu/", form, photo)
        if status == 302 and location.startswith("/beleg/"):
            self.receipts[form["text"]] = location
            self.unanswered = None
        elif status != 503:
            self.surprises.append(f"{status} {location}")
