"""Starting the web loads neither of the libraries that write papers."""

import subprocess
import sys


def test_the_web_starts_without_the_writers_of_papers() -> None:
    program = (
        "import sys, django; django.setup(); from django.urls import get_resolver; "
        "get_resolver().url_patterns; import machbar.site.urls; "
        "print(sorted({'typst', 'odf', 'fontTools', 'pikepdf'} & sys.modules.keys()))"
    )

    result = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", program], capture_output=True, text=True, check=True
    )

    assert result.stdout.strip() == "[]"
