"""The guide for administrators names every setting of the product, and no setting that does not exist."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
READ = re.compile(
    r"(?:text|flag|number|names|day|folder|get|passphrase|public_address)\(\s*\"(MACHBAR_[A-Z_]+)\""
)


def test_the_guide_and_the_settings_name_the_same_variables() -> None:
    code = "".join(
        (ROOT / "src/machbar/site" / name).read_text(encoding="utf-8")
        for name in ("settings.py", "environment.py")
    )
    guide = (ROOT / "docs/administration.md").read_text(encoding="utf-8")

    listed = re.findall(r"^\| `(MACHBAR_[A-Z_]+)` \|", guide, re.MULTILINE)

    assert sorted(listed) == sorted(set(READ.findall(code)))
    assert len(listed) <= 25


def test_no_variable_is_read_elsewhere_in_the_product() -> None:
    package = ROOT / "src" / "machbar"
    strange = {
        str(path.relative_to(package))
        for path in package.rglob("*.py")
        if "tests" not in path.parts
        and re.search(r"environ(?:\.get\(|\[)\s*\"MACHBAR_", path.read_text(encoding="utf-8"))
    }

    # The demonstration and the commands that need no data set variables for the settings to read.
    assert strange <= {"site/commands/demo.py", "site/light.py"}
