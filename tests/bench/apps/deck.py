"""One deck.gl layer of points, drawn by the graphics card, or by software where there is none."""

import pydeck
import streamlit as st
from events import CENTRE, shown

st.set_page_config(layout="wide")
events = shown()[["longitude", "latitude", "strength", "title"]]
layer = pydeck.Layer(
    "ScatterplotLayer", events, id="events", pickable=True, get_radius=4, radius_units="'pixels'",
    get_position=["longitude", "latitude"], get_fill_color="[31, 35, 40, 255 * strength]",
)  # fmt: skip
view = pydeck.ViewState(latitude=CENTRE[0], longitude=CENTRE[1], zoom=6)
deck = pydeck.Deck(
    [layer], initial_view_state=view, map_provider=None, map_style=None,
    tooltip={"text": "{title}"},
)  # fmt: skip
st.pydeck_chart(deck, height=560, key="map")
