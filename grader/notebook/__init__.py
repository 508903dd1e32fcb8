"""Runs a notebook's cells in the sandbox, and collects what they print and draw."""
