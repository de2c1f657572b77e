"""The map of a chain as a drawing: placed in layers, then written as SVG, PNG or PDF."""
