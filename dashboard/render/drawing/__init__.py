"""The map of a day as a drawing: our own SVG, and the PNG made of it."""
