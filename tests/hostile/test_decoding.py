"""Bytes that pretend to be another text than they are."""

from __future__ import annotations

import pytest

from corpus.errors import UnreadableError
from corpus.formats.decoding import decode
from corpus.formats.html import read_html, stated_address


def test_one_nul_does_not_make_a_page_utf_16() -> None:
    text, encoding = decode(b"<p>The wardens\x00 read the gauges.</p>")
    assert (text, encoding) == ("<p>The wardens read the gauges.</p>", "utf-8")


def test_utf_16_without_its_mark_is_not_guessed() -> None:
    assert decode("<p>gauges</p>".encode("utf-16-le")) == ("<p>gauges</p>", "utf-8")


def test_a_page_that_declares_utf_16_in_ascii_is_read_as_ascii() -> None:
    assert decode(b"<meta charset='utf-16'><p>gauges</p>")[0] == "<meta charset='utf-16'><p>gauges</p>"


def test_a_mark_in_front_of_broken_utf_16_is_read_with_replacements() -> None:
    text, encoding = decode(b"\xff\xfe\x00\xd8a\x00b")
    assert encoding == "utf-16-le"
    assert "a" in text


@pytest.mark.parametrize("raw", [b"", b"\x00" * 100, b"\xef\xbb\xbf", b" \n\t "])
def test_a_page_of_nothing_is_refused(raw: bytes) -> None:
    with pytest.raises(UnreadableError):
        read_html("page.html", raw)


def test_binary_data_behind_the_name_of_a_page_is_refused() -> None:
    with pytest.raises(UnreadableError, match="binary data"):
        read_html("page.html", b"\x89PNG\r\n\x1a\n" + bytes(range(256)))


@pytest.mark.parametrize(
    "unit", [b"<meta ", b"<link rel=canonical ", b"<meta content='", b"<base", b"a=b ", b"<meta charset"]
)
def test_many_unfinished_tags_in_a_head_are_read_in_linear_time(unit: bytes) -> None:
    raw = b"<html><head>" + unit * (400_000 // len(unit))
    assert stated_address(decode(raw)[0]) is None
