"""What a new town is set up with on the command line, and the address that the command prints."""

import re

import pytest

ADMIN = "admin@team.invalid"
TOWN = [
    "--name", "Lutterstadt am Elm", "--short-name", "Lutterstadt", "--state", "Niedersachsen",
    "--admin-email", ADMIN, "--admin-name", "Erste im Team",
]  # fmt: skip
LAW = [
    "--address", "Markt 3", "--contact-email", "haus@team.invalid", "--body", "Stadt Lutterstadt",
    "--represented-by", "Die Bürgermeisterin", "--postal-address", "Markt 1, 38000 Lutterstadt",
    "--privacy-contact", "datenschutz@stadt.invalid", "--checked-on", "2026-11-01",
]  # fmt: skip
Said = pytest.CaptureFixture[str]


def address_in(said: str) -> str:
    """The path of the one-time sign-in that a command has printed."""
    [path] = re.findall(r"^http://[^/]+(/anmelden/einmal/\S+)$", said, re.MULTILINE)
    return str(path)
