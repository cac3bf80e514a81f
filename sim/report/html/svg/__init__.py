"""Figures: pure functions from data to SVG text. Colours are classes, see assets/figures.css."""
