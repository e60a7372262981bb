"""Keys and addresses."""

import pytest

from corpus.addresses import KEY_LENGTH, canonical_address, make_key
from tests.corpus.pages import BODY, only


@pytest.mark.parametrize(
    ("address", "canonical"),
    [
        ("https://WWW.Cobs.example/news/1#top", "https://www.cobs.example/news/1"),
        ("http://cobs.example:80/a?b=1&utm_source=x&fbclid=2", "http://cobs.example/a?b=1"),
        ("https://cobs.example", "https://cobs.example/"),
        ("javascript:alert(1)", None),
        ("file:///etc/passwd", None),
        ("https://", None),
        ("https://[", None),
        ("not an address", None),
    ],
)
def test_addresses_are_brought_to_one_form(address: str, canonical: str | None) -> None:
    assert canonical_address(address) == canonical


def test_the_scheme_and_www_make_no_other_document() -> None:
    assert make_key("http://www.cobs.example/a/") == make_key("https://cobs.example/a")


def test_keys_are_short_and_typeable() -> None:
    key = make_key("https://cobs.example/a")
    assert len(key) == KEY_LENGTH
    assert key.isalnum()
    assert not set(key) & set("01ilo")


def test_the_same_text_has_the_same_key_wherever_it_lies() -> None:
    assert only(BODY, "a.txt").key == only(BODY, "b/c.txt").key
    assert only(BODY, "a.txt").key != only(f"{BODY} More.", "a.txt").key
