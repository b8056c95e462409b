"""Ends with 0 if the dashboard of this container answers: asked by Python, for want of curl."""

import http.client
import os
import sys

port = int(os.environ.get("DASHBOARD_PORT") or 8501)
base = os.environ.get("DASHBOARD_BASE_PATH", "").strip("/")
connection = http.client.HTTPConnection("127.0.0.1", port, timeout=4)
try:
    connection.request("GET", f"/{base}/healthz" if base else "/healthz")
    sys.exit(connection.getresponse().status != http.HTTPStatus.OK)
except OSError as error:
    sys.exit(f"no answer on port {port}: {error}")
