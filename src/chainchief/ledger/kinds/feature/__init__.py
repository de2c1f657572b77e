"""Features (新时代德商): entrepreneurs and firms of whom the city's press is to report."""
