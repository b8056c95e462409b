"""What the other ways share: the events with their positions, and the slider above the map."""

import os
from datetime import date, timedelta
from pathlib import Path

import folium
import pandas as pd
import streamlit as st

# A press of an arrow key moves STEP days, from BEGIN on: 20 of them cross the rest of the data.
BEGIN, STEP = date(2015, 10, 28), timedelta(days=39)
FADES = 1095  # days in which an event fades: so each step changes each event, as on the dashboard
CENTRE = (34.25, 43.5)

# Folium's own scripts come from content networks; a Leaflet map needs no more than these.
folium.Map.default_js = [("leaflet", "../../app/static/leaflet/leaflet.js")]
folium.Map.default_css = [("leaflet_css", "../../app/static/leaflet/leaflet.css")]


@st.cache_data
def _events(folder: str) -> pd.DataFrame:
    events = pd.read_csv(Path(folder) / "events.csv", parse_dates=["date"])
    places = pd.read_csv(Path(folder) / "places.csv")[["place_id", "latitude", "longitude"]]
    return events.merge(places, on="place_id").sort_values("date", ignore_index=True)


def shown() -> pd.DataFrame:
    """A slider, and the events up to its day, with the strength they have faded to."""
    events = _events(os.environ["BENCH_FOLDER"])
    day = st.slider("Day", BEGIN, BEGIN + 20 * STEP, BEGIN, STEP)
    until = events[events["date"] <= pd.Timestamp(day)]
    age = (pd.Timestamp(day) - until["date"]).dt.days
    return until.assign(strength=(1 - 0.8 * age.clip(upper=FADES) / FADES).round(3))
