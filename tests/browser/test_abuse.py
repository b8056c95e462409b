"""A reader who sends what no browser would: nobody else notices, and the server stands."""

import asyncio
from collections.abc import Callable
from pathlib import Path

import apart
from bench.session import Session
from streamlit.proto.BackMsg_pb2 import BackMsg
from websockets.exceptions import ConnectionClosed

from browser.server import Server
from dashboard.model import days

Folder = Callable[..., Path]
CHANGES = 10_000  # of a filter, by one reader
GARBAGE = [b"", b"\x00" * 64, b"\xff\xfe" * 500, b"GET / HTTP/1.1\r\n\r\n", b"\x0a\xff\xff\xff\x7f"]


async def _reader(server: Server) -> Session:
    session = await Session(server.origin).__aenter__()
    await session.run()
    await session.trigger("time_bar_component", "ready", True)
    return session


async def _moves(session: Session) -> None:
    bar = session.panels["time_bar_component"]["bar"]
    for day in (bar["first"], bar["last"]):
        moment = {"day": day, "first": bar["first"], "last": bar["last"], "window": None}
        seq = session.panels["time_bar_component"]["bar"]["seq"] + 1
        await session.trigger("time_bar_component", "moved", {**moment, "seq": seq})
        assert days.day(day).isoformat() in session.query


async def _garbage(session: Session) -> None:
    for frame in GARBAGE:
        await session.send(frame)


async def _huge(session: Session) -> None:
    try:
        await session.send(b"\x00" * 50_000_000)
        while True:
            await session.receive()
    except ConnectionClosed:
        return


async def _filters(session: Session) -> None:
    message = BackMsg()
    for number in range(CHANGES):
        message.rerun_script.query_string = f"date=2001-02-03&q={number}"
        await session.send(message.SerializeToString())


async def _beside(server: Server, does: Callable[[Session], object]) -> None:
    """One reader does this while another moves the day, who is answered as ever."""
    one, other = await _reader(server), await _reader(server)
    try:
        harm = asyncio.ensure_future(does(other))
        await _moves(one)
        await harm
        await _moves(one)
    finally:
        await one.__aexit__(None, None, None)
        await other.__aexit__(None, None, None)
    assert server.ask("/healthz") == (200, "ok\n")


def test_what_one_reader_sends_is_nobody_elses_trouble(folder: Folder, tmp_path: Path) -> None:
    with Server(folder(), tmp_path / "log") as server:
        for does in (_garbage, _huge, _filters):
            apart.run(_beside(server, does))
