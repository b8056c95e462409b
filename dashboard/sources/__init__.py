"""Where data comes from: a folder of tables, outlines."""
