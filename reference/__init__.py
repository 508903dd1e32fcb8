"""The numerical methods the exercises teach, one method a module; pure NumPy, SciPy and torch."""
