"""Search everything: the palette over every page, and the same as a page of its own."""
