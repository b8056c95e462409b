"""Coverage as a picture: places by days, the more independent sources the stronger."""

import altair as alt
import pandas as pd

from dashboard.model.table import records
from dashboard.render import style
from dashboard.view.phrases import Names

ROW, AXIS = 22, 34  # pixels a place, and of the axis, which counts into the height
STEPS = ("party only", "1 source", "2 sources", "3 or more")
UTC = "utcFormat(datum.value * 86400000, '%-d %b %Y')"


def step(sources: int, *, party: bool) -> str:
    """The word of the scale for so many independent sources; "" for none and no party's word."""
    if sources == 0:
        return STEPS[0] if party else ""
    return STEPS[min(sources, len(STEPS) - 1)]


def picture(table: pd.DataFrame, places: Names, span: tuple[int, int], ink: str) -> alt.LayerChart:
    """A cell for each place and stretch of days of `coverage.coverage`; `span` in days.

    Strength is lightness alone, and each cell carries its number, so that it reads in grey.
    """
    look = style.INK[ink]
    strengths = {STEPS[0]: 0.0, STEPS[1]: 0.3, STEPS[2]: 0.6, STEPS[3]: 0.9}
    steps = [step(row["sources"], party=row["party"]) for row in records(table)]
    cells = table.assign(
        place=table["place_id"].map(dict(places)), until=table["last"] + 1,
        step=steps, strength=[strengths[word] for word in steps],
        shown=[str(count) if count else "P" for count in table["sources"]],
    )  # fmt: skip
    order = [name for place, name in places.items() if place in {*table["place_id"]}]
    axis = alt.Axis(labelExpr=UTC, values=[*span], grid=False, labelColor=look["quiet"],
                    labelFlush=True, title=None)  # fmt: skip
    base = alt.Chart(cells[["place", "first", "until", "strength", "shown", "step"]],
                     height=ROW * len(order) + AXIS, width="container")  # fmt: skip
    y = alt.Y("place:N", sort=order, title=None,
              axis=alt.Axis(labelColor=look["text"], labelLimit=130, domain=False,
                            ticks=False, labelFontSize=12, labelOverlap=False))  # fmt: skip
    x = alt.X("first:Q", axis=axis, scale=alt.Scale(domain=[span[0], span[1] + 1], nice=False))
    rects = base.mark_rect(color=look["text"], stroke=look["text"], strokeWidth=0.8).encode(
        x=x, x2="until:Q", y=y, fillOpacity=alt.FillOpacity("strength:Q", scale=None, legend=None)
    )
    numbers = base.transform_calculate(middle="(datum.first + datum.until) / 2").mark_text(
        fontSize=10, fontWeight="bold"
    ).encode(
        x=alt.X("middle:Q"), y=y, text="shown:N",
        color=alt.condition("datum.strength > 0.5", alt.value(look["paper"]),
                            alt.value(look["text"])),
    )  # fmt: skip
    chart: alt.LayerChart = (rects + numbers).configure_view(stroke=None)
    return chart
