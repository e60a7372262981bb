"""Web pages that a browser saved as one file."""

import quopri

import pytest

from corpus.errors import UnreadableError
from corpus.formats import read_pages
from tests.corpus.formats.making import ADDRESS, MOMENT, html, mhtml


def test_the_page_is_read_with_its_address_and_when_it_was_saved() -> None:
    for name in ("page.mhtml", "page.mht", "page"):
        (page,) = read_pages(name, mhtml(html()), name)
        assert (page.address, page.captured, page.format, page.origin) == (ADDRESS, MOMENT, "html", name)
        assert page.raw.strip() == html()


def test_transfer_encoding_and_charset_are_taken_off() -> None:
    body = "<html><p>Žluťoučký kůň úpěl ďábelské ódy.</p></html>".encode("windows-1250")
    raw = mhtml(quopri.encodestring(body), charset="windows-1250").replace(
        b"Encoding: binary", b"Encoding: quoted-printable"
    )

    (page,) = read_pages("x.mht", raw, "x.mht")

    assert "Žluťoučký kůň úpěl" in page.text


def test_the_part_that_the_file_starts_with_is_the_page() -> None:
    frame = b"\r\n------edge\r\nContent-Type: text/html\r\nContent-ID: <main>\r\n\r\n<html><p>The main page.</p></html>\r\n------edge--"
    raw = mhtml(html()).replace(b"\r\n------edge--", frame).replace(b'boundary="', b'start="<main>"; boundary="')

    (page,) = read_pages("x.mht", raw, "x.mht")

    assert page.raw == b"<html><p>The main page.</p></html>"


def test_a_saved_page_without_html_is_refused() -> None:
    with pytest.raises(UnreadableError, match="no HTML"):
        read_pages("x.mht", mhtml(html()).replace(b"Content-Type: text/html", b"Content-Type: image/gif"), "x.mht")
