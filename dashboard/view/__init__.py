"""What a reader is told of a day, as one plain value."""
