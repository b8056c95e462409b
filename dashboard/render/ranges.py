"""Quantities by different claimants, side by side: a bar from least to greatest for each.

Never a sum and never a mean: every claimant keeps a row of its own.
"""

from math import inf, isinf
from typing import Any

import altair as alt
import pandas as pd

from dashboard.model.claims import CONTRARY, Quantity, reach
from dashboard.model.table import Row
from dashboard.render import style
from dashboard.view import attribution
from dashboard.view.phrases import Names

ROW, AXIS = 46, 70  # pixels a claimant, and of the axis, which counts into the height
BEYOND = 0.25  # how far an open end reaches past the greatest number, as a share of the axis


def height(quantity: Quantity) -> int:
    """Of the picture, in pixels."""
    return ROW * len(quantity.claims) + AXIS


def picture(quantity: Quantity, actors: Names, sources: Names, ink: str) -> alt.LayerChart:
    """A row for each claimant on one axis that begins at zero; `ink` is a key of `style.INK`.

    A dot is one number, a bar a range, an arrow an open end. What is disputed or contradicted is
    hollow and dashed.
    """
    look = style.INK[ink]
    ends = [end for claim in quantity.claims for end in reach(claim) if not isinf(end)]
    most = max(1.0, *ends) * (1 + BEYOND)
    rows = [
        _row(claim, most)
        | {"row": place, "who": f"{who(claim, actors, sources)}, {claim['status']}"}
        for place, claim in enumerate(quantity.claims)
    ]
    base = alt.Chart(pd.DataFrame(rows), height=height(quantity), width="container")
    y = alt.Y("row:O", axis=None)
    x = alt.X("low:Q", title=quantity.unit, scale=alt.Scale(domain=[0, most], nice=False),
              axis=alt.Axis(tickCount=5, tickMinStep=1, gridColor=look["line"],
                            labelColor=look["quiet"], titleColor=look["text"],
                            titleFontSize=13))  # fmt: skip
    high = alt.X("high:Q")
    end: dict[str, Any] = {
        "size": 130,
        "filled": True,
        "opacity": 1,
        "color": look["text"],
        "yOffset": 8,
    }
    line = base.mark_rule(strokeWidth=4, color=look["text"], yOffset=8).encode(
        y=y, x=x, x2="high:Q",
        strokeDash=alt.condition("datum.contrary", alt.value([4, 3]), alt.value([1, 0])),
    )  # fmt: skip
    dot = base.mark_point(**end, strokeWidth=2).encode(
        y=y, x=x, stroke=alt.value(look["text"]),
        fill=alt.condition("datum.contrary", alt.value(look["panel"]), alt.value(look["text"])),
    )  # fmt: skip
    closed = base.transform_filter("datum.high > datum.low && !datum.open")
    opened = base.transform_filter("datum.open")
    number: dict[str, Any] = {"align": "left", "color": look["text"], "fontSize": 13}
    whose = base.mark_text(**number, dy=-10).encode(y=y, x=alt.value(2), text="who:N")
    shown = base.mark_text(**number, dx=12, dy=8, fontWeight="bold").encode(
        y=y, x=high, text="shown:N"
    )
    chart: alt.LayerChart = (
        line
        + closed.mark_point(**end).encode(y=y, x=high)
        + opened.mark_point(**end, shape="triangle-right").encode(y=y, x=high)
        + dot
        + whose
        + shown
    ).configure_view(stroke=None)
    return chart


def _row(claim: Row, most: float) -> Row:
    low, high = reach(claim)
    return {
        "low": 0.0 if low == -inf else low,
        "high": most * 0.8 if high == inf else high,
        "shown": attribution.quantity(claim["low"], claim["high"]),
        "open": high == inf,
        "contrary": claim["status"] in CONTRARY,
    }


def who(claim: Row, actors: Names, sources: Names) -> str:
    """Whose number it is, and where it stands: "Peshmerga (Rudaw)"."""
    name = attribution.by_whom(claim["claimant"], actors)
    return f"{name} ({sources.get(claim['source_id'], claim['source_id'])})"


def sentence(quantity: Quantity, actors: Names, sources: Names) -> str:
    """The same in words, and whether the numbers can be true together."""
    parts = [
        f"{who(claim, actors, sources)}: {attribution.quantity(claim['low'], claim['high'])}"
        for claim in quantity.claims
    ]
    several = len({claim["claimant"] for claim in quantity.claims}) > 1
    verdict = ""
    if several:
        verdict = " They cannot all be true." if quantity.differ else " They can be true together."
    return f"{quantity.unit}. {'; '.join(parts)}.{verdict}"
