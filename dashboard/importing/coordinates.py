"""Coordinates of spots, a spot being a name at a point: usable, repaired, or left out."""

from collections.abc import Iterator

import numpy as np
import pandas as pd

from dashboard.importing.reasons import Reason

CLOSE = 3.0  # degrees from the middle of a country's other spots: surely where a spot lies
FAR = 10.0  # degrees: surely not
SAME = 0.05  # degrees: the same place


def repaired(spots: pd.DataFrame) -> tuple[pd.DataFrame, dict[int, Reason]]:
    """The spots with coordinates that can be used or none, and what was done to which.

    Exchanged numbers are put right only where it is certain: off the globe as written and near the
    country's other spots when exchanged, or far from them as written and where another spot of the
    same name lies when exchanged.
    """
    spots = spots.copy()
    done: dict[int, Reason] = {}
    latitude, longitude = spots["latitude"], spots["longitude"]
    on_globe = latitude.abs().le(90) & longitude.abs().le(180)
    missing = latitude.isna() | longitude.isna() | (latitude.eq(0) & longitude.eq(0))
    exchangeable = latitude.abs().le(180) & longitude.abs().le(90) & ~missing
    sound = spots[on_globe & ~missing]
    middles = sound.groupby("country")[["latitude", "longitude"]].median()
    middle = middles.reindex(spots["country"]).set_axis(spots.index)
    written = np.hypot(latitude - middle["latitude"], longitude - middle["longitude"])
    exchanged = np.hypot(longitude - middle["latitude"], latitude - middle["longitude"])
    impossible = ~on_globe & exchangeable & (exchanged < CLOSE)
    stray = on_globe & ~missing & exchangeable & (written > FAR)
    elsewhere = pd.Series(dict.fromkeys(_twins(spots, stray, sound), True), dtype=bool)
    certain = impossible | elsewhere.reindex(spots.index, fill_value=False)
    spots.loc[certain, ["latitude", "longitude"]] = spots.loc[
        certain, ["longitude", "latitude"]
    ].to_numpy()
    unusable = ~certain & (missing | ~on_globe)
    spots.loc[unusable, ["latitude", "longitude"]] = np.nan
    done |= dict.fromkeys(spots.index[certain], Reason.SWAPPED)
    done |= dict.fromkeys(spots.index[unusable], Reason.NO_POINT)
    return spots, done


def _twins(spots: pd.DataFrame, stray: "pd.Series[bool]", sound: pd.DataFrame) -> Iterator[int]:
    """Strays that, exchanged, lie where another spot of the name and country lies."""
    of_name = sound.groupby(["folded", "country"]).groups
    for spot, row in spots[stray].iterrows():
        others = sound.loc[of_name.get((row["folded"], row["country"]), [])]
        near = (others["latitude"] - row["longitude"]).abs().lt(SAME)
        near &= (others["longitude"] - row["latitude"]).abs().lt(SAME)
        if near.any():
            yield int(str(spot))
