"""Figures: data that a judge returns, drawn by the server as SVG that follows the theme."""
