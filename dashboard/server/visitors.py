"""Who is on the page: all that this package asks of Streamlit's inside, in one place.

Streamlit tells a script that its reader has come, but nobody that they have gone, and gives no
name to a browser whose page is loaded again. What is asked here has no public way.
"""

import streamlit as st
from streamlit import runtime
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.web.server.starlette.starlette_app_utils import decode_xsrf_token_string
from streamlit.web.server.starlette.starlette_server_config import XSRF_COOKIE_NAME


def session() -> str:
    """The session that runs this script; "" outside of one."""
    context = get_script_run_ctx()
    return context.session_id if context else ""


def browser() -> str:
    """What only this browser knows, the same after the page was loaded anew; "" if unknown.

    It is the token against forged requests, which Streamlit masks otherwise each time it sends it.
    """
    token, _ = decode_xsrf_token_string(st.context.cookies.get(XSRF_COOKIE_NAME, ""))
    return token.hex() if token else ""


def is_here(session_id: str) -> bool:
    """Whether a session has a page open now; to be asked on the server's own thread."""
    return runtime.exists() and runtime.get_instance()._session_mgr.is_active_session(session_id)
