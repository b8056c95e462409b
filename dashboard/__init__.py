"""Who held what, what had happened, who says so: a map with a time bar."""
