"""Where test inputs lie that are not ours: `../shared` beside the checkout, or MACHBAR_SHARED."""

import os
from pathlib import Path

SHARED = Path(os.environ.get("MACHBAR_SHARED") or Path(__file__).resolve().parents[2] / "shared")
