"""The command that makes files: `python -m dashboard export`."""

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import date as day
from enum import StrEnum
from pathlib import Path
from typing import IO, Annotated
from urllib.parse import parse_qsl, urlsplit

import typer
from rich.progress import BarColumn, Progress, TextColumn

from dashboard.commands.console import console, must_be_folder
from dashboard.model import address
from dashboard.model.errors import DashboardError, DataError
from dashboard.model.safe_text import shortened
from dashboard.model.scenes import scenes
from dashboard.model.timeline import Timeline
from dashboard.render.exports.formats import (
    FORMATS,
    LEAST,
    LOOKS,
    MOST,
    PAPERS,
    REPLACED,
    Request,
    file_name,
)
from dashboard.sources import folder as data_folder
from dashboard.sources import outlines

# What the command line may say, from the tables of the formats.
Kind = StrEnum("Kind", [*FORMATS, *REPLACED])  # type: ignore[misc]  # mypy reads literal lists only
Look = StrEnum("Look", LOOKS)  # type: ignore[misc]
Paper = StrEnum("Paper", PAPERS)  # type: ignore[misc]
USUAL_PAPER = Paper(PAPERS[0])


def export(
    kind: Annotated[Kind, typer.Argument(metavar="FORMAT", help=", ".join(FORMATS))],
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="FILE", help="Where to write it.")
    ] = None,
    date: Annotated[
        str, typer.Option("--date", metavar="DAY", help="The day to show, such as 2017-10-16.")
    ] = "",
    data: Annotated[
        Path, typer.Option(metavar="DIR", help="The data folder.")
    ] = data_folder.BUILT_IN,
    link: Annotated[
        str, typer.Option("--link", help="A copied link, for its day, filters and perspective.")
    ] = "",
    look: Annotated[
        Look | None,
        typer.Option(help="Of pictures, and of a page that shall not follow its reader's system."),
    ] = None,
    size: Annotated[str, typer.Option(metavar="WIDTHxHEIGHT", help="Of pictures, in pixels.")] = "",
    paper: Annotated[Paper, typer.Option(help="Of the handout.")] = USUAL_PAPER,
) -> None:
    """Make a file: a page, slides, a handout, a picture, a table.

    Slides and handout hold the scenes of the briefing, or with --date or --link that view alone.
    """
    if kind in REPLACED:
        raise DashboardError(f"{kind} is no longer made: ask for {REPLACED[kind]}")
    must_be_folder(data)
    asked = _request(data, link, date, size, str(look or ""), str(paper))
    target = output or Path(file_name(asked, kind))
    form = FORMATS[kind]
    for name, given in (("size", bool(size)), ("paper", paper != USUAL_PAPER),
                        ("look", look is not None)):  # fmt: skip
        if given and name not in form.options:
            raise DashboardError(f"--{name} does not apply to {kind}: leave it out")
    out = console(stderr=True)
    with _writing(target) as part, Progress(
        TextColumn("{task.description}"), BarColumn(), console=out, transient=True,
        disable=not (form.long and out.is_terminal),
    ) as bar:  # fmt: skip
        task = bar.add_task(form.label, total=1.0)

        def progress(share: float, word: str) -> None:
            bar.update(task, completed=share, description=word)

        part.write(form.make(asked, progress))
    console().print(f"{target}: {target.stat().st_size:,} bytes")


def _request(folder: Path, link: str, date: str, size: str, look: str, paper: str) -> Request:
    """What is asked for; DashboardError where it cannot be understood."""
    try:
        dataset = data_folder.read(folder)
    except DataError as error:
        raise DashboardError(f"{error} {folder}: `check` lists them") from error
    timeline = Timeline(dataset)
    script = scenes(dataset, timeline)
    if date:
        _must_be_day(date)
    params = dict(parse_qsl(urlsplit(link).query or link)) | ({"date": date} if date else {})
    arrival = address.parse(params, dataset, timeline, script)
    if link and not {*params} & address.KNOWN:
        raise DashboardError(f'the link "{shortened(link)}" says nothing of a view: copy it anew')
    if arrival.refused:
        raise DashboardError(" ".join(f"There is {part}." for part in arrival.refused))
    return Request(
        dataset, timeline, outlines.read(dataset), arrival.shows(script), tuple(script),
        whole=not params, look=look, size=_pixels(size), paper=paper,
    )  # fmt: skip


def _must_be_day(text: str) -> None:
    try:
        day.fromisoformat(text)
    except ValueError:
        raise DashboardError(
            f"--date {shortened(text)} is not a day: write year, month and day, such as 2017-10-16"
        ) from None


def _pixels(size: str) -> tuple[int, int] | None:
    if not size:
        return None
    found = re.fullmatch(r"([0-9]{1,5})x([0-9]{1,5})", size)
    wide, high = map(int, found.groups()) if found else (0, 0)
    if not (LEAST <= wide <= MOST and LEAST <= high <= MOST):
        raise DashboardError(
            f'"{shortened(size)}" is no size; write width x height in pixels, {LEAST} to {MOST}, '
            "such as 1600x1000"
        )
    return wide, high


@contextmanager
def _writing(target: Path) -> Iterator[IO[bytes]]:
    """A file that is there whole or not at all: written beside its place, then moved into it."""
    if target.is_dir():
        raise DashboardError(f"{target} is a folder: name a file in it")
    path = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        with path.open("wb") as part:
            yield part
        path.replace(target)
    except OSError as error:
        raise DashboardError(f"{target} cannot be written: {error.strerror}") from error
    finally:
        with suppress(OSError):
            path.unlink(missing_ok=True)
