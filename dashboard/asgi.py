"""The page with its neighbours, as one ASGI application: `streamlit run dashboard/asgi.py`."""

import streamlit as st

from dashboard.server.application import PAGE, beside

# Written out here: `streamlit run` looks for a call of this name in the text of the file.
app = st.App(PAGE, **beside())
