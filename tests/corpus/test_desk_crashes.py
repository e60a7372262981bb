"""What a desk has said to be kept is kept, whenever its process ends; several rooms at once lose nothing."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from corpus import Desk, desk_as_json

ROOT = Path(__file__).parents[2]

ENDED = """
import json, os, shutil, sys
from pathlib import Path
from corpus import Anchor, Desk, desk_as_json, import_desk
from corpus.store import database

EXPORTED = '{"form": "dateline desk", "version": 1, "marks": [{"key": "key8"}], "notes": [{"key": "key8", "text": "So?"}]}'
ACTS = [
    lambda desk: desk.mark(["key1", "key2", "key3"]),
    lambda desk: desk.tag(["key1", "key2"], "wages"),
    lambda desk: desk.add_note("key1", "Check the year.", Anchor("in May", "raised", "and", 7)),
    lambda desk: desk.edit_note(1, "It is 2008."),
    lambda desk: desk.undo(),
    lambda desk: desk.redo(),
    lambda desk: desk.rename_tag("wages", "pay"),
    lambda desk: desk.save_search("pay", "pay OR wages"),
    lambda desk: import_desk(desk, EXPORTED),
    lambda desk: desk.undo(),
    lambda desk: desk.set_position("key1", 2, 3, "raised in May"),
    lambda desk: desk.visit("key1", "archive"),
    lambda desk: desk.delete_note(1),
]

class Ending:
    "A connection whose process ends at a statement."
    def __init__(self, connection, at):
        self._connection, self._left = connection, at
    def __getattr__(self, name):
        return getattr(self._connection, name)
    def execute(self, *statement):
        self._left -= 1
        if self._left == 0:
            os._exit(9)
        return self._connection.execute(*statement)

def run(path, at, said):
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    desk = Desk.open(path)
    desk._connection = desk._log._connection = Ending(desk._connection, at)
    for act in ACTS:
        act(desk)
        os.write(said, b"x")
    os._exit(0)

def state(desk):
    form = json.dumps({name: value for name, value in desk_as_json(desk).items() if name != "exported"})
    values = json.loads(form)
    for note in values["notes"]:
        del note["uid"]
    return without_times(values)

def without_times(value):
    if isinstance(value, dict):
        return {name: without_times(one) for name, one in value.items() if name not in TIMES}
    return [without_times(one) for one in value] if isinstance(value, list) else value

TIMES = {"made", "changed", "until", "opened", "at"}

# A process ends here, not the power: what was written need not be forced to the disk.
connect = database.connect
database.connect = lambda path, mode, synchronous: connect(path, mode)

if __name__ == "__main__":
    base = Path(sys.argv[1])
    states = []
    with Desk.open(base / "whole.db") as desk:
        states.append(state(desk))
        for act in ACTS:
            act(desk)
            states.append(state(desk))
    Desk.open(base / "empty.db").close()
    ends = 0
    while True:
        path = base / f"desk{ends}.db"
        shutil.copy(base / "empty.db", path)
        heard, said = os.pipe()
        ended = run(path, ends + 1, said)
        os.close(said)
        kept = len(os.read(heard, 100))
        os.close(heard)
        with Desk.open(path) as desk:
            found = state(desk)
            assert found in states[kept:kept + 2], (ends, kept)
            assert desk.rows("PRAGMA integrity_check") == [("ok",)]
            assert bool(desk.undo()) == (found != states[0])
        if ended == 0:
            break
        ends += 1
    assert kept == len(ACTS)
    print(ends)
"""

KILLED = """
import sys
from pathlib import Path
from corpus import Desk

with Desk.open(Path(sys.argv[1])) as desk:
    for number in range(100_000):
        desk.mark([f"key{number}", f"also{number}"])
        desk.add_note(f"key{number}", f"Note {number}.")
        print(number, flush=True)
"""

ROOM = """
import sys
from pathlib import Path
from corpus import Desk

with Desk.open(Path(sys.argv[1])) as desk:
    assert desk.remembers, desk.warning
    for number in range(10):
        desk.mark(f"{sys.argv[2]}-{number}")
        desk.tag(f"{sys.argv[2]}-{number}", "wages")
        desk.mark(f"{sys.argv[2]}-taken-back")
        assert desk.undo() == f"Mark taken away from {sys.argv[2]}-taken-back."
"""


def started(script: str, *arguments: object) -> "subprocess.Popen[str]":
    command = [sys.executable, "-c", script, *map(str, arguments)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment)


def test_a_room_that_ends_at_any_statement_has_kept_what_it_said_and_nothing_by_half(tmp_path: Path) -> None:
    with started(ENDED, tmp_path) as process:
        out, err = process.communicate(timeout=100)

    assert process.returncode == 0, err
    assert int(out) >= 100


@pytest.mark.parametrize("changes", [1, 7])
def test_a_room_that_is_killed_has_kept_what_it_said(tmp_path: Path, changes: int) -> None:
    path = tmp_path / "desk.db"
    with started(KILLED, path) as process:
        assert process.stdout
        said = [int(process.stdout.readline()) for _ in range(changes)][-1]
        process.send_signal(signal.SIGKILL)
        process.communicate()

    with Desk.open(path) as desk:
        marked = desk.marked()
        assert {f"{word}{number}" for number in range(said + 1) for word in ("key", "also")} <= marked
        assert {f"key{number}" for number in range(said + 1)} <= desk.noted()
        assert len(marked) % 2 == 0
        assert desk.undo()


@pytest.mark.parametrize("rooms", [4])
def test_rooms_that_open_one_desk_at_once_and_write_to_it_lose_nothing(tmp_path: Path, rooms: int) -> None:
    path = tmp_path / "desk.db"
    processes = [started(ROOM, path, f"room{number}") for number in range(rooms)]
    for process in processes:
        with process:
            _, err = process.communicate(timeout=60)
        assert process.returncode == 0, err

    with Desk.open(path) as desk:
        assert desk.marked() == {f"room{room}-{number}" for room in range(rooms) for number in range(10)}
        assert desk.all_tags() == {"wages": rooms * 10}
        assert json.dumps(desk_as_json(desk))
