"""What the page says when a data folder cannot be used: the same report as `check` prints."""

import streamlit as st

from dashboard.model.errors import DashboardError, DataError
from dashboard.render import escaping


def report(error: DashboardError, folder: str) -> None:
    """One plain sentence, then every problem with where it is and how to mend it."""
    with st.container(key="report"):
        st.title("This data folder has errors")
        if not isinstance(error, DataError):
            st.error(escaping.markdown(str(error)))
            return
        st.markdown(escaping.markdown(f"{error} {folder}. Fix them and load this page again."))
        for problem in error.problems:
            st.text(str(problem))
