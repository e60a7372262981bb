"""Bytes to text."""

from __future__ import annotations

import codecs

import pytest

from corpus.formats.decoding import decode, looks_binary
from corpus.formats.html import is_html

RUSSIAN = "Сторожа реки"


@pytest.mark.parametrize("charset", ["windows-1251", "koi8-r", "iso-8859-5", "cp866", "utf-8"])
def test_a_charset_in_a_meta_element_is_followed(charset: str) -> None:
    raw = f"<meta charset={charset}><p>{RUSSIAN}</p>".encode(charset)
    assert RUSSIAN in decode(raw)[0]


@pytest.mark.parametrize(
    ("charset", "text"),
    [("gb18030", "河的看守人"), ("shift_jis", "川の番人"), ("euc-kr", "강의 파수꾼"), ("big5", "河的看守人")],
)
def test_east_asian_charsets_are_followed(charset: str, text: str) -> None:
    raw = f'<meta http-equiv="Content-Type" content="text/html; charset={charset}"><p>{text}</p>'.encode(charset)
    assert text in decode(raw)[0]


def test_the_charset_of_the_header_goes_before_that_of_the_page() -> None:
    raw = f"<meta charset=koi8-r>{RUSSIAN}".encode("cp1251")
    assert decode(raw, "windows-1251") == (f"<meta charset=koi8-r>{RUSSIAN}", "cp1251")


def test_a_byte_order_mark_goes_before_everything() -> None:
    assert decode(codecs.BOM_UTF8 + "é".encode(), "cp1251") == ("é", "utf-8")
    assert decode(codecs.BOM_UTF16_LE + "é".encode("utf-16-le")) == ("é", "utf-16-le")
    assert decode(codecs.BOM_UTF16_BE + "é".encode("utf-16-be")) == ("é", "utf-16-be")


def test_utf_8_goes_before_a_declaration_that_is_wrong() -> None:
    assert decode(f"<meta charset=windows-1251>{RUSSIAN}".encode()) == (
        f"<meta charset=windows-1251>{RUSSIAN}",
        "utf-8",
    )


def test_what_is_not_utf_8_and_declares_nothing_is_windows_1252() -> None:
    assert decode("“Zürich”".encode("cp1252")) == ("“Zürich”", "cp1252")


def test_latin_1_is_read_as_browsers_read_it() -> None:
    assert decode("<meta charset=iso-8859-1>“é”".encode("cp1252"))[0].endswith("“é”")


@pytest.mark.parametrize("charset", ["utf-16", "utf-7", "rot13", "zip", "unicode_escape", "idna", "nonsense", "x" * 39])
def test_a_charset_that_is_not_allowed_is_not_followed(charset: str) -> None:
    assert decode(f"<meta charset={charset}>plain".encode())[1] == "utf-8"
    assert decode(b"plain", charset) == ("plain", "utf-8")


def test_one_broken_character_does_not_cost_the_charset() -> None:
    raw = b"<meta charset=utf-8>" + (RUSSIAN * 20).encode()[:-1]
    text, encoding = decode(raw)
    assert encoding == "utf-8"
    assert text.endswith("Сторожа рек\ufffd")


@pytest.mark.parametrize(
    "raw",
    [
        b"\x89PNG\r\n\x1a\n\x00\x00", b"GIF89a\x01\x00", b"\xff\xd8\xff\xe0", b"PK\x03\x04\x14\x00", b"%PDF-1.7\n", b"\x7fELF\x02",
        b"SQLite format 3\x00", b"\x1f\x8b\x08", b"\x00\x00\x00\x20ftypisom", bytes(range(256)) * 4, b"wOF2\x00\x01",
    ],
)  # fmt: skip
def test_binary_data_is_recognised(raw: bytes) -> None:
    assert looks_binary(raw)


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"BM is how the wardens sign",
        b"MZ",
        "Żółw\t\r\n\f".encode(),
        b"ID3 cards",
        codecs.BOM_UTF16_LE + b"a\0b\0" * 50,
    ],
)
def test_text_is_not_taken_for_binary_data(raw: bytes) -> None:
    assert not looks_binary(raw)


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        (b"<!DOCTYPE html><p>x", "a.txt"), (b"\xef\xbb\xbf \n<HTML>", "a"), (b"<?xml version='1.0'?>\n<!-- saved -->\n<html>", "a"),
        (b"<div class='x'>text</div>", "a"), (b"just text", "page.html"), (b"just text", "PAGE.HTM"),
    ],
)  # fmt: skip
def test_html_is_recognised(raw: bytes, name: str) -> None:
    assert is_html(raw, name)


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        (b"Lake Council\n<p> is a tag", "a.txt"),
        (b"<rss version='2'>", "a.xml"),
        (b"\x89PNG\r\n\x1a\n", "a.html"),
        (b"{}", "a.json"),
    ],
)
def test_what_is_not_html_is_not_taken_for_it(raw: bytes, name: str) -> None:
    assert not is_html(raw, name)
