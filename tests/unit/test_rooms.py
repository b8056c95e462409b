"""Rooms: the newest state for everyone however slow, codes, who is there, ends, limits."""

import asyncio
import re
import threading

import apart
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from dashboard.server import rooms
from dashboard.server.rooms import LASTS, Full, Hub, Room, Shown


class Clock:
    """A clock that a test moves."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def shown(number: int) -> Shown:
    return Shown({"date": f"2001-02-{number:02}"})


def show(hub: Hub, what: Shown, session: str = "briefer", browser: str = "own",
         folder: str = "data") -> None:  # fmt: skip
    hub.publish(session, lambda: browser, folder, what)


def begun(hub: Hub) -> Room:
    room = hub.begin("briefer", "own", "data")
    show(hub, shown(1))
    return room


@settings(deadline=None)  # each example has a loop of its own
@given(
    waits=some.lists(some.integers(0, 4), min_size=1, max_size=12),
    listeners=some.lists(some.lists(some.integers(0, 6), max_size=5), min_size=1, max_size=4),
)
def test_the_newest_state_wins_however_slow_who_listens(
    waits: list[int], listeners: list[list[int]]
) -> None:
    """`waits` are turns of the loop between what is shown, and between looks of each listener."""
    hub = Hub()
    room = begun(hub)

    async def listen(slow: list[int]) -> list[int]:
        seen: list[int] = []
        while not room.over:
            if await room.news(seen[-1] if seen else 0, 30) and not room.over:
                assert room.shown == shown(room.number)
                seen.append(room.number)
            for _ in range(slow[len(seen) % len(slow)] if slow else 0):
                await asyncio.sleep(0)
        return seen

    async def present() -> None:
        for number, wait in enumerate(waits, start=2):
            for _ in range(wait):
                await asyncio.sleep(0)
            show(hub, shown(number))
        for _ in range(50):  # time for the slowest to look once more
            await asyncio.sleep(0)
        hub.end("briefer")

    async def all_of_it() -> list[list[int]]:
        heard = [asyncio.create_task(listen(slow)) for slow in listeners]
        await present()
        return [await one for one in heard]

    for seen in apart.run(all_of_it()):
        assert seen == sorted({*seen})  # nothing twice, nothing old
        assert seen[-1] == len(waits) + 1


def test_what_threads_show_reaches_all_who_listen() -> None:
    hub = Hub()
    room = begun(hub)
    most = 200

    def present() -> None:
        for number in range(2, most + 1):
            show(hub, Shown({"step": str(number)}))

    async def listen() -> int:
        seen = 0
        while seen < most:
            assert await room.news(seen, 30)
            assert room.number > seen
            seen = room.number
        return seen

    async def all_of_it() -> list[int]:
        heard = asyncio.gather(*(listen() for _ in range(20)))
        thread = threading.Thread(target=present)
        thread.start()
        found = await heard
        thread.join()
        return found

    assert apart.run(all_of_it()) == [most] * 20


def test_without_news_a_listener_is_told_so() -> None:
    room = begun(Hub())
    assert not apart.run(room.news(room.number, 0.01))
    assert apart.run(room.news(0, 0.01))  # a late comer has news at once


def test_what_is_shown_again_is_no_news() -> None:
    hub = Hub()
    room = begun(hub)
    show(hub, shown(1))
    assert room.number == 1


def test_who_is_not_followed_publishes_nothing() -> None:
    hub = Hub()
    room = begun(hub)
    show(hub, shown(2), session="another")
    assert room.shown == shown(1)


def test_a_code_cannot_be_guessed_and_names_its_replica() -> None:
    hub = Hub()
    codes = [hub.begin(str(number), "", "data").code for number in range(20)]
    assert len({*codes}) == 20
    for code in codes:  # 16 of 32 signs: 80 bits
        assert re.fullmatch("[a-z2-7]{16}", code)
        assert len({*code}) > 4
    hub.replica = "west2"
    assert re.fullmatch("west2-[a-z2-7]{16}", hub.begin("one more", "", "data").code)


def test_one_session_has_one_room() -> None:
    hub = Hub()
    assert hub.begin("briefer", "own", "data") is hub.begin("briefer", "own", "data")


def test_the_briefer_goes_and_comes_back() -> None:
    hub = Hub()
    room = begun(hub)
    hub.tick(lambda _: False)
    assert (room.here, room.number) == (False, 2)
    hub.tick(lambda _: False)
    assert room.number == 2
    hub.tick(lambda _: True)  # the connection was lost for a moment
    assert (room.here, room.number) == (True, 3)


def test_a_page_loaded_again_takes_its_room_over_but_no_other_does() -> None:
    hub = Hub()
    room = begun(hub)
    show(hub, shown(1), session="second tab")
    assert room.session == "briefer"  # the first is there
    hub.tick(lambda _: False)
    show(hub, shown(1), session="stranger", browser="other")
    show(hub, shown(1), session="unknown", browser="")
    show(hub, shown(2), session="new tab")  # about something else
    assert (room.here, room.shown, room.session) == (False, shown(1), "briefer")
    show(hub, shown(1), session="loaded again")
    assert (room.here, room.session) == (True, "loaded again")
    show(hub, shown(2), session="loaded again")
    assert room.shown == shown(2)


def test_who_asks_again_to_be_followed_has_the_same_room() -> None:
    hub = Hub()
    room = begun(hub)
    assert hub.begin("stranger", "other", "data") is not room
    assert hub.begin("second tab", "own", "data") is not room  # the first is there
    hub.tick(lambda session: session != "briefer")
    assert hub.begin("new tab", "own", "data") is room
    show(hub, shown(2), session="new tab")
    assert (room.here, room.shown) == (True, shown(2))


def test_in_another_folder_the_briefer_is_away() -> None:
    hub = Hub()
    room = begun(hub)
    show(hub, shown(2), folder="elsewhere")
    assert (room.here, room.shown) == (False, shown(1))
    show(hub, shown(3))
    assert (room.here, room.shown) == (True, shown(3))


def test_a_room_ends_when_the_briefer_says_so() -> None:
    hub = Hub()
    room = begun(hub)
    hub.end("briefer")
    assert room.ended
    assert hub.find(room.code) is hub.of("briefer") is None
    assert hub.has_ended(room.code)
    assert not hub.has_ended("another")
    assert hub.begin("briefer", "own", "data").code != room.code


def test_a_room_waits_for_its_briefer_and_then_ends() -> None:
    clock = Clock()
    hub = Hub(clock)
    room = begun(hub)
    hub.tick(lambda _: False)
    clock.now += LASTS - 1
    hub.tick(lambda _: False)
    assert not room.ended
    clock.now += 1
    hub.tick(lambda _: False)
    assert room.ended
    assert hub.has_ended(room.code)


def test_a_server_that_ends_lets_go_without_ending_the_briefing() -> None:
    hub = Hub()
    room = begun(hub)
    hub.stop()
    assert room.over
    assert not room.ended


def test_rooms_and_followers_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rooms, "ROOMS", 2)
    monkeypatch.setattr(rooms, "FOLLOWERS", 2)
    hub = Hub()
    room, _ = hub.begin("one", "", "data"), hub.begin("two", "", "data")
    with pytest.raises(Full, match="try again"):
        hub.begin("three", "", "data")
    with hub.listening(room, follows=True), hub.listening(room, follows=False):
        assert room.followers == 1
        with pytest.raises(Full), hub.listening(room, follows=True):
            pass
    assert room.followers == 0
    hub.end("one")
    assert hub.begin("three", "", "data")
