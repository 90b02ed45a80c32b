"""The command for a server: the variables of the service, its user, and every word as it was typed."""

import os
import pwd
import subprocess
from pathlib import Path

import pytest

COMMAND = Path(__file__).resolve().parents[1] / "deploy" / "systemd" / "machbar"


@pytest.mark.skipif(os.geteuid() != 0, reason="becomes another user, which root alone may")
def test_a_command_on_the_server_has_the_variables_and_the_user_of_the_service(
    tmp_path: Path,
) -> None:
    # pytest's own folders are root's alone.
    for folder in (tmp_path, *tmp_path.parents):
        if folder.stat().st_uid == os.geteuid() and len(folder.parts) > 2:
            folder.chmod(folder.stat().st_mode | 0o055)
    variables = tmp_path / "machbar.env"
    variables.write_text(
        "# as systemd reads it\n"
        "MACHBAR_DATA=/srv/machbar/data\n"
        "MACHBAR_DATABASE_URL=postgresql://machbar:a%2Fb+c@127.0.0.1:5432/machbar\n"
        "MACHBAR_MAP='karte.png 10.79 52.23 10.84 52.27'\n",
        encoding="utf-8",
    )
    variables.chmod(0o600)
    machbar = tmp_path / "machbar"
    machbar.write_text(
        '#!/bin/sh\nid -un\nprintf "%s\\n" "$MACHBAR_DATA" "$MACHBAR_DATABASE_URL" "$MACHBAR_MAP" "$HOME" "$@"\n',
        encoding="utf-8",
    )
    machbar.chmod(0o755)
    user = "nobody"
    script = COMMAND.read_text(encoding="utf-8")
    for before, after in {
        "/etc/machbar.env": str(variables),
        "-u machbar": f"-u {user}",
        "/srv/machbar/app/.venv/bin/machbar": str(machbar),
    }.items():
        assert before in script
        script = script.replace(before, after)
    ours = tmp_path / "command"
    ours.write_text(script, encoding="utf-8")

    ended = subprocess.run(
        ["sh", str(ours), "team", "--name", "Zwei Worte"],
        capture_output=True,
        text=True,
        check=False,
    )

    assert ended.stderr == ""
    assert ended.stdout.splitlines() == [
        user,
        "/srv/machbar/data",
        "postgresql://machbar:a%2Fb+c@127.0.0.1:5432/machbar",
        "karte.png 10.79 52.23 10.84 52.27",
        pwd.getpwnam(user).pw_dir,
        "team",
        "--name",
        "Zwei Worte",
    ]
