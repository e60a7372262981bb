"""Invented pages, as text dumps."""

from __future__ import annotations

from pathlib import Path

PAGES = {
    "quay.txt": """Press release
Forced labour on the quay must end, council says
- Date:
- 18 May 2011
- Place:
- TARVO
- Source:
- Council Secretariat
- Fields of work:
- Combating trafficking in human beings
TARVO, 18 May 2011 – Forced labour on fishing vessels is a serious crime and has to be treated as one, the Council \
Secretariat said today at the opening of a regional meeting of labour inspectors.
"Nobody who works should have to ask for his own passport," said the Secretary General. Delegates from nine States \
agreed on a list of signs that inspectors can look for on board.
""",
    "election.txt": """Press release
Observers arrive for the local election in Ostrel
- Date:
- 3 October 2014
- Place:
- OSTREL
- Source:
- Office for Elections
- Fields of work:
- Elections
OSTREL, 3 October 2014 – Sixty observers arrived in Ostrel today to follow the local election, the Office for \
Elections announced. They will visit polling stations in every district and publish what they have seen.
The head of the mission thanked the municipal commission for its open doors and said a report would follow in spring.
""",
    "markup.txt": """Press release
A title with [/foo] in it and [bold]brackets[/bold]
- Date:
- 7 July 2007
- Source:
- Council Secretariat
VIENNA, 7 July 2007 – The Council Secretariat published a handbook on \x1b]0;owned\x07terminal safety today, which \
explains to archivists why a page must never be trusted with the screen it is shown on.
The handbook \u202edlrow\u202c is free of charge, and its second part on labour inspection will be printed in autumn.
""",
}


def write_pages(folder: Path) -> Path:
    for name, text in PAGES.items():
        (folder / name).write_text(text, "utf-8")
    return folder
