"""From what a person named to the bytes of pages: found in order, read safely, refused with a reason."""

import gzip
import json
import os
import socket
from pathlib import Path

import pytest

from corpus.importing import inputs
from corpus.importing.inputs import Found, Item, Skipped, find, items


def origins(*paths: str | Path) -> list[str]:
    return [one.origin for one in find(paths)]


def read(path: Path) -> list[Item]:
    return list(items(Found(str(path), str(path), 0)))


def only(path: Path) -> Item:
    (item,) = read(path)
    return item


def test_a_folder_gives_all_files_below_it_in_order_without_the_hidden(tmp_path: Path) -> None:
    for name in ("b/2.txt", "b/10.txt", "a.txt", ".hidden.txt", ".git/config", "b/.x/y.txt", "c/d/e.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()

    assert origins(tmp_path) == [str(tmp_path / name) for name in ("a.txt", "b/10.txt", "b/2.txt", "c/d/e.txt")]


def test_a_hidden_file_that_is_named_is_read(tmp_path: Path) -> None:
    (tmp_path / ".hidden.txt").touch()

    assert origins(tmp_path / ".hidden.txt") == [str(tmp_path / ".hidden.txt")]


def test_links_that_lead_round_in_a_circle_are_followed_once(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "page.txt").touch()
    (tmp_path / "sub" / "up").symlink_to(tmp_path)
    (tmp_path / "self").symlink_to("self")

    assert list(find([tmp_path])) == [
        Skipped(str(tmp_path / "self"), "is a link that leads to itself"),
        Found(str(tmp_path / "sub/page.txt"), str(tmp_path / "sub/page.txt"), 0),
    ]


def test_origins_are_paths_as_given_and_places_are_resolved(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "page.txt").write_bytes(b"page")
    (tmp_path / "link.txt").symlink_to("page.txt")
    monkeypatch.chdir(tmp_path)

    found = [one for one in find(["./page.txt", "link.txt"]) if isinstance(one, Found)]

    assert [one.origin for one in found] == ["./page.txt", "link.txt"]
    assert {one.path for one in found} == {os.path.realpath(tmp_path / "page.txt")}


def test_a_pattern_the_shell_left_is_followed(tmp_path: Path) -> None:
    for name in ("2.txt", "1.txt", "1.html"):
        (tmp_path / name).touch()

    assert origins(tmp_path / "*.txt") == [str(tmp_path / "1.txt"), str(tmp_path / "2.txt")]


def test_a_file_whose_name_looks_like_a_pattern_is_that_file(tmp_path: Path) -> None:
    (tmp_path / "[1].txt").touch()
    (tmp_path / "1.txt").touch()

    assert origins(tmp_path / "[1].txt") == [str(tmp_path / "[1].txt")]


@pytest.mark.parametrize("name", ["missing.txt", "*.missing", "broken"])
def test_what_is_not_there_is_skipped_with_a_reason(tmp_path: Path, name: str) -> None:
    (tmp_path / "broken").symlink_to("nowhere")

    assert list(find([tmp_path / name])) == [Skipped(str(tmp_path / name), "no such file")]


@pytest.mark.parametrize("name", [b"new\nline.txt", b"esc\x1b[2J.txt", b"caf\xe9.txt"])
def test_a_file_may_have_any_name(tmp_path: Path, name: bytes) -> None:
    path = os.path.join(os.fsencode(tmp_path), name)  # noqa: PTH118
    Path(os.fsdecode(path)).write_bytes(b"page")

    (found,) = find([tmp_path])

    assert isinstance(found, Found)
    assert os.fsencode(found.origin) == path
    assert [item.raw for item in items(found)] == [b"page"]


def test_a_pipe_nobody_writes_to_does_not_hold_up(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")

    assert only(tmp_path / "pipe.txt").reason == "is a named pipe"


def test_a_socket_and_a_device_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind("socket.txt")
        (socket_item,) = items(Found("socket.txt", str(tmp_path / "socket.txt"), 0))

    assert socket_item.reason
    assert only(Path("/dev/null")).reason == "is a device"


@pytest.mark.parametrize("name", ["empty.txt", "empty.jsonl", "empty.html.gz", "empty.json"])
def test_an_empty_file_is_said_to_be_empty(tmp_path: Path, name: str) -> None:
    (tmp_path / name).touch()
    (tmp_path / f"blank-{name}").write_bytes(gzip.compress(b" \n") if name.endswith(".gz") else b" \n\n")

    assert only(tmp_path / name).reason == "is empty"
    assert only(tmp_path / f"blank-{name}").reason == "is empty"


def test_a_file_that_is_too_large_is_refused(tmp_path: Path) -> None:
    with (tmp_path / "large.html").open("wb") as file:
        file.truncate(inputs.LARGEST_FILE + 1)

    assert only(tmp_path / "large.html").reason == "is larger than 32 MB"


def test_a_file_that_grows_after_it_was_found_is_still_held_to_the_limit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(inputs, "LARGEST_FILE", 3)
    (tmp_path / "page.txt").write_bytes(b"four")

    assert only(tmp_path / "page.txt").reason


def test_a_packed_page_is_unpacked_and_named_without_its_ending(tmp_path: Path) -> None:
    (tmp_path / "page.html.gz").write_bytes(gzip.compress(b"<p>one") + gzip.compress(b" two"))

    item = only(tmp_path / "page.html.gz")

    assert (item.name, item.raw, item.origin) == ("page.html", b"<p>one two", str(tmp_path / "page.html.gz"))


def test_a_packed_page_that_unpacks_without_end_is_refused(tmp_path: Path) -> None:
    (tmp_path / "bomb.html.gz").write_bytes(gzip.compress(bytes(80 << 20)))

    assert only(tmp_path / "bomb.html.gz").reason == "unpacks to more than 64 MB or 200 times its size"


@pytest.mark.parametrize("content", [b"no gzip", gzip.compress(b"page" * 1000, mtime=0)[:-12]])
def test_a_packed_page_that_is_not_whole_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "page.txt.gz").write_bytes(content)

    assert only(tmp_path / "page.txt.gz").reason == "is not a whole gzip file"


@pytest.mark.parametrize("name", ["news.jsonl", "news.ndjson", "news.jsonl.gz", "news.json", "NEWS.JSONL"])
def test_a_file_of_records_is_read_record_by_record(tmp_path: Path, name: str) -> None:
    content = b'{"text": "one"}\n\n  {"text": "two"}\r\n{"text": "three"}'
    (tmp_path / name).write_bytes(gzip.compress(content) if name.endswith(".gz") else content)

    records = read(tmp_path / name)

    assert [record.raw for record in records] == [b'{"text": "one"}', b'{"text": "two"}', b'{"text": "three"}']
    assert [record.origin for record in records] == [f"{tmp_path / name}#{line}" for line in (1, 3, 4)]
    assert {record.name.lower() for record in records} <= {"news.jsonl", "news.ndjson"}


def test_a_json_file_of_many_lines_is_one_record(tmp_path: Path) -> None:
    content = json.dumps({"text": "one"}, indent=2).encode()
    (tmp_path / "page.json").write_bytes(content)

    item = only(tmp_path / "page.json")

    assert (item.raw, item.name, item.record) == (content, "page.jsonl", None)


def test_a_record_that_is_too_long_is_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inputs, "LARGEST_RECORD", 1 << 20)
    (tmp_path / "news.jsonl").write_bytes(b'{"a": 1}\n' + b"x" * (3 << 20) + b'\n{"b": 2}\n')

    first, long, last = read(tmp_path / "news.jsonl")

    assert (first.raw, last.raw, last.record) == (b'{"a": 1}', b'{"b": 2}', 3)
    assert long.reason == "is larger than 1 MB"


def test_a_record_without_end_ends_its_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inputs, "LARGEST_RECORD", 1 << 16)
    (tmp_path / "news.jsonl.gz").write_bytes(gzip.compress(b'{"a": 1}\n' + bytes(1 << 20) + b'\n{"b": 2}\n'))

    first, last = read(tmp_path / "news.jsonl.gz")

    assert first.raw == b'{"a": 1}'
    assert last.reason == "the file cannot be read from here on"


def test_records_before_a_damage_are_read(tmp_path: Path) -> None:
    lines = b"".join(b'{"text": "%d"}\n' % number for number in range(20_000))
    (tmp_path / "news.jsonl.gz").write_bytes(gzip.compress(lines)[:-2000])

    *records, last = read(tmp_path / "news.jsonl.gz")

    assert len(records) > 1000
    assert last.reason == "the file cannot be read from here on"


def test_equal_bytes_have_equal_digests_wherever_they_stand(tmp_path: Path) -> None:
    (tmp_path / "one.jsonl").write_bytes(b'{"a": 1}\n{"b": 2}\n')
    (tmp_path / "two.jsonl").write_bytes(b'{"b": 2}\n{"a": 1}\n')

    one, two = ([record.digest for record in read(tmp_path / name)] for name in ("one.jsonl", "two.jsonl"))

    assert one == two[::-1]
    assert one[0] != one[1]
