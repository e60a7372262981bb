"""Messages: what is written in them, and the pages attached to them."""

from email import message_from_bytes

import pytest

from corpus.cleaning import clean_page
from corpus.document import Page, StatedDate
from corpus.errors import UnreadableError
from corpus.formats import read_pages
from tests.corpus.formats.making import HTML, TITLE, mail, pdf
from tests.corpus.pages import PARAGRAPHS

WRAPPED = """Inspectors from four ministries learned how to recognise workers who
are held against their will, the mission said on Tuesday.

- Look behind the second wall.
- Ask for the passport.

The course will be repeated in the autumn.
--\x20
Press office
Kolnik
"""


def read(raw: bytes, name: str = "release.eml") -> list[Page]:
    return read_pages(name, raw, name)


def test_a_message_states_its_title_day_and_sender() -> None:
    (page,) = read(mail(WRAPPED).as_bytes())
    (document,) = clean_page(page)

    assert (document.title, document.date) == (TITLE, StatedDate(2008, 3, 4))
    assert document.source == ("Council for Open Borders and Security",)
    assert document.stated["date"] == document.stated["source"] == "markup"


def test_wrapped_lines_are_paragraphs_again_without_the_signature() -> None:
    (page,) = read(mail(WRAPPED).as_bytes())

    assert page.text.split("\n\n") == [
        "Inspectors from four ministries learned how to recognise workers who are held against their will, the mission said on Tuesday.",
        "- Look behind the second wall.",
        "- Ask for the passport.",
        "The course will be repeated in the autumn.",
    ]


def test_a_message_is_known_without_its_name() -> None:
    assert read(mail(WRAPPED).as_bytes(), "7") == [
        Page(**{name: getattr(page, name) for name in page.__slots__} | {"origin": "7"})
        for page in read(mail(WRAPPED).as_bytes())
    ]


def test_a_text_with_labels_is_no_message() -> None:
    (page,) = read_pages("x.txt", f"Date: 4 March 2008\nSubject: Below deck\n\n{PARAGRAPHS[0]}".encode(), "x.txt")

    assert page.given is None


def test_html_is_taken_where_it_has_structure_and_else_the_plain_text() -> None:
    (rich,) = read(mail("Short.", HTML).as_bytes())
    (plain,) = read(mail(WRAPPED, "<html><body>See the plain text.</body></html>").as_bytes())

    assert (rich.format, plain.format) == ("html", "text")
    assert PARAGRAPHS[1] in clean_page(rich)[0].text


@pytest.mark.parametrize("charset", ["iso-8859-2", "windows-1250", "utf-8"])
@pytest.mark.parametrize("coding", ["quoted-printable", "base64", "8bit"])
def test_text_is_read_in_its_charset_and_coding(charset: str, coding: str) -> None:
    message = mail()
    message.set_content("Žluťoučký kůň úpěl ďábelské ódy.\n", charset=charset, cte=coding)

    (page,) = read(message.as_bytes())

    assert page.text == "Žluťoučký kůň úpěl ďábelské ódy."


def test_a_charset_nobody_knows_does_no_harm() -> None:
    raw = mail("Žluťoučký kůň.", Subject="Kůň").as_bytes().replace(b'charset="utf-8"', b'charset="x-unknown"')

    (page,) = read(raw)

    assert (page.text, page.declared["title"]) == ("Žluťoučký kůň.", "Kůň")


def test_attachments_that_are_pages_are_pages() -> None:
    message = mail(WRAPPED)
    content = pdf([(11, "A release in an attachment tells of inspectors below deck.")])
    message.add_attachment(content, maintype="application", subtype="pdf", filename="release.pdf")
    message.add_attachment(HTML, subtype="html", filename="../../page.html")
    message.add_attachment(b"\x89PNG", maintype="image", subtype="png", filename="logo.png")
    message.add_attachment("Same name.", filename="page.html", subtype="html")

    body, *attached = read(message.as_bytes())

    assert body.origin == "release.eml"
    assert [page.origin.partition("#")[2] for page in attached] == ["release.pdf", "page.html", "4 page.html"]
    assert attached[0].raw == content
    assert attached[0].text == "A release in an attachment tells of inspectors below deck."


def test_a_sender_without_a_name_is_no_source_but_the_list_is() -> None:
    bare = mail(WRAPPED, From="press@cobs.example").as_bytes()
    listed = mail(WRAPPED, From="press@cobs.example", List_Id="COBS press releases <press.cobs.example>").as_bytes()

    assert "source" not in read(bare)[0].declared
    assert read(listed)[0].declared["source"] == ("COBS press releases",)


def test_what_was_forwarded_keeps_its_own_title_and_an_archived_message_its_address() -> None:
    (page,) = read(mail(WRAPPED, Subject=f"Fwd: Re: {TITLE}", Archived_At="<https://lists.cobs.example/7>").as_bytes())

    assert (page.declared["title"], page.address) == (TITLE, "https://lists.cobs.example/7")


@pytest.mark.parametrize("date", ["yesterday", "Tue, 99 Mar 2008 23:30:00", ""])
def test_a_date_that_is_none_is_left_out(date: str) -> None:
    raw = mail(WRAPPED).as_bytes().replace(b"Tue, 04 Mar 2008 23:30:00 -0500", date.encode())

    assert "date" not in read(raw)[0].declared


def test_a_message_without_text_is_refused() -> None:
    message = mail()
    message.add_attachment(b"\x89PNG", maintype="image", subtype="png", filename="logo.png")

    with pytest.raises(UnreadableError, match="without text"):
        read(message_from_bytes(message.as_bytes()).as_bytes())
