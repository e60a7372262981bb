"""What every style makes of the invented documents, as it stands in `golden/`.

`python -m tests.tui.citations.golden` writes the files anew; read the difference before it is kept.
"""

from __future__ import annotations

from pathlib import Path

from tests.tui.citations.documents import CITED
from tui.citations import QUOTING, STYLES, bibliography, quoted

FOLDER = Path(__file__).parent / "golden"
PASSAGE = 'He said\r\n"never" – and *then*.\n\nSecond_part [1], 100 % \x1b[2J'


def bibliography_in(style: str) -> str:
    return "".join(bibliography(CITED, style)).replace("\r\n", "\n")


def quotations_in(style: str) -> str:
    return "\n----\n".join(quoted(document, PASSAGE, style, captured=captured) for document, captured in CITED) + "\n"


def main() -> None:
    for style in STYLES:
        (FOLDER / f"{style}.txt").write_text(bibliography_in(style), "utf-8")
    for style in QUOTING:
        (FOLDER / f"quoted-{style}.txt").write_text(quotations_in(style), "utf-8")


if __name__ == "__main__":
    main()
