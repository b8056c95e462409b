"""Measures the dashboard, and the ways people do the same today: `make bench`, or

    .venv/bin/python -m tests.bench [--sizes 50,2000] [--only ours,empty,markers,geojson,deck]

It makes data folders in build/bench/, serves each page on it by a server of its own, drives it by
a headless Chromium with every outside host blocked, and writes build/bench.json and build/bench.md.
What is measured stands in probe.js; what the keys of build/bench.json mean in report.py; how the
other ways work in apps/, a short page each.
"""
