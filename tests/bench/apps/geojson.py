"""One GeoJSON layer of points, through feature_group_to_add, so that the map keeps its view."""

import folium
import streamlit as st
from events import CENTRE, shown
from streamlit_folium import st_folium

st.set_page_config(layout="wide")
features = [
    {
        "type": "Feature",
        "properties": {"title": event.title, "fillOpacity": event.strength},
        "geometry": {"type": "Point", "coordinates": [event.longitude, event.latitude]},
    }
    for event in shown().itertuples()
]
group = folium.FeatureGroup()
if features:
    folium.GeoJson(
        {"type": "FeatureCollection", "features": features},
        marker=folium.CircleMarker(radius=4, color="#1f2328", weight=1, fill=True),
        style_function=lambda feature: {"fillOpacity": feature["properties"]["fillOpacity"]},
        tooltip=folium.GeoJsonTooltip(["title"], labels=False),
    ).add_to(group)
world = folium.Map(CENTRE, zoom_start=7, tiles=None, prefer_canvas=True)
st_folium(world, feature_group_to_add=group, returned_objects=[], key="map", height=560,
          use_container_width=True)  # fmt: skip
