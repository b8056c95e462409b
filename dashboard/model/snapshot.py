"""What is so on one day: everything the page draws comes from here."""

from dataclasses import dataclass
from datetime import date

import pandas as pd


@dataclass(frozen=True)
class Snapshot:
    """The state of a `Selection`'s day; tables have the columns named below.

    `events` and `today` have those of `events.csv` plus `start` and `end` (days since 1970,
    both included) and `age` (days since the event's last day, 0 on the day itself).
    `control` and `changes` have `control.INTERVAL`; `control` has one row per place of the
    gazetteer, with status `unknown` where nobody said.
    """

    day: date
    events: (
        pd.DataFrame
    )  # up to the day, in the window, as filtered, newest first, exact before rough
    today: pd.DataFrame  # those that may fall on the day itself, dated to a week or better
    total: int  # events up to the day and in the window, without any filter
    control: pd.DataFrame
    changes: pd.DataFrame  # intervals that begin on the day; `before`: who held it until then

    @property
    def shown(self) -> int:
        """How many events the filters leave."""
        return len(self.events)

    @property
    def disputed(self) -> pd.DataFrame:
        """The places on which accounts in force tell of different holders."""
        return self.control[self.control["differs"]]
