"""Small invented pages, in the shapes that occur, for the tests of the cleaner."""

from corpus.cleaning import clean_page
from corpus.document import Document
from corpus.formats import read_pages

MENU = """-
Our work
-
Fields of work
- Arms control
- Border management
- Combating trafficking in human beings
- Elections
- Migration
- Policing
- Rule of law
-
Countries
- Varesia
- Merania
- Tarsania
- Holy See
-
Field operations
- Mission to Varesia
- Office in Kolnik
- Organizational structure
- About us"""

PARAGRAPHS = (
    "Inspectors from four ministries learned how to recognise workers who are held against their will, the mission said on Tuesday.",
    "“Nobody asks to be locked in a fish hold,” said Ada Mirel, who heads the inspectorate. “Somebody has to open the door.”",
    "The course was paid for by the Council for Open Borders and Security and will be repeated in the autumn in two ports.",
)

BODY = "\n".join(PARAGRAPHS)


def cleaned(text: str, name: str = "page.txt") -> list[Document]:
    """Return the documents of a page given as text."""
    return [document for page in read_pages(name, text.encode(), name) for document in clean_page(page)]


def only(text: str, name: str = "page.txt") -> Document:
    """Return the one document of a page."""
    documents = cleaned(text, name)
    assert len(documents) == 1, [document.title for document in documents]
    return documents[0]
