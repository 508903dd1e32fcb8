"""Exercises as Jupyter notebooks: statement, starter, and the public checks to run anywhere."""
