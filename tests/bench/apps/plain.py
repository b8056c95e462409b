"""A map as one writes it the first time: a slider, and a marker for each event so far."""

import os
from pathlib import Path

import folium
import pandas as pd
import streamlit as st
from streamlit_folium import st_folium


@st.cache_data
def _events(folder: str) -> pd.DataFrame:
    events = pd.read_csv(Path(folder) / "events.csv", parse_dates=["date"])
    places = pd.read_csv(Path(folder) / "places.csv")[["place_id", "latitude", "longitude"]]
    return events.merge(places, on="place_id").dropna(subset=["latitude"]).sort_values("date")


st.set_page_config(layout="wide")
events = _events(os.environ["BENCH_FOLDER"])
share = st.slider("Day", 0, 1000, 0, key="day") / 1000
first, last = events["date"].min(), events["date"].max()
until = events[events["date"] <= first + (last - first) * share]
group = folium.FeatureGroup()
for event in until.itertuples():
    folium.CircleMarker((event.latitude, event.longitude), tooltip=event.title).add_to(group)
centre = (events["latitude"].mean(), events["longitude"].mean())
st_folium(folium.Map(centre, zoom_start=7, tiles=None), feature_group_to_add=group,
          returned_objects=[], key="map", height=560)  # fmt: skip
st.dataframe(until[["date", "title"]])
