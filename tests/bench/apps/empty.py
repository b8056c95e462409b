"""An empty map in an otherwise empty page: as soon as st_folium can show anything."""

import folium
import streamlit as st
from events import CENTRE
from streamlit_folium import st_folium

st.set_page_config(layout="wide")
st_folium(folium.Map(CENTRE, zoom_start=7, tiles=None), returned_objects=[], height=560)
