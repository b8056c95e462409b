"""The command `python -m dashboard geocode`: fill in missing coordinates, report each."""

import os
from contextlib import nullcontext
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Annotated

import pandas as pd
import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from dashboard.commands.console import console, line, must_be_folder
from dashboard.commands.geocode_report import change_lines, outcome_lines, stay_lines
from dashboard.geocoding import resolver
from dashboard.geocoding.choice import Around, Candidate, Place
from dashboard.geocoding.folder_geocoder import FolderGeocoder
from dashboard.geocoding.places_file import Cells, Changed, PlacesFile, locked
from dashboard.geocoding.rate_limit import Clock
from dashboard.geocoding.resolver import Option, Outcome
from dashboard.geocoding.services import SERVICES, Connection, keys, lookup
from dashboard.model.dataset import Settings
from dashboard.model.errors import DashboardError, DataError, Problem
from dashboard.model.safe_text import shortened
from dashboard.sources import dataset_config, text_file
from dashboard.sources.folder import BUILT_IN

CLOCK = Clock()
STOPPED = 130  # what a shell calls a programme that Ctrl-C ended
USER_AGENT = "DASHBOARD_USER_AGENT"  # the environment variable beside --user-agent

Geocoder = Enum("Geocoder", {name: name for name in SERVICES})  # type: ignore[misc]
Scheme = Enum("Scheme", {"https": "https", "http": "http"})


def _host(domain: str) -> str:
    if "/" in domain:
        raise typer.BadParameter("write the host alone, such as nominatim.example.org")
    return domain


def _pairs(picks: list[str]) -> list[str]:
    for pick in picks:
        place, mark, candidate = pick.partition("=")
        if not (place and mark and candidate):
            raise typer.BadParameter(f"write PLACE_ID=CANDIDATE_ID instead of {pick}")
    return picks


def geocode(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The data folder.")] = BUILT_IN,
    geocoder: Annotated[
        Geocoder, typer.Option(help="The service that is asked.")
    ] = Geocoder["nominatim"],
    user_agent: Annotated[
        str, typer.Option(envvar=USER_AGENT, help="Your own project; Nominatim wants to know.")
    ] = "",
    domain: Annotated[
        str, typer.Option(metavar="HOST", callback=_host, help="A server of your own.")
    ] = "",
    scheme: Annotated[Scheme, typer.Option(help="How to speak to it.")] = Scheme.https,
    language: Annotated[
        str, typer.Option(help="The languages of answers, the best first, such as en,ar.")
    ] = "en",
    refresh: Annotated[
        bool, typer.Option("--refresh", help="Ask again for what has coordinates and is unchecked.")
    ] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Show what would change, and write nothing.")
    ] = False,
    choose: Annotated[
        bool, typer.Option("--choose", help="Ask me where it is not clear which place is meant.")
    ] = False,
    pick: Annotated[
        list[str] | None,
        typer.Option(
            metavar="PLACE_ID=CANDIDATE_ID", callback=lambda picks: _pairs(picks or []),
            help="Take this candidate for this place; may be repeated.",
        ),
    ] = None,
) -> None:  # fmt: skip
    """Fill in missing coordinates of places.csv, from a geocoding service.

    Coordinates marked as checked are never changed, every answer is saved at once, and a place
    that is not clear is left for a person. Exits with 1 if any is left, and with 130 after Ctrl-C.
    Keys are read from the environment: GEONAMES_USERNAME; ARCGIS_USERNAME, ARCGIS_PASSWORD and
    ARCGIS_REFERER.
    """
    must_be_folder(folder)
    service = SERVICES[geocoder.value]
    with nullcontext() if dry_run else locked(folder):
        file = PlacesFile(folder)
        try:
            rows, setting = file.rows(), _settings(folder)
            picks = dict(pair.split("=", 1) for pair in pick or ())
            asked = _asked(rows, setting, picks, refresh=refresh)
        except DataError as error:
            for problem in error.problems:
                console(stderr=True).print(line(problem))
            raise
        about = resolver.around(rows.values(), setting)
        own = FolderGeocoder(pd.DataFrame(rows.values()))
        connection = Connection(
            user_agent, domain, scheme.value, language, box=about.box,
            keys=keys(service, os.environ),
        )  # fmt: skip
        run = _Run(console(), file, rows, about, service.label, own, dry_run=dry_run, choose=choose)
        run.work(asked, lookup(service, connection, CLOCK, run.report), picks)


def _settings(folder: Path) -> Settings:
    """What dataset.toml says: where the data set lies."""
    path = folder / dataset_config.FILE
    if not path.exists():
        raise DashboardError(f"there is no {dataset_config.FILE} in {folder}")
    data = text_file.load(path)
    found, problems = (None, [data]) if isinstance(data, Problem) else dataset_config.read(data)
    if found is None:
        raise DataError(problems)
    return found


def _asked(
    rows: dict[int, Cells], setting: Settings, picks: dict[str, str], *, refresh: bool
) -> dict[int, Place]:
    """The places to ask for, by row; DashboardError for a pick that is none of them."""
    reasons = {row["place_id"]: resolver.untouchable(row, refresh=refresh) for row in rows.values()}
    for place_id in picks:
        if reason := reasons.get(place_id, "is not in places.csv"):
            raise DashboardError(f"{place_id} {reason}, so there is nothing to pick for it")
    wanted = {number: row for number, row in rows.items() if not reasons[row["place_id"]]}
    return resolver.places(wanted, setting)


@dataclass
class _Run:
    """One run over the places: asks, saves, reports, counts."""

    out: Console
    file: PlacesFile
    rows: dict[int, Cells]
    about: Around
    label: str
    own: FolderGeocoder
    dry_run: bool
    choose: bool
    filled: int = 0
    left: int = 0

    def work(self, asked: dict[int, Place], look: resolver.Lookup, picks: dict[str, str]) -> None:
        """Go through the places; typer.Exit where not all of them could be filled in."""
        numbers = {place.place_id: number for number, place in asked.items()}
        for row in self.rows.values():
            self.report(*stay_lines(row, asked=row["place_id"] in numbers))
        try:
            with self._bar(len(asked)) as bar:
                decide = self._asking_person(bar) if self.choose else resolver.none_chosen
                outcomes = resolver.fill(
                    asked.values(), _shown(look, bar), self.about, picks, decide, self.own
                )
                for outcome in outcomes:
                    self._take(outcome, numbers[outcome.place.place_id])
                    bar.advance(bar.task_ids[0])
        except (KeyboardInterrupt, typer.Abort):
            self._sum_up("stopped: ")
            raise typer.Exit(STOPPED) from None
        except DashboardError:
            self._sum_up("ended early: ")
            raise
        self._sum_up()
        if self.left:
            raise typer.Exit(1)

    def _take(self, outcome: Outcome, number: int) -> None:
        """Save what was found, and report it."""
        if outcome.taken is None:
            self.left += 1
            self.report(*outcome_lines(outcome, self.about))
            return
        row = self.rows[number]
        new = resolver.cells(outcome.taken, self.label, CLOCK.today())
        if not self.dry_run:
            try:
                self.file.save(row, new)
            except Changed as error:
                self.left += 1
                self.report(f"{outcome.place.place_id}: {error}")
                return
        self.filled += 1
        self.report(*outcome_lines(outcome, self.about))
        if self.dry_run:
            self.report(*change_lines(number, row, new))

    def _sum_up(self, start: str = "") -> None:
        verb = "would be filled in" if self.dry_run else "filled in"
        places = "place" if self.filled == 1 else "places"
        end = "; nothing was written" if self.dry_run else ""
        if start and not self.dry_run:
            end = "; what was found is saved, the next run goes on from there"
        self.report(f"{start}{self.filled} {places} {verb}, {self.left} left as found{end}")

    def report(self, *lines: str) -> None:
        """Print the lines at once."""
        for text in lines:
            self.out.print(text)

    def _bar(self, total: int) -> Progress:
        """A bar with the name that is asked for; none where there is no terminal."""
        # Where lines and bar share a terminal, one console must write both.
        seen = self.out if self.out.is_terminal else console(stderr=True)
        bar = Progress(
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("{task.description}", markup=False),
            console=seen,
            transient=True,
            disable=not seen.is_terminal,
            redirect_stdout=False,  # what goes into a file stays out of the terminal
        )
        bar.add_task("", total=total)
        return bar

    def _asking_person(self, bar: Progress) -> resolver.Choose:
        """Show the options of a place that is not clear, and ask for the number of one."""

        def ask(outcome: Outcome) -> Option | None:
            bar.stop()
            self.report(*outcome_lines(outcome, self.about))
            most = len(outcome.options)
            question = f"Which is {shortened(outcome.place.name)}? 1 to {most}, or 0 for none"
            number = -1
            while not 0 <= number <= most:
                number = typer.prompt(question, type=int, default=0)
            bar.start()
            return outcome.options[number - 1] if number else None

        return ask


def _shown(look: resolver.Lookup, bar: Progress) -> resolver.Lookup:
    """The look-up, with the name that is asked for beside the bar."""

    def shown(query: str, place: Place) -> list[Candidate]:
        bar.update(bar.task_ids[0], description=shortened(query), refresh=True)
        return look(query, place)

    return shown
