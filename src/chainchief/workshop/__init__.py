"""The indicator workshop: indicators defined by choosing, proposed by one, adopted by another."""
