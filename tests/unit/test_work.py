"""Long work in turn: never more at once than wanted, and an answer at once to who is too many."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from dashboard.server.work import Busy, Turns


def test_so_many_work_and_so_many_wait() -> None:
    turns = Turns(at_once=2, waiting=3)
    release, begun = threading.Event(), threading.Semaphore(0)
    working: list[int] = []
    most: list[int] = []

    def work(number: int) -> int:
        with turns.turn():
            working.append(number)
            most.append(len(working))
            begun.release()
            release.wait(30)
            working.remove(number)
        return number

    with ThreadPoolExecutor(5) as pool:
        futures = [pool.submit(work, number) for number in range(2)]
        for _ in futures:
            assert begun.acquire(timeout=30)
        futures += [pool.submit(work, number) for number in range(2, 5)]
        while turns.waiting < 3:
            pass
        with pytest.raises(Busy, match="try again in a moment"), turns.turn():
            pass
        release.set()
        assert sorted(future.result(30) for future in futures) == [0, 1, 2, 3, 4]
    assert max(most) == 2
    with turns.turn():  # all places are free again
        assert turns.waiting == 0


def test_work_that_fails_gives_its_place_back() -> None:
    turns = Turns(at_once=1, waiting=0)
    for _ in range(3):
        with pytest.raises(ValueError, match="no"), turns.turn():
            raise ValueError("no")
