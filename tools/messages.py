"""The German texts: `extract` brings each package's catalogue up to date, `check` fails on any gap, `compile` builds.

Every package with texts has its own `locale/de/LC_MESSAGES/django.po`, so a module carries its words with it.
Extraction needs Debian's `gettext`; compiling needs only Babel.
"""

import subprocess
import sys
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

SOURCE = Path(__file__).resolve().parents[1] / "src" / "machbar"
CATALOGUE = Path("locale") / "de" / "LC_MESSAGES" / "django.po"


def packages() -> list[Path]:
    """The packages that own texts: those with an `apps.py`."""
    return sorted(path.parent for path in SOURCE.rglob("apps.py"))


def extract(package: Path) -> None:
    """Bring one catalogue up to date with the package's source; translations are kept, lost texts dropped."""
    (package / CATALOGUE).parent.mkdir(parents=True, exist_ok=True)
    # -P: the package lies in the working directory, and has modules named like the standard library's.
    command = [sys.executable, "-P", "-m", "django", "makemessages", "--locale=de", "--no-wrap"]
    command += [
        "--no-obsolete",
        "--add-location=file",
        "--extension=html,txt,py",
        "--ignore=tests/*",
    ]
    result = subprocess.run(command, cwd=package, capture_output=True, text=True, check=False)
    if result.returncode:
        sys.exit(f"{package.name}: {result.stderr.strip()}")
    po = package / CATALOGUE
    if po.exists():
        _settle(po)


def _settle(po: Path) -> None:
    """Drop the line with the date of extraction, so that nothing changes when no text changed."""
    lines = po.read_text(encoding="utf-8").splitlines(keepends=True)
    po.write_text(
        "".join(line for line in lines if not line.startswith('"POT-Creation-Date')),
        encoding="utf-8",
    )


def gaps(package: Path) -> list[str]:
    """Texts of one package that are missing, fuzzy or empty in German, and catalogues that are out of date."""
    po = package / CATALOGUE
    before = po.read_bytes() if po.exists() else b""
    extract(package)
    if not po.exists():
        return []
    with po.open("rb") as file:
        catalogue = read_po(file, locale="de", abort_invalid=True)
    found = [
        f"{po}: {'fuzzy' if message.fuzzy else 'not translated'}: {message.id!r}"
        for message in catalogue
        if message.id and (message.fuzzy or not _filled(message.string))
    ]
    found += [
        f"{po}: {error}: {message.id!r}"
        for message in catalogue
        for error in message.check(catalogue)
    ]
    if not found and before != po.read_bytes():
        found.append(f"{po}: was not up to date; the new text is written, please commit it")
    return found


def _filled(text: object) -> bool:
    return all(text) if isinstance(text, tuple | list) else bool(text)


def compile_all() -> None:
    """Write each catalogue's `django.mo` beside it (git ignores them)."""
    for package in packages():
        po = package / CATALOGUE
        if po.exists():
            with po.open("rb") as source:
                catalogue = read_po(source, locale="de")
            with po.with_suffix(".mo").open("wb") as target:
                write_mo(target, catalogue)


def main(command: str) -> int:
    """Run `extract`, `check` or `compile`."""
    if command == "extract":
        for package in packages():
            extract(package)
    elif command == "compile":
        compile_all()
    elif command == "check":
        found = [gap for package in packages() for gap in gaps(package)]
        print("\n".join(found) if found else "texts: the German catalogue is complete")
        return 1 if found else 0
    else:
        print("usage: python tools/messages.py extract|check|compile", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else ""))
