import asyncio
import threading
from collections.abc import Callable

from corpus import DatelineError
from tui.screens.latest import Latest


class Work:
    """Jobs that wait until they are let go; keeps how many ran at once, and which were cancelled."""

    def __init__(self) -> None:
        self.go = threading.Event()
        self.started = threading.Event()
        self.lock = threading.Lock()
        self.running = self.most = 0
        self.ran: list[str] = []
        self.cancelled: list[str] = []

    def __call__(self, asked: str, cancel: threading.Event) -> str:
        with self.lock:
            self.running += 1
            self.most = max(self.most, self.running)
        self.ran.append(asked)
        self.started.set()
        self.go.wait(20)
        if cancel.is_set():
            self.cancelled.append(asked)
        with self.lock:
            self.running -= 1
        if asked == "bad":
            raise DatelineError("The quotation mark is never closed.")
        if asked == "broken":
            raise ZeroDivisionError
        return asked.upper()


def latest(work: Work) -> tuple[Latest[str, str], list[str]]:
    given: list[str] = []

    def at_once(call: Callable[[], None]) -> None:
        call()

    jobs = Latest(work, lambda _, answer: given.append(answer), lambda _, error: given.append(str(error)), at_once)
    return jobs, given


async def test_eleven_letters_run_two_searches_one_at_a_time() -> None:
    work = Work()
    jobs, given = latest(work)
    word = "trafficking"
    jobs.ask(word[:1])
    await asyncio.to_thread(work.started.wait, 20)
    for end in range(2, len(word) + 1):
        jobs.ask(word[:end])
    work.go.set()
    await jobs.idle()
    assert work.ran == ["t", "trafficking"]
    assert (work.most, work.cancelled, given) == (1, ["t"], ["TRAFFICKING"])


async def test_an_error_comes_as_its_sentence_and_the_next_job_runs() -> None:
    work = Work()
    work.go.set()
    jobs, given = latest(work)
    jobs.ask("bad")
    await jobs.idle()
    jobs.ask("good")
    await jobs.idle()
    assert given == ["The quotation mark is never closed.", "GOOD"]


async def test_a_defect_in_a_job_is_one_sentence_too() -> None:
    work = Work()
    work.go.set()
    jobs, given = latest(work)
    jobs.ask("broken")
    await jobs.idle()
    assert "ZeroDivisionError" in given[0]


async def test_after_stop_nothing_is_handed_over() -> None:
    work = Work()
    jobs, given = latest(work)
    jobs.ask("a")
    await asyncio.to_thread(work.started.wait, 20)
    jobs.stop()
    work.go.set()
    await jobs.idle()
    assert (given, work.cancelled) == ([], ["a"])


async def test_an_answer_overtaken_before_it_is_handed_over_is_dropped() -> None:
    given: list[str] = []
    waiting: list[Callable[[], None]] = []
    jobs: Latest[str, str] = Latest(
        lambda asked, _: asked, lambda _, answer: given.append(answer), lambda _, e: None, waiting.append
    )
    jobs.ask("old")
    await jobs.idle()
    jobs.ask("new")
    await jobs.idle()
    for hand_over in waiting:
        hand_over()
    assert given == ["new"]


async def test_it_is_busy_until_what_came_of_a_job_is_handed_over() -> None:
    work = Work()
    work.go.set()
    waiting: list[Callable[[], None]] = []
    given: list[str] = []
    jobs = Latest(
        work, lambda _, answer: given.append(answer), lambda _, error: given.append(str(error)), waiting.append
    )
    jobs.ask("labour")
    await jobs.idle()
    assert (jobs.busy, given) == (True, [])
    waiting.pop()()
    assert (jobs.busy, given) == (False, ["LABOUR"])
