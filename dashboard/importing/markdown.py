"""The report of an import as Markdown, to stand beside the data."""

from collections.abc import Iterator
from itertools import groupby

from dashboard.importing.reasons import Fate
from dashboard.importing.report import Finding, Report
from dashboard.model.safe_text import visible


def as_markdown(report: Report) -> str:
    """The whole report."""
    return "\n".join(_lines(report)) + "\n"


def _lines(report: Report) -> Iterator[str]:
    yield "# Import report"
    yield ""
    yield headline(report)
    yield ""
    yield "| file | what it is | written as | rows read | used | not used |"
    yield "|---|---|---|---:|---:|---:|"
    for one in report.files.values():
        unused = one.read - one.used
        yield (
            f"| {_cell(one.name)} | {one.export} | {one.written} | {one.read:,} | {one.used:,} "
            f"| {unused:,} |"
        )
    for fate in Fate:
        findings = report.of(fate)
        yield from ["", f"## {fate.value}", ""]
        if not findings:
            yield "None."
            continue
        yield "| rows | what | remedy | first rows |"
        yield "|---:|---|---|---|"
        for finding in findings:
            where = f"{_cell(finding.file)}: {numbers(finding)}"
            yield (
                f"| {finding.count:,} | {finding.reason.what} | {finding.reason.remedy} | {where} |"
            )
    if report.cases:
        yield from ["", "## Changes of control to review", ""]
        yield "| place | day | first actor, proposed as holder | second actor | why | event | row |"
        yield "|---|---|---|---|---|---|---|"
    for case in report.cases:
        why = ", ".join(name.lower().replace("_", " ") for name in case.reasons)
        named = " | ".join(map(_cell, (case.place, case.day, case.actor1, case.actor2)))
        yield f"| {named} | {why} | {case.event_id} | {_cell(case.file)}: {case.row} |"
    yield from _list("Columns ignored", [
        f"{_cell(one.name)}: {_cell(', '.join(one.ignored))}"
        for one in report.files.values() if one.ignored
    ])  # fmt: skip
    yield from _list("Places joined", [_cell(join) for join in report.joins])
    yield from _list("Notes", [_cell(note) for note in report.notes])


def headline(report: Report) -> str:
    """The import in a sentence."""
    return f"{report.read:,} rows read: {report.used:,} used, {report.unused:,} not used."


def numbers(finding: Finding) -> str:
    """The first rows of a finding, runs of neighbours as "2-5"."""
    runs = [
        [number for _, number in run]
        for _, run in groupby(enumerate(finding.rows), lambda pair: pair[1] - pair[0])
    ]
    parts = [f"{run[0]}-{run[-1]}" if len(run) > 2 else ", ".join(map(str, run)) for run in runs]
    return ", ".join(parts) + (" …" if finding.count > len(finding.rows) else "")


def _list(title: str, items: list[str]) -> Iterator[str]:
    if items:
        yield from ["", f"## {title}", "", *(f"- {item}" for item in items)]


def _cell(text: str) -> str:
    """Words from outside, which make no cell, heading, link or HTML of their own."""
    plain = visible(text)
    for mark in "\\`|<>[]*_#":
        plain = plain.replace(mark, "\\" + mark if mark not in "<>" else f"&#{ord(mark)};")
    return plain
