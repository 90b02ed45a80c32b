"""Typed reading of the `MACHBAR_*` variables: a bad value stops the start with a sentence that names it.

The sentences come from the catalogue of the command line, for Django's translations wait for the settings.
"""

import os
import time
from argparse import ArgumentTypeError
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

from machbar.foundation.access.issuer.addresses import values_in
from machbar.foundation.keeping.passphrases import SHORTEST
from machbar.foundation.media.address import BucketAddress, bucket_address
from machbar.site.commands.words import gettext, public_url

SQLITE_PRAGMAS = (
    "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA temp_store=MEMORY; PRAGMA cache_size=-16000; "
    "PRAGMA mmap_size=134217728; PRAGMA journal_size_limit=67108864; PRAGMA secure_delete=ON;"
)

ONLY_IN_THE_DEMO = gettext("MACHBAR_DEMO_TODAY works in the demo only (MACHBAR_DEMO=yes).")
OIDC_HINT = gettext(
    "MACHBAR_OIDC_URL must be https://CLIENT:SECRET@HOST/PATH of the issuer, perhaps with ?label=…&strong=…&towns=…; "
    "special characters written as %XX."
)
DATABASE_HINT = gettext(
    "MACHBAR_DATABASE_URL must look like postgresql://USER:PASSWORD@HOST:5432/NAME, or be empty for SQLite; special "
    "characters in the password are written as %XX, a slash as %2F."
)
OLD_KEY_FILE = "secret.old"
# The longest life of anything signed: a known device (foundation/access/new_device.py) lives 180 days.
OLD_KEY_SECONDS = 181 * 24 * 3600
MAP_PICTURES = (".png", ".jpg", ".jpeg", ".webp")
MEDIA_HINT = gettext(
    "MACHBAR_MEDIA_URL must look like https://KEY:SECRET@s3.example.de/BUCKET or …/BUCKET/FOLDER, perhaps followed by "
    "?region=NAME; signs such as / and + in the secret are written as %2F and %2B. http:// is for a store on this "
    "machine only."
)
MAP_HINT = gettext(
    "MACHBAR_MAP must be an address of tiles on this server (/karte/{z}/{x}/{y}.png), or the name of a picture in the "
    "data directory with west, south, east and north in degrees (karte.png 10.79 52.23 10.84 52.27), perhaps followed "
    "by whose map it is."
)


@dataclass(frozen=True, kw_only=True)
class MapBackground:
    """What lies under the points of the map: tiles from our own server, or a picture with its four corners in degrees
    (west, south, east, north); ``credit`` says whose map it is."""

    tiles: str = ""
    picture: Path | None = None
    corners: tuple[float, ...] = ()
    credit: str = ""


def map_background(raw: str, data: Path) -> MapBackground | None:
    """The background that MACHBAR_MAP names; None where it names none. Raises `ImproperlyConfigured`."""
    first, *rest = raw.split() or [""]
    if not first:
        return None
    if first.startswith("/"):
        if first.startswith("//") or not all(part in first for part in ("{z}", "{x}", "{y}")):
            raise ImproperlyConfigured(MAP_HINT)
        return MapBackground(tiles=first, credit=" ".join(rest))
    if Path(first).name != first or not first.lower().endswith(MAP_PICTURES):
        raise ImproperlyConfigured(MAP_HINT)
    corners = _corners(rest[:4])
    return MapBackground(picture=data / first, corners=corners, credit=" ".join(rest[4:]))


def _corners(words: list[str]) -> tuple[float, ...]:
    try:
        west, south, east, north = map(float, words)
    except ValueError as error:
        raise ImproperlyConfigured(MAP_HINT) from error
    if not (-180 <= west < east <= 180 and -90 <= south < north <= 90):
        raise ImproperlyConfigured(MAP_HINT)
    return west, south, east, north


def hosts_for(public_url: str) -> str:
    """The names under which a server answers by itself: this machine, and its public address."""
    public = urlsplit(public_url).hostname or ""
    own = ["localhost", "127.0.0.1", "[::1]"]
    return ",".join([*own, public] if public and public not in own else own)


def public_address(name: str, default: str) -> str:
    """Under which address the server is reached, without a slash at its end; empty where nobody said it."""
    raw = text(name, default)
    try:
        return public_url(raw) if raw else ""
    except ArgumentTypeError as error:
        raise ImproperlyConfigured(f"{name}: {error}") from error


def passphrase(name: str) -> str:
    """The passphrase of the backups, long enough; empty where there is none."""
    raw = text(name, "")
    if raw and len(raw) < SHORTEST:
        raise ImproperlyConfigured(
            gettext("%(name)s must have at least %(least)d characters.")
            % {"name": name, "least": SHORTEST}
        )
    return raw


def text(name: str, default: str) -> str:
    """The variable's text; an empty one counts as not set."""
    return os.environ.get(name) or default


def flag(name: str, *, default: bool) -> bool:
    """`1`, `true`, `yes`, `on` and their opposites; anything else is refused."""
    raw = text(name, "yes" if default else "no").lower()
    if raw in {"1", "true", "yes", "on"}:
        return True
    if raw in {"0", "false", "no", "off"}:
        return False
    raise ImproperlyConfigured(
        gettext("%(name)s must be yes or no, not %(raw)r.") % {"name": name, "raw": raw}
    )


def number(name: str, *, default: int, least: int, most: int) -> int:
    """A whole number between ``least`` and ``most``."""
    raw = text(name, str(default))
    if not raw.isdecimal() or not least <= int(raw) <= most:
        raise ImproperlyConfigured(
            gettext("%(name)s must be a whole number from %(least)d to %(most)d, not %(raw)r.")
            % {"name": name, "least": least, "most": most, "raw": raw}
        )
    return int(raw)


def backup_choices() -> dict[str, str]:
    """What MACHBAR_BACKUP_HOUR and _KEEP say, by the names of the choices; nothing where they say nothing."""
    found = {}
    hour = text("MACHBAR_BACKUP_HOUR", "")
    if hour == "off":
        found["backup_on"] = "no"
    elif hour:
        found["backup_on"] = "yes"
        found["backup_hour"] = str(number("MACHBAR_BACKUP_HOUR", default=3, least=0, most=23))
    if keep := text("MACHBAR_BACKUP_KEEP", ""):
        parts = [part.strip() for part in keep.split(",")]
        if len(parts) != 3 or not all(part.isdecimal() for part in parts) or int(parts[0]) < 1:
            raise ImproperlyConfigured(
                gettext(
                    "MACHBAR_BACKUP_KEEP must be days, weeks and months such as 7,5,12, not %(raw)r."
                )
                % {"raw": keep}
            )
        found["backup_keep"] = ",".join(parts)
    return found


def issuer(raw: str) -> dict[str, str]:
    """What MACHBAR_OIDC_URL says about the issuer of sign-ins, by the names of what may be entered."""
    if not raw:
        return {}
    try:
        return values_in(raw)
    except ValueError as error:
        raise ImproperlyConfigured(OIDC_HINT) from error


def names(name: str, default: str) -> list[str]:
    """A list separated by commas, without blanks and empty entries."""
    return [entry.strip() for entry in text(name, default).split(",") if entry.strip()]


def day(name: str) -> date | None:
    """A date as YYYY-MM-DD, or None where the variable is not set."""
    raw = text(name, "")
    if not raw:
        return None
    try:
        return date.fromisoformat(raw)
    except ValueError as error:
        raise ImproperlyConfigured(
            gettext("%(name)s must be a date as YYYY-MM-DD, not %(raw)r.")
            % {"name": name, "raw": raw}
        ) from error


def folder(name: str, default: Path) -> Path:
    """A folder; it is made by whoever writes into it, not here."""
    return Path(text(name, str(default))).expanduser().resolve()


def database(url: str, data: Path) -> dict[str, object]:
    """Django's settings for the database behind ``url``; SQLite in the data directory where it is empty."""
    if not url:
        return sqlite(data / "machbar.sqlite3")
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:  # also where the password has a slash, which ends the host
        raise ImproperlyConfigured(DATABASE_HINT) from error
    if parts.scheme not in {"postgres", "postgresql"}:
        raise ImproperlyConfigured(DATABASE_HINT)
    query = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")) or "machbar",
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": query.get("host") or unquote(parts.hostname or ""),
        "PORT": str(port or query.get("port") or ""),
        "CONN_MAX_AGE": 0,
        # Fewer threads than connections: one waits for the pool only while the database is away.
        "OPTIONS": {
            "connect_timeout": 3,
            **{name: query[name] for name in ("sslmode", "sslrootcert") if name in query},
            "pool": {"min_size": 1, "max_size": 8, "timeout": 3},
        },
    }


def bucket(raw: str) -> BucketAddress | None:
    """The store that speaks S3 in which the pictures lie; None: they lie in the data directory."""
    try:
        return bucket_address(raw)
    except ValueError as error:
        raise ImproperlyConfigured(MEDIA_HINT) from error


def sqlite(path: Path) -> dict[str, object]:
    """Django's settings for one SQLite file: WAL, synchronous=FULL, IMMEDIATE transactions (trust.md, section 2)."""
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(path),
        "CONN_MAX_AGE": 600,
        "OPTIONS": {
            "timeout": 20,
            "transaction_mode": "IMMEDIATE",
            "init_command": SQLITE_PRAGMAS,
        },
    }


def secret(data: Path, environment: Mapping[str, str]) -> str:
    """The signing key: from the environment, else made once and kept in the data directory (readable by us only)."""
    given = environment.get("MACHBAR_SECRET_KEY")
    if given:
        if len(given) < 50:
            raise ImproperlyConfigured(
                gettext("MACHBAR_SECRET_KEY must have at least 50 characters.")
            )
        return given
    path = data / "keys" / "secret"
    if not path.exists():
        _make_secret(path)
    return path.read_text(encoding="ascii").strip()


def older_secrets(data: Path, environment: Mapping[str, str]) -> list[str]:
    """Signing keys that signed before: what they signed is still good, and nothing new is signed with them.

    A key put aside by `machbar keys --renew` counts until everything that it signed has run out anyway.
    """
    given = environment.get("MACHBAR_SECRET_KEY_OLD")
    if given:
        return [given]
    path = data / "keys" / OLD_KEY_FILE
    if not path.exists() or time.time() - path.stat().st_mtime > OLD_KEY_SECONDS:
        return []
    return [path.read_text(encoding="ascii").strip()]


def renew_secret(data: Path) -> None:
    """Put the signing key aside and make a new one; there is one key at every moment, also when this is interrupted.

    Raises `FileExistsError` as long as the key before it still counts: what it signed would be lost.
    """
    path, old = data / "keys" / "secret", data / "keys" / OLD_KEY_FILE
    if older_secrets(data, {}):
        raise FileExistsError(old)
    secret(data, {})
    kept = path.with_name(f"{OLD_KEY_FILE}.part")
    kept.unlink(missing_ok=True)
    _make_secret(kept, path.read_text(encoding="ascii"))
    kept.replace(old)
    fresh = path.with_name("secret.part")
    fresh.unlink(missing_ok=True)
    _make_secret(fresh)
    fresh.replace(path)


def _make_secret(path: Path, content: str = "") -> None:
    import secrets

    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return
    except OSError as error:
        raise ImproperlyConfigured(
            gettext(
                "The data directory %(folder)s cannot be written. Give it to the user that runs MachBar (chown), or "
                "set MACHBAR_DATA to another folder."
            )
            % {"folder": path.parent.parent}
        ) from error
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(content or secrets.token_urlsafe(64))
        file.flush()
        os.fsync(file.fileno())
