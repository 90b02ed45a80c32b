"""Make the fixture backup of a version: a small invented town with a row in most tables, for tests of later versions.

    python -m tools.make_fixture_backup                                     # of this checkout
    python -m tools.make_fixture_backup --code ../old-checkout --name 0.1.0-bbea61d   # of an earlier state

Writes `tests/fixtures/backups/NAME.machbar` and what it holds (`NAME.json`). All in it is invented; it has no
passphrase, and its signing key was made for it alone. See docs/administration.md, *A release*.
"""

import argparse
import hashlib
import json
import os
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "tests" / "fixtures" / "backups"
TOWN = (
    *("setup", "--name", "Fiktivstadt am Beispiel", "--short-name", "Fiktivstadt"),
    *(
        "--state",
        "Niedersachsen",
        "--opening-hours",
        "Di 10–12 Uhr",
        "--admin-email",
        "verwaltung@fiktivstadt.invalid",
    ),
    *("--admin-name", "Verwaltung (fiktiv)", "--without-catalogue"),
)
LOAD = (
    "--ideas",
    "6",
    "--projects",
    "3",
    "--premises",
    "4",
    "--programmes",
    "3",
    "--searches",
    "2",
)
# Runs in the checkout whose version it is: a row in each empty table that takes one made of nothing but defaults. What
# is kept as JSON, and the answers of funding, have a meaning that no default knows: such rows would only break pages.
FILL = """
import django
django.setup()
from django.apps import apps
from django.db import IntegrityError, transaction
from django.db.models import JSONField
from tests.one_row import LEFT_EMPTY, NEVER, _needs, _value
empty = [m for m in apps.get_models(include_auto_created=True)
         if m._meta.db_table not in NEVER and not m._default_manager.exists()
         and not any(isinstance(f, JSONField) for f in m._meta.concrete_fields)
         and m._meta.app_label != "funding"]
while ready := [m for m in empty if not _needs(m) & set(empty)]:
    for model in ready:
        values = {f.attname: _value(f) for f in model._meta.concrete_fields
                  if (model._meta.db_table, f.attname) not in LEFT_EMPTY}
        try:
            with transaction.atomic():
                model._default_manager.create(**{k: v for k, v in values.items() if v is not None})
        except IntegrityError:
            pass
        empty.remove(model)
"""


def main() -> int:
    """Make it, say how large it is; 2 where one of this name is there."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--code", type=Path, default=ROOT, help="the checkout whose version it is")
    parser.add_argument("--name", help="without it: the version of the checkout")
    arguments = parser.parse_args()
    code = arguments.code.resolve()
    name = arguments.name or _version(code)
    path = FOLDER / f"{name}.machbar"
    if path.exists():
        print(f"{path} is there already: a fixture stays as its version made it.", file=sys.stderr)
        return 2
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as data:
        environment = _environment(code, Path(data))
        steps = [["-m", "machbar", *TOWN], ["-m", "machbar", "populate", *LOAD], ["-c", FILL]]
        for step in [*steps, ["-m", "machbar", "backup", str(path)]]:
            subprocess.run([sys.executable, *step], env=environment, cwd=code, check=True)
    kept = path.with_suffix(".json")
    kept.write_text(json.dumps(content_of(path), indent=1, sort_keys=True) + "\n", encoding="utf-8")
    print(f"{path}: {path.stat().st_size:,} bytes")
    return 0


def content_of(path: Path) -> dict[str, Any]:
    """The hash of the file, rows and hash of each table, heads of the audit chains, migrations; by `tarfile` alone."""
    with tarfile.open(path) as tar:
        about, manifest = (_said(tar, name) for name in ("format.json", "manifest.json"))
    return {
        "sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
        "rows": {table: each["rows"] for table, each in manifest["tables"].items()},
        "tables": {table: each["sha256"] for table, each in manifest["tables"].items()},
        "heads": manifest["heads"],
        "migrations": about["migrations"],
    }


def _said(tar: tarfile.TarFile, name: str) -> dict[str, Any]:
    file = tar.extractfile(name)
    assert file is not None  # noqa: S101 - every backup has both
    return dict(json.loads(file.read()))


def _version(code: Path) -> str:
    lines = (code / "src" / "machbar" / "__init__.py").read_text(encoding="utf-8").splitlines()
    [said] = [line for line in lines if line.startswith("__version__")]
    return said.split('"')[1]


def _environment(code: Path, data: Path) -> dict[str, str]:
    passed = {name: value for name, value in os.environ.items() if not name.startswith("MACHBAR_")}
    return {
        **passed,
        "MACHBAR_DATA": str(data),
        "DJANGO_SETTINGS_MODULE": "machbar.site.settings",
        "PYTHONPATH": os.pathsep.join([str(code / "src"), str(code)]),
    }


if __name__ == "__main__":
    sys.exit(main())
