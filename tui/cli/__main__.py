"""`python -m tui.cli`, the same as `dateline`."""

import sys

from tui.cli import main

if __name__ == "__main__":
    sys.exit(main())
