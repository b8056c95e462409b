"""What several formats are built with: slides, PDF pages, frames, progress; no content."""
