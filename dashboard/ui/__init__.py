"""What the reader touches."""
