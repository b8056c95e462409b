"""One Folium marker for each event, in a feature group, so that the map keeps its view."""

import folium
import streamlit as st
from events import CENTRE, shown
from streamlit_folium import st_folium

st.set_page_config(layout="wide")
group = folium.FeatureGroup()
for event in shown().itertuples():
    folium.CircleMarker(
        (event.latitude, event.longitude), radius=4, tooltip=event.title, color="#1f2328",
        weight=1, fill=True, fill_opacity=event.strength,
    ).add_to(group)  # fmt: skip
world = folium.Map(CENTRE, zoom_start=7, tiles=None, prefer_canvas=True)
st_folium(world, feature_group_to_add=group, returned_objects=[], key="map", height=560,
          use_container_width=True)  # fmt: skip
