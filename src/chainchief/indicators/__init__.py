"""The catalogue of indicators, the engine that computes them, and the receipts."""
