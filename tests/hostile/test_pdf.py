"""PDF files made to loop, to swell or to nest without end: read or refused, and never a crash."""

import zlib

import pytest

from corpus.document import Page
from corpus.formats import Unread, read_all
from tests.corpus.formats.making import assembled, pdf, stream_of

CATALOG = b"<< /Type /Catalog /Pages 2 0 R >>"
FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
HELLO = stream_of([(11, "Hello from the deck")])
PAGE = (
    b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
    b"/Resources << /Font << /F1 3 0 R >> /XObject << /X 6 0 R >> >> >>"
)
ONE = b"<< /Type /Pages /Kids [5 0 R] /Count 1 >>"


def stream(content: bytes, extra: bytes = b"") -> bytes:
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(content), extra, content)


def read(raw: bytes) -> Page | Unread:
    (one,) = read_all("x.pdf", raw, "x.pdf")
    return one


@pytest.mark.parametrize(
    "objects",
    [
        [CATALOG, b"<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 2 >>"],
        [CATALOG, ONE, FONT, stream(b"/X Do"), PAGE, stream(b"/X Do", b"/Type /XObject /Subtype /Form /Resources << /XObject << /X 6 0 R >> >>")],
        [CATALOG, ONE, FONT, b"4 0 R", PAGE],
        [CATALOG, ONE, FONT, b"<< /Length 4 0 R >>\nstream\nx\nendstream", PAGE],
        [CATALOG, ONE, FONT, stream(b"[" * 100_000), PAGE, b"[" * 100_000],
        [CATALOG, b"<< /Type /Pages /Kids " + b"[ " * 50_000 + b" /Count 1 >>"],
        [CATALOG, ONE, FONT, stream(zlib.compress(b"0 " * (100 << 20)), b"/Filter /FlateDecode"), PAGE],
        [CATALOG, ONE, FONT, stream(zlib.compress(zlib.compress(bytes(100 << 20))), b"/Filter [/FlateDecode /FlateDecode]"), PAGE],
        [CATALOG, b"<< /Type /Pages /Kids [" + b"5 0 R " * 20_000 + b"] /Count 20000 >>", FONT, stream(HELLO), PAGE],
    ],
    ids=["pages of themselves", "a form in itself", "a reference to itself", "its own length", "a deep array", "deep pages", "a bomb", "a bomb in a bomb", "many pages"],
)  # fmt: skip
def test_traps_are_refused_with_a_reason(objects: list[bytes]) -> None:
    found = read(assembled(objects))

    assert isinstance(found, Unread)
    assert found.reason


@pytest.mark.parametrize(
    "raw",
    [
        assembled([CATALOG, b"<< /Type /Pages /Kids [5 0 R] /Count 1 /Parent 2 0 R >>", FONT, stream(HELLO), PAGE]),
        assembled([CATALOG, b"<< /Type /Pages /Kids [5 0 R] /Count 99999999 >>", FONT, stream(HELLO), PAGE]),
        pdf([(11, "Hello from the deck")], extra=b"/Prev 0"),
    ],
    ids=["a parent of itself", "a count that is a lie", "an earlier table that is none"],
)
def test_what_can_be_read_in_spite_of_a_trap_is_read(raw: bytes) -> None:
    found = read(raw)

    assert isinstance(found, Page)
    assert found.text == "Hello from the deck"


def test_text_in_a_pdf_cannot_steer_a_terminal() -> None:
    drawn = HELLO.replace(b"Hello", b"He\\033[2Jllo\\007")

    found = read(assembled([CATALOG, ONE, FONT, stream(drawn), PAGE]))

    assert isinstance(found, Page)
    assert not any(ord(letter) < 32 and letter != "\n" for letter in found.text)
