"""A publisher's export becomes a data folder: files read, rows converted, everything counted."""
