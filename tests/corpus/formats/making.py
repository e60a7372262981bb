"""Small invented files in each of the formats, for the tests of their readers."""

import gzip
import io
import zipfile
from email.message import EmailMessage
from email.policy import SMTP

from tests.corpus.pages import PARAGRAPHS

ADDRESS = "https://www.cobs.example/news/below-deck"
TITLE = "Inspectors learn to look below deck"
MOMENT = "2008-03-05T10:11:12Z"
HTML = f"""<!DOCTYPE html><html><head><title>{TITLE}</title></head><body><nav><a href="/">Home</a></nav><article>
<h1>{TITLE}</h1><p>KOLNIK, 4 March 2008 – {PARAGRAPHS[0]}</p><p>{PARAGRAPHS[1]}</p><p>{PARAGRAPHS[2]}</p></article></body></html>"""


def html(title: str = TITLE) -> bytes:
    return HTML.replace(TITLE, title).encode()


def http(body: bytes, content_type: str = "text/html; charset=utf-8", status: str = "200 OK", **headers: str) -> bytes:
    lines = [f"HTTP/1.1 {status}", f"Content-Type: {content_type}"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return ("\r\n".join(lines) + "\r\n\r\n").encode() + body


def record(block: bytes, kind: str = "response", address: str = ADDRESS, content_type: str | None = None) -> bytes:
    stated = content_type or f"application/http; msgtype={kind}"
    lines = [
        "WARC/1.0",
        f"WARC-Type: {kind}",
        "WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-000000000001>",
        f"WARC-Target-URI: {address}",
        f"WARC-Date: {MOMENT}",
        f"Content-Type: {stated}",
        f"Content-Length: {len(block)}",
    ]
    return ("\r\n".join(lines) + "\r\n\r\n").encode() + block + b"\r\n\r\n"


def packed(*records: bytes) -> bytes:
    return b"".join(map(gzip.compress, records))


def zipped(**members: bytes) -> bytes:
    return zipped_from(members)


def zipped_from(members: dict[str, bytes]) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return held.getvalue()


def mail(plain: str | None = None, rich: str | None = None, **headers: str) -> EmailMessage:
    message = EmailMessage(policy=SMTP)
    stated = {
        "From": "Council for Open Borders and Security <press@cobs.example>",
        "Subject": TITLE,
        "Date": "Tue, 04 Mar 2008 23:30:00 -0500",
        "Message-ID": "<1@cobs.example>",
    }
    for name, value in (stated | {name.replace("_", "-"): value for name, value in headers.items()}).items():
        message[name] = value
    if plain is not None:
        message.set_content(plain)
    if rich is not None and plain is None:
        message.set_content(rich, subtype="html")
    elif rich is not None:
        message.add_alternative(rich, subtype="html")
    return message


def mhtml(page: bytes, *, location: str = ADDRESS, charset: str = "utf-8") -> bytes:
    lines = f"""From: <Saved by Blink>
Snapshot-Content-Location: {location}
Subject: {TITLE}
Date: Wed, 5 Mar 2008 11:11:12 +0100
MIME-Version: 1.0
Content-Type: multipart/related; type="text/html"; boundary="----edge"

------edge
Content-Type: text/html; charset={charset}
Content-ID: <frame-1@mhtml.blink>
Content-Transfer-Encoding: binary
Content-Location: {location}

"""
    picture = "------edge\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo=\r\n"
    return lines.replace("\n", "\r\n").encode() + page + f"\r\n{picture}------edge--\r\n".encode()


def pdf(*pages: list[tuple[int, str]], title: str | None = None, extra: bytes = b"") -> bytes:
    """Give a PDF whose pages hold lines, each with the size it is printed in."""
    objects: list[bytes] = [
        b"",
        b"",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    kids = []
    for lines in pages:
        content = stream_of(lines)
        objects.append(f"<< /Length {len(content)} >>\nstream\n".encode() + content + b"\nendstream")
        resources = "<< /Font << /F1 3 0 R >> >>"
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources {resources} /Contents {len(objects)} 0 R >>".encode()
        )
        kids.append(f"{len(objects)} 0 R")
    objects[0] = b"<< /Type /Catalog /Pages 2 0 R >>"
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>".encode()
    info = f"/Title ({title}) " if title else ""
    objects.append(f"<< {info}/CreationDate (D:20190101000000Z) >>".encode())
    return assembled(objects, f"/Info {len(objects)} 0 R".encode() + extra)


def stream_of(lines: list[tuple[int, str]]) -> bytes:
    drawn, height = [b"BT 1 0 0 1 50 800 Tm"], 0
    for size, text in lines:
        height = size + 4
        escaped = text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)").encode("cp1252")
        drawn.append(b"/F1 %d Tf 0 -%d Td (%s) Tj" % (size, height, escaped))
    return b"\n".join([*drawn, b"ET"])


def assembled(objects: list[bytes], trailer: bytes = b"") -> bytes:
    out = io.BytesIO()
    out.write(b"%PDF-1.4\n")
    places = []
    for number, content in enumerate(objects, 1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, content))
    table = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    out.writelines(b"%010d 00000 n \n" % place for place in places)
    out.write(b"trailer\n<< /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, trailer, table))
    return out.getvalue()


RSS = f"""<?xml version="1.0" encoding="utf-8"?>
<!-- made by hand -->
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>Council for Open Borders and Security</title><link>https://www.cobs.example/</link><language>en-GB</language>
<image><title>Logo</title></image>
<item><title>{TITLE} &amp;amp; beyond</title><link>{ADDRESS}?utm_source=feed</link><guid isPermaLink="false">cobs-7</guid>
<pubDate>Tue, 04 Mar 2008 23:30:00 -0500</pubDate><dc:creator>admin</dc:creator><category>Migration</category><category>Policing</category>
<description>A teaser.</description><content:encoded><![CDATA[<p>KOLNIK – {PARAGRAPHS[0]}</p><ul><li>Look behind the second wall.</li><li>Ask.</li></ul><p>{PARAGRAPHS[1]}</p>]]></content:encoded></item>
<item><title>Only a teaser</title><link>/news/teaser</link><pubDate>2008-03-05</pubDate><description>Inspectors from four ministries learned &lt;b&gt;how&lt;/b&gt; to look …</description></item>
<item><title>Plain</title><description>{PARAGRAPHS[2]}</description></item>
</channel></rss>"""

ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en" xml:base="https://www.cobs.example/feed/">
<title>News</title><author><name>Council for Open Borders and Security</name></author><updated>2008-03-06T00:00:00Z</updated>
<entry><title type="html">{TITLE}</title><link rel="edit" href="/edit/1"/><link href="../news/below-deck"/><id>urn:cobs:7</id>
<published>2008-03-04T23:30:00-05:00</published><updated>2008-03-06T00:00:00Z</updated><category term="migration" label="Migration"/>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>KOLNIK – {PARAGRAPHS[0]}</p><p>{PARAGRAPHS[1]}</p></div></content></entry>
</feed>"""

RDF = f"""<?xml version="1.0" encoding="iso-8859-2"?>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel rdf:about="https://www.cobs.example/"><title>Zprávy</title><dc:publisher>Úřad pro hranice</dc:publisher></channel>
<item rdf:about="{ADDRESS}"><title>Žluťoučký kůň</title><link>{ADDRESS}</link><dc:date>2008-03-04</dc:date><dc:subject>Migration</dc:subject>
<description>{PARAGRAPHS[0]}</description></item></rdf:RDF>"""
