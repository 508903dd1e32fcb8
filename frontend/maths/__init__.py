"""Formulas, rendered once on the server."""
