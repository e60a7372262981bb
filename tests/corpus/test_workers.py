"""Workers that are killed and replaced, and what becomes of the inputs they held."""

import ctypes
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from multiprocessing.connection import Connection, wait
from pathlib import Path

import pytest

from corpus.errors import DatelineError
from corpus.importing.workers import Failed, Pool

MEMORY = 200 << 20


def hang() -> str:
    while True:
        pass


def recurse() -> str:
    return recurse()


def load_libraries() -> str:
    import lxml.html
    import numpy
    import resiliparse.extract.html2text
    import trafilatura

    names = [lxml.html, numpy, resiliparse.extract.html2text, trafilatura]
    return " ".join(module.__name__ for module in names)


DEEDS: dict[str, Callable[[], object]] = {
    "hang": hang,
    "recurse": recurse,
    "crash": lambda: ctypes.string_at(0),
    "leave": lambda: os._exit(3),
    "eat": lambda: len(b"x" * (4 * MEMORY)),
    "raise": lambda: int("no number"),
    "print": lambda: os.write(1, b"noise") + os.write(2, b"noise"),
    "slow": lambda: threading.Event().wait(0.4) or None,
    "interrupt": lambda: os.kill(os.getpid(), signal.SIGINT),
    "who": os.getpid,
    "libraries": load_libraries,
}


def work(task: str) -> str:
    """Do what the task says; run in a worker."""
    return str(DEEDS[task]()) if task in DEEDS else task.upper()


Run = Callable[..., list[list[str | Failed]]]


@pytest.fixture
def run() -> Iterator[Run]:
    pools: list[Pool[str, str]] = []

    def run(
        *batches: Sequence[str], count: int = 1, seconds: float = 20, memory: int = MEMORY
    ) -> list[list[str | Failed]]:
        pools.append(Pool(work, count, seconds=seconds, memory=memory))
        return list(pools[-1].run(batches))

    yield run
    for pool in pools:
        pool.close()


def test_results_come_in_the_order_of_the_batches(run: Run) -> None:
    batches = [[f"a{number}", f"b{number}"] for number in range(40)]

    assert run(*batches, count=3) == [[f"A{number}", f"B{number}"] for number in range(40)]


def test_an_empty_batch_has_no_results_and_keeps_its_turn(run: Run) -> None:
    assert run(["a"], [], ["b"]) == [["A"], [], ["B"]]


def test_nothing_to_do_starts_nothing(run: Run) -> None:
    assert run() == []
    assert run([], []) == [[], []]


@pytest.mark.parametrize("guilty", ["crash", "leave"])
def test_only_the_guilty_input_of_a_crash_fails(run: Run, guilty: str) -> None:
    assert run(["a", guilty, "b"], ["c"]) == [["A", Failed("crashed the cleaner"), "B"], ["C"]]


def test_only_the_guilty_input_of_a_hang_fails(run: Run) -> None:
    assert run(["a", "hang", "b"], ["c"], seconds=0.5) == [
        ["A", Failed("took longer than 0.5 seconds to clean"), "B"],
        ["C"],
    ]


def test_an_input_that_eats_memory_fails_alone(run: Run) -> None:
    assert run(["a", "eat", "b"]) == [["A", Failed("needs too much memory to clean"), "B"]]


@pytest.mark.parametrize(("guilty", "error"), [("recurse", "RecursionError"), ("raise", "ValueError")])
def test_an_input_that_raises_fails_alone_in_the_same_worker(run: Run, guilty: str, error: str) -> None:
    before, failed, after = run(["who"], [guilty], ["who"])

    assert failed == [Failed(f"could not be cleaned ({error})")]
    assert before == after


def test_the_libraries_that_clean_load_within_the_memory_of_a_worker(run: Run) -> None:
    pages_at_most = 1 << 30

    ((loaded,),) = run(["libraries"], memory=pages_at_most)

    assert loaded == "lxml.html numpy resiliparse.extract.html2text trafilatura"


def test_an_interrupt_from_the_keyboard_does_not_reach_a_worker(run: Run) -> None:
    assert run(["interrupt", "a"]) == [["None", "A"]]


def test_nothing_a_worker_prints_is_seen(run: Run, capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["print"]) == [["10"]]
    assert capfd.readouterr() == ("", "")


def test_a_pause_of_the_whole_program_is_not_held_against_an_input(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    real_clock = time.monotonic
    slept = 0.0

    def wait_and_sleep(connections: list[Connection], timeout: float) -> Sequence[object]:
        nonlocal slept
        heard = wait(connections, timeout)
        slept += 0 if heard else 1000
        return heard

    monkeypatch.setattr("corpus.importing.workers.wait", wait_and_sleep)
    monkeypatch.setattr("corpus.importing.workers.time.monotonic", lambda: real_clock() + slept)

    assert run(["slow"]) == [["None"]]
    assert slept > 0


def test_stopping_ends_a_run_while_an_input_hangs() -> None:
    pool = Pool(work, 1)
    asked = threading.Event()

    def stop() -> bool:
        was = asked.is_set()
        asked.set()
        return was

    assert list(pool.run([["hang"]], stop=stop)) == []
    pool.close()


def test_closing_ends_the_workers() -> None:
    pool = Pool(work, 2)
    ((first,), (second,)) = pool.run([["who"], ["who"]])
    pool.close()

    for process in {str(first), str(second)}:
        with pytest.raises(ProcessLookupError):
            os.kill(int(process), 0)


def test_workers_that_cannot_be_started_are_an_error_not_an_endless_loop(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "false")
    pool: Pool[str, str] = Pool(work, 1)

    with pytest.raises(DatelineError, match="cannot be started"):
        list(pool.run([["a"]]))
    pool.close()


PARENT = """
import sys
from corpus.importing.workers import Pool
from tests.corpus.test_workers import work
if __name__ == "__main__":
    pool = Pool(work, 1)
    for results in pool.run([["who"], ["hang", "a"]]):
        print(*results, flush=True)
    pool.close()
"""


def test_a_program_read_from_a_pipe_can_have_workers_too() -> None:
    root = str(Path(__file__).parents[2])
    done = subprocess.run(
        [sys.executable], input=PARENT.replace('["hang", "a"]', '["a"]'), env={**os.environ, "PYTHONPATH": root},
        capture_output=True, text=True, check=True, timeout=60,
    )  # fmt: skip

    assert done.stdout.splitlines()[1:] == ["A"]
    assert done.stderr == ""


def test_a_worker_dies_soon_after_its_parent_is_killed(tmp_path: Path) -> None:
    script = tmp_path / "parent.py"
    script.write_text(PARENT, encoding="utf-8")
    root = str(Path(__file__).parents[2])
    parent = subprocess.Popen(
        [sys.executable, script], stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": root}
    )
    assert parent.stdout
    worker = int(parent.stdout.readline())
    parent.kill()
    parent.wait()
    parent.stdout.close()

    deadline = time.monotonic() + 10
    while _runs(worker) and time.monotonic() < deadline:
        os.sched_yield()

    assert not _runs(worker)


def _runs(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False
