"""The catalogue of indicators: preset files read, checked whole, and built into indicators."""
