"""The report of an import on a terminal."""

from collections.abc import Iterator

from rich.text import Text

from dashboard.importing.markdown import headline, numbers
from dashboard.importing.reasons import Fate
from dashboard.importing.report import Report
from dashboard.model.safe_text import visible

JOINS = 10  # shown here; the written report has all of them


def lines(report: Report) -> Iterator[Text]:
    """What was read, what became of it, and what to look at."""
    for one in report.files.values():
        yield Text(visible(f"{one.name}: {one.export}; {one.written}; {one.read:,} rows"))
    yield Text(headline(report), style="bold")
    for fate in Fate:
        for number, finding in enumerate(report.of(fate)):
            if not number:
                yield Text(fate.value, style="bold")
            said = f"  {finding.count:,} in {finding.file}: {finding.reason.what} "
            yield Text(visible(f"{said}({finding.reason.remedy}); rows {numbers(finding)}"))
    for one in report.files.values():
        if one.ignored:
            yield Text(visible(f"Columns ignored in {one.name}: {', '.join(one.ignored)}"))
    if report.joins:
        yield Text(f"Places joined: {len(report.joins):,}", style="bold")
        for join in report.joins[:JOINS]:
            yield Text(visible(f"  {join}"))
    for note in report.notes:
        yield Text(visible(note))
