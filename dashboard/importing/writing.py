"""The made folder on the disk: written beside its place and moved into it when it is whole."""

import csv
import json
import os
import shutil
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

import pandas as pd

from dashboard.importing.markdown import as_markdown
from dashboard.importing.report import Report
from dashboard.model.errors import DashboardError
from dashboard.sources.dataset_config import FILE as SETTINGS
from dashboard.sources.text_file import LARGEST, reason

ROWS = 20_000  # written at a time, as strings of their own
REPORT = "import-report.md"
REPORT_DATA = "import-report.json"


def must_be_free(folder: Path) -> None:
    """DashboardError if something stands where the folder is to be."""
    try:
        if folder.is_symlink() or folder.exists():
            if folder.is_symlink() or not folder.is_dir():
                raise DashboardError(f"{folder} is no folder: name another with --into")
            if any(folder.iterdir()):
                raise DashboardError(
                    f"{folder} is not empty and stays as it is: name a new folder with --into"
                )
    except OSError as error:
        raise DashboardError(f"{folder} cannot be opened ({reason(error)})") from error


def write(folder: Path, settings: str, tables: Mapping[str, pd.DataFrame], report: Report) -> None:
    """Write everything, or nothing; DashboardError where it cannot be written."""
    part = folder.absolute().with_name(f".{folder.absolute().name}.{os.getpid()}.part")
    try:
        part.mkdir(parents=True)
        (part / SETTINGS).write_text(settings, encoding="utf-8")
        for name, table in tables.items():
            _table(part / f"{name}.csv", table)
        (part / REPORT).write_text(as_markdown(report), encoding="utf-8")
        data = json.dumps(report.as_json(), ensure_ascii=False, indent=2)
        (part / REPORT_DATA).write_text(data + "\n", encoding="utf-8")
        must_be_free(folder)
        if folder.exists():
            folder.rmdir()
        part.rename(folder)
    except OSError as error:
        raise DashboardError(f"{folder} cannot be written ({reason(error)})") from error
    finally:
        with suppress(OSError):
            if part.exists():
                shutil.rmtree(part)


def _table(path: Path, table: pd.DataFrame) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(table.columns)
        for start in range(0, len(table), ROWS):
            part = table.iloc[start : start + ROWS]
            writer.writerows(zip(*(part[name].tolist() for name in part), strict=True))
    most = LARGEST[path.suffix]
    if path.stat().st_size > most:
        raise DashboardError(
            f"{path.name} would have more than {most / 1e6:,.0f} MB, the most that is read: import "
            "fewer countries or years into each folder"
        )
