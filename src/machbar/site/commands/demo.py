"""`machbar demo`: the main job on real input, for Königslutter: load, mediate, print the result, serve."""

import argparse
import os
import sys
from pathlib import Path

from machbar.site.commands.words import gettext, port_number


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Whether and where to serve."""
    parser.add_argument("--no-serve", action="store_true", help=gettext("print the result and end"))
    parser.add_argument(
        "--port",
        type=port_number,
        default=8000,
        help=gettext("where to listen (8000 if left out)"),
    )


def run(arguments: argparse.Namespace) -> int:
    """Load, print, serve. The demonstration has a data directory of its own and sends no mail."""
    from machbar.site.commands.serve import why_not

    taken = "" if arguments.no_serve else why_not("127.0.0.1", arguments.port)
    if taken:
        print(taken, file=sys.stderr)
        return 2
    os.environ["MACHBAR_DEMO"] = "yes"
    os.environ.setdefault("MACHBAR_DATA", str(Path("data") / "demo"))
    os.environ.setdefault("MACHBAR_PUBLIC_URL", f"http://localhost:{arguments.port}")
    from machbar.site.light import start

    start(migrate=True)
    from django.utils import timezone, translation

    from machbar.modules.funding.services.suggesting import suggest
    from machbar.site.demo.loading import load_demo
    from machbar.site.demo.mediation import mediation

    with translation.override("de"):
        town = load_demo(timezone.now())
        suggest(town, list(town.projects.filter(suggestions=None)))
        print(f"{town.name}: geladen.")
        for line in mediation(town, timezone.localdate()):
            print(line)
    if arguments.no_serve:
        return 0
    from machbar.site.commands.serve import serve

    return serve(address="127.0.0.1", port=arguments.port, workers=2)
