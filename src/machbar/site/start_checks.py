"""What must be right before a command works with the database; each obstacle is one sentence with its cure."""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from urllib.parse import urlsplit

from machbar.site.commands.words import gettext

NETWORK_FILE_SYSTEMS = frozenset(
    {"nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "afs", "ceph", "glusterfs", "fuse.sshfs"}
)
LOCAL_HOSTS = frozenset({"localhost", "127.0.0.1", "[::1]", "testserver"})


def only_this_machine_reaches_it() -> bool:
    """Whether the server has no public address yet, so that links in mails lead nowhere."""
    from django.conf import settings

    return (urlsplit(settings.PUBLIC_URL).hostname or "") in LOCAL_HOSTS


def obstacles() -> Iterator[str]:
    """What stands in the way of this installation, for the operator."""
    from django.conf import settings

    yield from folder_obstacles(settings.DATA)
    yield from file_obstacles(settings.DATA)
    if str(settings.DATABASES["default"]["ENGINE"]).endswith("sqlite3"):
        yield from network_obstacles(settings.DATA, _mounts())
    if settings.DEMO:
        yield from demo_obstacles(
            settings.ALLOWED_HOSTS, is_open=settings.DEMO_OPEN, has_https=settings.HTTPS
        )


def folder_obstacles(folder: Path) -> Iterator[str]:
    """The data directory must be ours to write into."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        probe = folder / f".writable-{os.getpid()}"
        probe.touch()
        probe.unlink()
    except OSError:
        yield (
            gettext(
                "The data directory %(folder)s cannot be written. Give it to the user that runs MachBar (chown), or "
                "set MACHBAR_DATA to another folder."
            )
            % {"folder": folder}
        )


def file_obstacles(folder: Path) -> Iterator[str]:
    """What lies in the data directory must be ours as well: a start as another user leaves files behind."""
    for name in ("machbar.sqlite3", "machbar.sqlite3-wal", "keys", "media"):
        path = folder / name
        if path.exists() and not os.access(path, os.W_OK):
            yield (
                gettext(
                    "%(file)s cannot be written. Give the whole data directory to the user that runs MachBar: "
                    "chown -R USER %(folder)s"
                )
                % {"file": path, "folder": folder}
            )


def network_obstacles(folder: Path, mounts: Sequence[tuple[Path, str]]) -> Iterator[str]:
    """SQLite loses data on network drives, because their locks do not hold."""
    inside = [(place, kind) for place, kind in mounts if folder.is_relative_to(place)]
    if not inside:
        return
    _place, kind = max(inside, key=lambda mount: len(mount[0].parts))
    if kind in NETWORK_FILE_SYSTEMS:
        yield (
            gettext(
                "The data directory %(folder)s lies on a network drive (%(kind)s), where SQLite loses data. Use a "
                "local disk, or PostgreSQL (MACHBAR_DATABASE_URL)."
            )
            % {"folder": folder, "kind": kind}
        )


def demo_obstacles(hosts: Sequence[str], *, is_open: bool, has_https: bool) -> Iterator[str]:
    """In the demo everybody signs in as everybody: strangers may reach it only where that is meant."""
    strange = [host for host in hosts if host not in LOCAL_HOSTS]
    if (strange or has_https) and not is_open:
        yield gettext(
            "In the demonstration (MACHBAR_DEMO=yes) everybody may sign in as everybody, and this server has a "
            "public name or HTTPS. If that is meant, set MACHBAR_DEMO_OPEN=yes; otherwise remove MACHBAR_DEMO."
        )


def real_towns_in_the_demo() -> Iterator[str]:
    """The demo sends no mail: a real town must never run in it. Needs the migrated database."""
    from django.conf import settings

    from machbar.foundation.towns.models import Town

    if settings.DEMO and (town := Town.objects.filter(is_demo=False).first()) is not None:
        yield (
            gettext(
                "%(town)s is a real town, but this is the demonstration (MACHBAR_DEMO=yes), which sends no mail. "
                "Remove MACHBAR_DEMO, or set MACHBAR_DATA to a folder for the demonstration."
            )
            % {"town": town.name}
        )


def _mounts() -> list[tuple[Path, str]]:
    """Where which kind of file system is mounted; empty where the system does not tell."""
    try:
        lines = Path("/proc/self/mounts").read_text(encoding="utf-8").splitlines()
    except OSError:
        return []
    parts = [line.split(" ") for line in lines]
    return [(Path(part[1].replace("\\040", " ")), part[2]) for part in parts if len(part) > 2]
