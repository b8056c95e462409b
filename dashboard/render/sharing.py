"""Links to a view, and the code with which another site shows it."""

import html
from collections.abc import Mapping
from urllib.parse import urlencode

SIZE = (800, 500)  # pixels of the frame that is offered
NO_SITE = frozenset({"'self'", "'none'"})
ANY_SITE = "Any site can embed this page."
NONE = (
    "Other sites cannot embed this page. Whoever runs the server can allow it with the setting "
    "DASHBOARD_FRAME_ANCESTORS."
)


def link(page: str, params: Mapping[str, str]) -> str:
    """The address of a view; `page` is that of the page without a query."""
    return f"{page}?{urlencode(params)}"


def snippet(page: str, params: Mapping[str, str], title: str) -> str:
    """The HTML that shows the view on another site."""
    address = html.escape(link(page, {**params, "embed": "true"}))
    width, height = SIZE
    return (
        f'<iframe src="{address}" width="{width}" height="{height}" '
        f'title="{html.escape(title)}" loading="lazy" allowfullscreen></iframe>'
    )


def embedders(frame_ancestors: str) -> str:
    """The sites that a policy lets embed the page, in words; "" where there are none."""
    sites = [site for site in frame_ancestors.split() if site not in NO_SITE]
    if "*" in sites:
        return ANY_SITE
    return f"These sites can embed this page: {', '.join(sites)}." if sites else ""
