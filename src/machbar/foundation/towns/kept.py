"""What an operator has entered about the server instead of setting variables: one small file beside the signing key.

It lies in the data directory under `keys/server.json`, readable by us only, because it may hold the password of the
mail server, the passphrase of the backups and the secret at the issuer of sign-ins. A variable of the environment
always wins over it.
"""

import json
import os
from collections.abc import Mapping
from pathlib import Path

NAMES = frozenset(
    {
        "public_url",
        "mail_host",
        "mail_port",
        "mail_user",
        "mail_password",
        "mail_tls",
        "mail_from",
        "backup_on",
        "backup_hour",
        "backup_keep",
        "backup_passphrase",
        "oidc_issuer",
        "oidc_client",
        "oidc_secret",
        "oidc_label",
        "oidc_strong",
        "oidc_towns",
    }
)


def path_in(data: Path) -> Path:
    """Where the file lies in a data directory."""
    return data / "keys" / "server.json"


def kept(data: Path) -> Mapping[str, str]:
    """What was entered; nothing where there is no file, or none that can be read."""
    try:
        found = json.loads(path_in(data).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    if not isinstance(found, dict):
        return {}
    return {name: str(value) for name, value in found.items() if name in NAMES and value}


def is_damaged(data: Path) -> bool:
    """Whether there is a file that says nothing any more; then nothing that was entered counts."""
    try:
        return not isinstance(json.loads(path_in(data).read_text(encoding="utf-8")), dict)
    except OSError:
        return False
    except ValueError:
        return True


def keep(data: Path, **values: str) -> None:
    """Write these beside what is there already, whole or not at all; an empty value takes one away.

    A damaged file is put aside, not overwritten.
    """
    if not values:
        return
    if is_damaged(data):
        path_in(data).replace(path_in(data).with_suffix(".damaged"))
    together = {**kept(data), **values}
    path = path_in(data)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    part = path.with_suffix(f".{os.getpid()}.part")
    descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        json.dump({name: value for name, value in together.items() if value}, file, indent=1)
        file.flush()
        os.fsync(file.fileno())
    part.replace(path)


def entrance_path(data: Path) -> Path:
    """Where the secret for the first entry lies (see `machbar.site.wizard.entrance`)."""
    return data / "keys" / "entrance"


def entrance_in(data: Path) -> str:
    """The secret for the first entry; empty where the installation has a town."""
    try:
        return entrance_path(data).read_text(encoding="ascii").strip()
    except (OSError, ValueError):
        return ""
