"""What stands beside the page: the data folders it holds, routes, cards, limits, settings."""
