"""What stops if a firm or a segment stops, on the city's own supply network."""
