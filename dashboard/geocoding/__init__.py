"""Coordinates for places: services asked, answers judged, places.csv filled in."""
