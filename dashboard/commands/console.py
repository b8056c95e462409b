"""What the commands share: plain lines on a terminal, and a folder that must be there."""

from pathlib import Path

from rich.console import Console
from rich.text import Text

from dashboard.model.errors import DashboardError, Problem
from dashboard.model.safe_text import visible


def console(*, stderr: bool = False) -> Console:
    """A console that takes no text for markup and wraps no line: one problem is one line."""
    return Console(stderr=stderr, markup=False, highlight=False, emoji=False, soft_wrap=True)


def line(problem: Problem) -> Text:
    """The problem as one line, its place in bold where the terminal can."""
    text = Text(visible(str(problem)))
    text.stylize("bold", 0, len(text.plain.removesuffix(visible(problem.remedy))))
    return text


def must_be_folder(folder: Path) -> None:
    """DashboardError unless the folder is there."""
    if not folder.is_dir():
        raise DashboardError(f"there is no folder {folder}")
