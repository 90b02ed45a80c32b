"""Takes pictures of the running pages, 1280 px wide and some 390 px too, into `docs/screenshots`.

Without `--base-url` it loads the demonstration into a throw-away folder, serves it on a free port
and stops it at the end; `make screenshots` does that. With `--base-url` it photographs whatever
demonstration runs there; the last pictures fill forms in and send them. The list of pages stands in `tools/shots.py`.
Usage: `python -m tools.screenshots [--base-url URL] [--out FOLDER] [--only NAME ...]`.
"""

import argparse
import contextlib
import io
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Error, Page, sync_playwright

from tools.shots import SHOTS, Shot

ROOT = Path(__file__).resolve().parents[1]
LONGEST = 2600  # pixels of a page's height; what is longer is cut
LARGEST = 160_000  # bytes
START_SECONDS = 300
# Debian's Chromium speaks English inside the fields of files and dates; the browsers of our readers speak German.
GERMAN_FIELDS = """() => {
  for (const field of document.querySelectorAll("input[type=file]")) {
    const shown = document.createElement("span");
    shown.textContent = "Datei auswählen · Keine Datei ausgewählt";
    shown.className = field.className;
    field.replaceWith(shown);
  }
  for (const field of document.querySelectorAll("input[type=date], input[type=time]")) {
    const isDate = field.type === "date", value = field.value;
    field.type = "text";
    field.value = value ? (isDate ? value.split("-").reverse().join(".") : value) : (isDate ? "tt.mm.jjjj" : "--:--");
  }
}"""


def main() -> int:
    """Take all pictures, or those named; 1 where a page could not be shown."""
    arguments = _arguments()
    shots = [shot for shot in SHOTS if not arguments.only or shot.name in arguments.only]
    if strange := set(arguments.only).difference(shot.name for shot in SHOTS):
        print(f"--only {' '.join(sorted(strange))}: no picture has this name.", file=sys.stderr)
        return 2
    arguments.out.mkdir(parents=True, exist_ok=True)
    address = (
        contextlib.nullcontext(arguments.base_url.rstrip("/"))
        if arguments.base_url
        else _demonstration()
    )
    with address as base_url, _chromium() as browser:
        failures = [
            failure
            for shot in shots
            for width in shot.widths
            if (failure := _take(browser, base_url, shot, width, arguments.out))
        ]
    print("\n".join(failures), file=sys.stderr, end="\n" if failures else "")
    return 1 if failures else 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--base-url", help="a demonstration that already runs")
    parser.add_argument("--out", type=Path, default=ROOT / "docs" / "screenshots")
    parser.add_argument("--only", nargs="+", default=[], help="names of some pictures")
    return parser.parse_args()


def _take(browser: Browser, base_url: str, shot: Shot, width: int, out: Path) -> str:
    """Take one picture and print its size; returns what went wrong, or nothing."""
    context = browser.new_context(
        base_url=base_url,
        viewport={"width": width, "height": 900},
        locale="de-DE",
        timezone_id="Europe/Berlin",
        reduced_motion="reduce",
    )
    try:
        page = context.new_page()
        _go(page, shot)
        page.evaluate(GERMAN_FIELDS)
        target = out / f"{shot.name}-{width}.png"
        target.write_bytes(small(page.screenshot(full_page=True)))
        print(f"{target.name}: {target.stat().st_size / 1000:.0f} kB")
        return ""
    except Error as error:
        return f"{shot.name} at {width} px: {error.message.splitlines()[0]}"
    finally:
        context.close()


def _go(page: Page, shot: Shot) -> None:
    if shot.role:
        page.goto("/anmelden/")
        page.locator(f"form[action$='/demo/{shot.role}/'] button").click()
    page.goto(shot.path)
    for link in shot.follow:
        page.locator(link).first.click()
    if shot.act:
        shot.act(page)
    page.wait_for_load_state("networkidle")


def small(png: bytes) -> bytes:
    """The same picture in at most 256 colours (64 where it would be larger than 160 kB), cut at the longest height."""
    with Image.open(io.BytesIO(png)) as full:
        picture = full.convert("RGB").crop((0, 0, full.width, min(full.height, LONGEST)))
    found = _reduced(picture, 256)
    return found if len(found) <= LARGEST else _reduced(picture, 64)


def _reduced(picture: Image.Image, colours: int) -> bytes:
    target = io.BytesIO()
    reduced = picture.quantize(colours, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    reduced.save(target, "PNG", optimize=True)
    return target.getvalue()


@contextlib.contextmanager
def _chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox"]
        )
        yield browser
        browser.close()


@contextlib.contextmanager
def _demonstration() -> Iterator[str]:
    """Serve the demonstration from a throw-away folder; yields its address."""
    with tempfile.TemporaryDirectory(prefix="machbar-screenshots-") as folder:
        port = _free_port()
        server = subprocess.Popen(
            [sys.executable, "-m", "machbar", "demo", "--port", str(port)],
            env={**os.environ, "MACHBAR_DATA": folder, "PYTHONPATH": str(ROOT / "src")},
            cwd=ROOT,
        )
        try:
            _wait_for(f"http://127.0.0.1:{port}", server)
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()
            server.wait(timeout=30)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _wait_for(address: str, server: "subprocess.Popen[bytes]") -> None:
    ends = time.monotonic() + START_SECONDS
    while time.monotonic() < ends and server.poll() is None:
        try:
            with urllib.request.urlopen(f"{address}/healthz", timeout=2):  # noqa: S310 - http, our own
                return
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.2)
    sys.exit("The demonstration did not start.")


if __name__ == "__main__":
    sys.exit(main())
