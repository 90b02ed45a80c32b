"""Servers beside each other, a restore alone; a killed process keeps nobody out."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from machbar.foundation.keeping import presence

HOLDS = """
import sys, time
from pathlib import Path
from machbar.foundation.keeping import presence
presence.hold(Path(sys.argv[1]), alone=False)
print("holds", flush=True)
time.sleep(60)
"""


def test_servers_stand_beside_each_other_and_a_restore_alone(tmp_path: Path) -> None:
    first, second = (presence.hold(tmp_path, alone=False) for _server in range(2))
    with pytest.raises(presence.Occupied), presence.alone(tmp_path):
        pass
    os.close(first)
    os.close(second)

    with presence.alone(tmp_path), pytest.raises(presence.Occupied):
        presence.hold(tmp_path, alone=False)


def test_a_killed_server_keeps_no_restore_out(tmp_path: Path) -> None:
    server = subprocess.Popen(
        [sys.executable, "-c", HOLDS, str(tmp_path)],
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    assert server.stdout is not None
    server.stdout.readline()
    with pytest.raises(presence.Occupied):
        presence.hold(tmp_path, alone=True)

    server.kill()
    server.communicate()

    with presence.alone(tmp_path):
        pass
