"""As little as a page can do: a slider and a line, the floor of what Streamlit itself costs."""

import streamlit as st

st.write(f"Day {st.slider('Day', 0, 1000, 0, key='day')}")
