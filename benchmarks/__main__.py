"""`make bench`: every benchmark in turn; each prints what it measured."""

import importlib
import pkgutil

import benchmarks


def main() -> None:
    """Run each module of this folder that has a `main`."""
    for found in sorted(pkgutil.iter_modules(benchmarks.__path__), key=lambda each: each.name):
        if found.name != "__main__":
            print(f"== {found.name}", flush=True)
            importlib.import_module(f"benchmarks.{found.name}").main()


if __name__ == "__main__":
    main()
