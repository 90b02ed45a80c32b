"""The lights of the machine: settings, secret, folders, disk, clock, address. No database is asked here."""

import os
import shutil
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

import machbar
from machbar.foundation.towns.kept import is_damaged, path_in
from machbar.site.start_checks import obstacles, only_this_machine_reaches_it
from machbar.site.state.lights import Colour, Light

LEAST_SECRET = 50
PLENTY = 2_000_000_000  # bytes
LITTLE = 500_000_000
# A clock before this file was written runs wrong, or its battery is empty.
NOT_BEFORE = datetime(2026, 11, 1, tzinfo=UTC)
NOT_AFTER = datetime(2060, 1, 1, tzinfo=UTC)
MOST_SKEW = 5  # seconds between the clock of the system and that of the file system


def server_lights() -> Iterator[Light]:
    """All of them, in the order in which one would set a server up."""
    yield debug()
    yield hosts()
    yield https()
    yield secret()
    yield from entered()
    yield folders()
    yield disk()
    yield clock()


def debug() -> Light:
    """Error pages of Django show what people typed."""
    title = _("Debugging")
    if settings.DEBUG:
        return Light(
            name="debug",
            title=title,
            colour=Colour.RED,
            sentence=_("Error pages show what people typed."),
            cure=_("Remove MACHBAR_DEBUG and start again."),
        )
    return Light(name="debug", title=title, colour=Colour.GREEN, sentence=_("It is off."))


def hosts() -> Light:
    """The server answers under its public name, and not under every name."""
    title, public = _("Name of the server"), urlsplit(settings.PUBLIC_URL).hostname or ""
    if "*" in settings.ALLOWED_HOSTS:
        return Light(
            name="hosts",
            title=title,
            colour=Colour.RED,
            sentence=_("The server answers under every name: personal links may lead elsewhere."),
            cure=_("Name the hosts in MACHBAR_HOSTS."),
        )
    if only_this_machine_reaches_it():
        return Light(
            name="hosts",
            title=title,
            colour=Colour.YELLOW,
            sentence=_("Only this machine reaches it; links in mails lead nowhere else."),
            cure=_(
                "Say the public address: machbar setup --short-name NAME --public-url https://…"
            ),
        )
    if not _is_allowed(public):
        return Light(
            name="hosts",
            title=title,
            colour=Colour.RED,
            sentence=_("Mails lead to %(host)s, but the server does not answer under it.")
            % {"host": public},
            cure=_("Add the name to MACHBAR_HOSTS."),
        )
    return Light(name="hosts", title=title, colour=Colour.GREEN, sentence=str(public))


def _is_allowed(host: str) -> bool:
    return any(
        host == each or (each.startswith(".") and f".{host}".endswith(each))
        for each in settings.ALLOWED_HOSTS
    )


def https() -> Light:
    """Encrypted, with the header that keeps it so."""
    title = _("Encryption (HTTPS)")
    if settings.HTTPS and settings.SECURE_HSTS_SECONDS:
        return Light(
            name="https",
            title=title,
            colour=Colour.GREEN,
            sentence=_("Cookies travel encrypted only, browsers remember it for a year (HSTS)."),
        )
    return Light(
        name="https",
        title=title,
        colour=Colour.YELLOW if only_this_machine_reaches_it() else Colour.RED,
        sentence=_("Pages and sign-ins travel unencrypted."),
        cure=_("Put a proxy with HTTPS in front, then say the address with https:// in front."),
    )


def secret() -> Light:
    """The signing key is long and nobody else may read it."""
    title, path = _("Signing key"), settings.DATA / "keys" / "secret"
    if len(settings.SECRET_KEY) < LEAST_SECRET:
        return Light(
            name="secret",
            title=title,
            colour=Colour.RED,
            sentence=_("It is shorter than %(n)d characters.") % {"n": LEAST_SECRET},
            cure=_("Remove the file %(path)s; the next start makes a new one.") % {"path": path},
        )
    if path.exists() and path.stat().st_mode & 0o077:
        return Light(
            name="secret",
            title=title,
            colour=Colour.RED,
            sentence=_("Other users of this machine can read %(path)s.") % {"path": path},
            cure=f"chmod 600 {path}",
        )
    return Light(
        name="secret", title=title, colour=Colour.GREEN, sentence=_("Long enough, for us only.")
    )


def entered() -> Iterator[Light]:
    """What was entered on the pages can be read; nothing to say where it can."""
    if is_damaged(settings.DATA):
        yield Light(
            name="entered",
            title=_("What was entered about the server"),
            colour=Colour.RED,
            sentence=_("%(path)s is damaged: mail server, passphrase and address do not count.")
            % {"path": path_in(settings.DATA)},
            cure=_("Fetch the file back from a backup, or remove it and enter everything again."),
        )


def folders() -> Light:
    """What a start would refuse, said while the server runs."""
    title = _("Data directory")
    found = list(obstacles())
    if found:
        return Light(
            name="folders",
            title=title,
            colour=Colour.RED,
            sentence=found[0],
            cure=_("Until then nothing that people write can be kept."),
        )
    open_to_all = next((path for path in _with_people() if path.stat().st_mode & 0o007), None)
    if open_to_all is not None:
        return Light(
            name="folders",
            title=title,
            colour=Colour.YELLOW,
            sentence=_("Other users of this machine can read %(path)s.") % {"path": open_to_all},
            cure=f"chmod -R o-rwx {settings.DATA}",
        )
    return Light(name="folders", title=title, colour=Colour.GREEN, sentence=str(settings.DATA))


def _with_people() -> Iterator[Path]:
    """What holds the words of people, in a folder that lets others pass."""
    if settings.DATA.exists() and settings.DATA.stat().st_mode & 0o001:
        names = ("machbar.sqlite3", "machbar.sqlite3-wal", "media", "backups")
        yield from (path for name in names if (path := settings.DATA / name).exists())


def disk() -> Light:
    """Room for what people write, and for a backup beside it."""
    title, usage = _("Disk"), shutil.disk_usage(_existing(settings.DATA))
    free = usage.free
    words = {"free": filesizeformat(free), "percent": free * 100 // usage.total}
    sentence = _("%(free)s are free (%(percent)d percent).") % words
    colour = Colour.GREEN if free > PLENTY else Colour.YELLOW if free > LITTLE else Colour.RED
    cure = "" if colour is Colour.GREEN else _("Make room: below 200 MB photos are refused.")
    return Light(name="disk", title=title, colour=colour, sentence=sentence, cure=cure)


def _existing(folder: Path) -> Path:
    """The folder itself, or the nearest one above it that is there."""
    return next(each for each in (folder, *folder.parents) if each.exists())


def clock() -> Light:
    """The clock of the system, against the age of the program and that of the file system."""
    title, now = _("Clock"), datetime.now(tz=UTC)
    shown = {"now": f"{now.astimezone():%d.%m.%Y %H:%M}"}
    if not NOT_BEFORE <= now <= NOT_AFTER or abs(_skew()) > MOST_SKEW:
        return Light(
            name="clock",
            title=title,
            colour=Colour.RED,
            sentence=_("It says %(now)s. That cannot be right.") % shown,
            cure=_("Let the system set its clock (timedatectl set-ntp true)."),
        )
    return Light(
        name="clock", title=title, colour=Colour.GREEN, sentence=_("It says %(now)s.") % shown
    )


def _skew() -> float:
    """How many seconds the file system's clock goes ahead of ours; 0 where nothing can be written."""
    probe = settings.DATA / f".clock-{os.getpid()}"
    try:
        probe.touch()
        ahead = probe.stat().st_mtime - time.time()
        probe.unlink()
    except OSError:
        return 0.0
    return ahead


def version() -> str:
    """Which version runs."""
    return machbar.__version__
