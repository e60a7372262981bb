"""An import that ends at any statement it sends to the disk leaves a whole archive, and the next one completes it."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from corpus.archive import Archive
from corpus.ingest import add
from tests.corpus.stored import body

SCRIPT = """
import json, os, shutil, sys
from pathlib import Path
from corpus import ingest
from corpus.importing import batches
from corpus.archive import Archive
from corpus.store.database import Session
from tests.corpus.test_ingest import Here

def crash_at(statement):
    real = Session._execute
    left = statement
    def execute(self, sql, values):
        nonlocal left
        left -= 1
        if left == 0:
            os._exit(9)
        return real(self, sql, values)
    Session._execute = execute

def run(folder, pages, statement=0):
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    crash_at(statement)
    with Archive.open(folder, create=True) as archive:
        ingest.add(archive, [pages])
    os._exit(0)

def state(folder):
    with Archive.open(folder) as archive:
        archive.check()
        documents = archive.documents(list(archive.keys()))
        revisions = {key: len(archive.revisions(key)) for key in documents}
        totals = archive.totals()
        numbers = [change.number for change in archive.changes(0)]
        texts = {key: document.text for key, document in documents.items()}
        return [texts, revisions, totals.pages, totals.documents, numbers == sorted(set(numbers))]

if __name__ == "__main__":
    base, pages, after = map(Path, sys.argv[1:])
    ingest._pool = Here
    batches.MOST_ITEMS = 1
    ingest._COMMIT_PAGES = 2
    crashes = 0
    ends = set()
    assert run(base / "first", pages) == 0
    shutil.copytree(after, pages, dirs_exist_ok=True)
    while True:
        folder = base / f"archive{crashes}"
        shutil.copytree(base / "first", folder)
        ended = run(folder, pages, crashes + 1)
        if ended == 9:
            state(folder)
            assert run(folder, pages) == 0
        ends.add(json.dumps(state(folder), sort_keys=True))
        if ended == 0:
            break
        crashes += 1
    print(json.dumps([crashes, sorted(ends)]))
"""


def write(folder: Path, name: str, *topics: str, change: str = "") -> None:
    folder.mkdir(exist_ok=True)
    texts = [f"About {topic} in Varesia\n\n{body(topic, change)}" for topic in topics]
    (folder / name).write_text("\n\n".join(texts) + "\n", encoding="utf-8")


def test_an_import_that_dies_at_any_statement_is_whole_and_completed_by_the_next(tmp_path: Path) -> None:
    for topic in ("fees", "ports", "roads"):
        write(tmp_path / "pages", f"{topic}.txt", topic)
    write(tmp_path / "after", "fees.txt", "fees", change="Now it is lower.")
    write(tmp_path / "after", "roads.txt", "rivers")
    write(tmp_path / "after", "lakes.txt", "lakes")
    (tmp_path / "crash.py").write_text(SCRIPT, encoding="utf-8")

    arguments = [str(tmp_path / "crash.py"), *(str(tmp_path / name) for name in ("", "pages", "after"))]
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    done = subprocess.run(
        [sys.executable, *arguments], capture_output=True, text=True, check=False, env=environment, timeout=60
    )
    assert done.returncode == 0, done.stderr
    crashes, ends = json.loads(done.stdout)

    assert crashes >= 20
    (end,) = map(json.loads, ends)
    texts, revisions, pages, documents, in_order = end
    assert sorted(revisions.values()) == [1, 1, 2, 2]
    assert (pages, documents, in_order) == (6, 4, True)
    assert any("Now it is lower." in text for text in texts.values())


KILLED = """
import os, sys
from pathlib import Path
from corpus import ingest
from corpus.importing import batches
from corpus.archive import Archive
from corpus.store.writer import Writer

def commit(self):
    self._session.commit()
    os._exit(9)

if __name__ == "__main__":
    batches.MOST_ITEMS = 1
    ingest._COMMIT_PAGES = 1
    Writer.commit = commit
    with Archive.open(Path(sys.argv[1]), create=True) as archive:
        ingest.add(archive, [sys.argv[2]], workers=1)
"""


@pytest.mark.parametrize("pages", [3])
def test_an_import_with_its_workers_that_is_killed_keeps_what_was_committed(tmp_path: Path, pages: int) -> None:
    for number in range(pages):
        write(tmp_path / "pages", f"{number}.txt", f"topic{number}")
    script = tmp_path / "killed.py"
    script.write_text(KILLED, encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}

    for done in range(1, pages + 1):
        arguments = [sys.executable, str(script), str(tmp_path / "archive"), str(tmp_path / "pages")]
        killed = subprocess.run(arguments, check=False, env=environment, timeout=60)
        assert killed.returncode == 9
        with Archive.open(tmp_path / "archive") as archive:
            archive.check()
            assert len(list(archive.keys())) == done

    with Archive.open(tmp_path / "archive") as archive:
        assert add(archive, [tmp_path / "pages"], workers=1).documents_same == pages
