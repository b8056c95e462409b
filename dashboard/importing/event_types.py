"""What ACLED and UCDP call kinds of event, in all generations, as today's types of ACLED."""

import pandas as pd

from dashboard.importing.cells import looked_up
from dashboard.importing.reasons import Reason
from dashboard.importing.report import Report
from dashboard.model.codes import EVENT_TYPES

TYPE_OF = {sub.casefold(): kind for kind, subs in EVENT_TYPES.items() for sub in subs}
NAME_OF = {sub.casefold(): sub for subs in EVENT_TYPES.values() for sub in subs}

# An event type that comes without a sub-event type, today's and older ones, and the sub-event type
# it stands for. Those marked as certain say as much by themselves; of the others the most common
# sub-event type is taken, and reported.
OLD_TYPES: dict[str, tuple[str, bool]] = {
    "Battle-No change of territory": ("Armed clash", True),
    "Battle-Government regains territory": ("Government regains territory", True),
    "Battle-Non-state actor overtakes territory": ("Non-state actor overtakes territory", True),
    "Headquarters or base established": ("Headquarters or base established", True),
    "Non-violent transfer of territory": ("Non-violent transfer of territory", True),
    "Strategic development": ("Other", True),
    "Strategic developments": ("Other", True),
    "Non-violent activity by a conflict actor": ("Other", True),
    "Battles": ("Armed clash", False),
    "Violence against civilians": ("Attack", False),
    "Remote violence": ("Shelling/artillery/missile attack", False),
    "Explosions/Remote violence": ("Shelling/artillery/missile attack", False),
    "Riots/Protests": ("Peaceful protest", False),
    "Protests": ("Peaceful protest", False),
    "Riots": ("Violent demonstration", False),
}
RIOTERS = "rioters"  # on the side of these, "Riots/Protests" are riots
RIOT = "Violent demonstration"

# UCDP GED's type_of_violence: sub-event type, and what a title calls it.
VIOLENCE = {
    "1": ("Armed clash", "State-based violence"),
    "2": ("Armed clash", "Non-state violence"),
    "3": ("Attack", "One-sided violence"),
}


def of_acled(rows: pd.DataFrame, report: Report) -> pd.DataFrame:
    """The rows whose type is known, with event_type, sub_event_type and the title's `label`."""
    written_type, written_sub = rows["event_type"], rows["sub_event_type"]
    sub = looked_up(written_sub.str.casefold(), NAME_OF)
    kind = written_type.str.casefold().str.replace(r"\s*-\s*", "-", regex=True)
    old = {name.casefold(): meant for name, meant in OLD_TYPES.items()}
    by_type = looked_up(kind, {name: meant for name, (meant, _) in old.items()})
    riots = (kind == "riots/protests") & (rows["side1"] == RIOTERS)
    by_type = by_type.mask(riots, RIOT)
    sure = kind.isin([name for name, (_, sure) in old.items() if sure])
    assumed = (sub == "") & (by_type != "") & ~sure
    final = sub.mask(sub == "", by_type)
    belongs = looked_up(final.str.casefold(), TYPE_OF)
    stated = looked_up(kind, {name.casefold(): name for name in EVENT_TYPES})
    report.mark(Reason.TYPE_DISAGREES, rows[(sub != "") & (stated != "") & (stated != belongs)])
    report.mark(Reason.TYPE_ASSUMED, rows[assumed])
    rows = rows.assign(
        event_type=belongs, sub_event_type=final, label=final.mask(assumed, written_type)
    )
    return report.refused(Reason.NO_TYPE, rows, final == "")


def of_ucdp(rows: pd.DataFrame, report: Report) -> pd.DataFrame:
    """The same for UCDP's type of violence."""
    kind = rows["type_of_violence"]
    sub = looked_up(kind, {code: meant for code, (meant, _) in VIOLENCE.items()})
    rows = rows.assign(
        sub_event_type=sub,
        event_type=looked_up(sub.str.casefold(), TYPE_OF),
        label=looked_up(kind, {code: label for code, (_, label) in VIOLENCE.items()}),
    )
    return report.refused(Reason.NO_TYPE, rows, sub == "")
