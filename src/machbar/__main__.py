"""`python -m machbar` is the command `machbar`."""

import sys

from machbar.site.cli import main

if __name__ == "__main__":
    sys.exit(main())
