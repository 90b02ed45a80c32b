"""Writes the list of all parts of a release (CycloneDX 1.6, JSON): Python packages as pinned, front end as locked.

Versions and hashes come from the pins, licences from the installed packages' own statements, or from `STATED` where
a package states none in SPDX words. It names no registry. The same pins give the same bytes, but for the time.
Usage: `python -m tools.sbom [--out FILE]`; ends with 1 where a licence does not go together with EUPL-1.2.
"""

import argparse
import base64
import json
import os
import re
import sys
import tomllib
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib import metadata
from pathlib import Path
from typing import TypeAlias
from urllib.parse import quote

from packaging.requirements import Requirement

Json: TypeAlias = "dict[str, object]"

ROOT = Path(__file__).resolve().parents[1]
OUT = ROOT / ".build" / "sbom.cdx.json"
PIN = re.compile(r"^([A-Za-z0-9._-]+)==([^ ;\\]+)", re.MULTILINE)
SPACE = uuid.UUID("6f8f1f0e-6c1c-5d0f-9a63-0d1c5a3d9c11")
# May be used by a work under EUPL-1.2: permissive ones, fonts, and weak copyleft of libraries that stay exchangeable.
ALLOWED = frozenset(
    {
        *("0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "CC0-1.0", "ISC", "MIT", "MIT-0"),
        *("MIT-CMU", "OFL-1.1", "PSF-2.0", "Zlib"),
        *("EUPL-1.2", "LGPL-3.0-only", "LGPL-3.0-or-later", "MPL-2.0"),
    }
)
# What packages say that say it in other words than SPDX; looked up in the licence files that they bring.
STATED = {
    "brotli": "MIT",
    "defusedxml": "PSF-2.0",
    "django-csp": "BSD-3-Clause",
    "fido2": "BSD-2-Clause AND Apache-2.0 AND MPL-2.0",
    "obstore": "MIT",
    "odfpy": "Apache-2.0 OR GPL-2.0-or-later",
    "pypdfium2": "BSD-3-Clause AND Apache-2.0",
    "pystemmer": "MIT AND BSD-3-Clause",
    "segno": "BSD-3-Clause",
    "sqlparse": "BSD-3-Clause",
}
WORDS = re.compile(r"\(|\)|\bAND\b|\bOR\b|[A-Za-z0-9.+-]+")


@dataclass(frozen=True, kw_only=True)
class Part:
    """One package: its purl, its licence as an SPDX expression, a hash in hex where there is one, and what it needs."""

    name: str
    version: str
    purl: str
    licence: str
    sha512: str = ""
    needs: tuple[str, ...] = ()


def pins(file: Path = ROOT / "requirements.txt") -> dict[str, str]:
    """Names and exact versions that the product is installed with."""
    return dict(PIN.findall(file.read_text(encoding="utf-8")))


def python_parts(pinned: dict[str, str]) -> Iterator[Part]:
    """The Python packages of the pins."""
    for name, version in sorted(pinned.items()):
        yield Part(
            name=name,
            version=version,
            purl=f"pkg:pypi/{name}@{version}",
            licence=licence_of(name),
            needs=tuple(
                sorted(f"pkg:pypi/{each}@{pinned[each]}" for each in _needs(name) & set(pinned))
            ),
        )


def licence_of(name: str) -> str:
    """What a package says about itself, as an SPDX expression; empty where it says nothing that we know."""
    about = metadata.metadata(name).json
    said = str(about.get("license_expression") or about.get("license") or "")
    return STATED.get(name, said if "\n" not in said else "")


def says_it_in_spdx(name: str) -> bool:
    """Whether the package's metadata hold an SPDX expression."""
    return "license_expression" in metadata.metadata(name).json


def _needs(name: str) -> set[str]:
    wanted = (Requirement(each) for each in metadata.requires(name) or ())
    return {
        re.sub(r"[-_.]+", "-", each.name).lower()
        for each in wanted
        if each.marker is None or each.marker.evaluate({"extra": ""})
    }


def front_parts(file: Path = ROOT / "package-lock.json") -> Iterator[Part]:
    """The front-end packages that pages hand out; what only tests need is left out."""
    locked = json.loads(file.read_text(encoding="utf-8"))["packages"]
    for path, entry in sorted(locked.items()):
        if not path or entry.get("dev"):
            continue
        name = path.rpartition("node_modules/")[2]
        yield Part(
            name=name,
            version=entry["version"],
            purl=f"pkg:npm/{quote(name, safe='/')}@{entry['version']}",
            licence=entry["license"],
            sha512=base64.b64decode(entry["integrity"].removeprefix("sha512-")).hex(),
        )


def is_allowed(expression: str) -> bool:
    """Whether one of the ways that an SPDX expression offers consists of allowed licences only."""
    words = WORDS.findall(expression)
    allowed, left = _either(words)
    return allowed and not left


def _either(words: Sequence[str]) -> tuple[bool, Sequence[str]]:
    found, words = _both(words)
    while words and words[0] == "OR":
        another, words = _both(words[1:])
        found |= another
    return found, words


def _both(words: Sequence[str]) -> tuple[bool, Sequence[str]]:
    found, words = _one(words)
    while words and words[0] == "AND":
        another, words = _one(words[1:])
        found &= another
    return found, words


def _one(words: Sequence[str]) -> tuple[bool, Sequence[str]]:
    if not words:
        return False, words
    if words[0] == "(":
        found, rest = _either(words[1:])
        return found and rest[:1] == [")"], rest[1:]
    return words[0] in ALLOWED, words[1:]


def document(parts: Sequence[Part], *, at: datetime) -> Json:
    """The list as CycloneDX 1.6."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    own = f"pkg:generic/machbar@{project['version']}"
    direct = {
        re.sub(r"[-_.]+", "-", Requirement(each).name).lower()
        for each in (
            *project["dependencies"],
            *project["optional-dependencies"]["postgres"],
            *project["optional-dependencies"]["s3"],
        )
    }
    needed = [each.purl for each in parts if each.name in direct or each.sha512]
    serial = uuid.uuid5(SPACE, "\n".join(each.purl for each in parts) + own)
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{serial}",
        "version": 1,
        "metadata": {
            "timestamp": at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
            "component": {
                "type": "application",
                "bom-ref": own,
                "name": project["name"],
                "version": project["version"],
                "purl": own,
                "licenses": [{"license": {"id": project["license"]}}],
            },
        },
        "components": [_component(each) for each in parts],
        "dependencies": [
            {"ref": own, "dependsOn": needed},
            *({"ref": each.purl, "dependsOn": list(each.needs)} for each in parts),
        ],
    }


def _component(part: Part) -> Json:
    licence: Json = {"expression": part.licence}
    if part.licence in ALLOWED:
        licence = {"license": {"id": part.licence}}
    found: Json = {
        "type": "library",
        "bom-ref": part.purl,
        "name": part.name,
        "version": part.version,
        "scope": "required",
        "purl": part.purl,
        "licenses": [licence],
    }
    return (
        {**found, "hashes": [{"alg": "SHA-512", "content": part.sha512}]} if part.sha512 else found
    )


def main() -> int:
    """Write the list; 1 where a licence is not allowed or not known, with its package."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--out", type=Path, default=OUT)
    out = parser.parse_args().out
    parts = [*python_parts(pins()), *front_parts()]
    moment = datetime.fromtimestamp(int(os.environ.get("SOURCE_DATE_EPOCH") or 0), UTC)
    at = moment if os.environ.get("SOURCE_DATE_EPOCH") else datetime.now(UTC)
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_text(json.dumps(document(parts, at=at), indent=1) + "\n", encoding="utf-8")
    refused = [
        f"{each.name}: {each.licence or 'unknown'}"
        for each in parts
        if not is_allowed(each.licence)
    ]
    print(
        "\n".join(refused)
        or f"{out}: {len(parts)} parts, every licence goes together with EUPL-1.2"
    )
    return 1 if refused else 0


if __name__ == "__main__":
    sys.exit(main())
