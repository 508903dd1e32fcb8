"""The Markdown dialect of lessons and exercise statements."""
