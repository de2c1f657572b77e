"""Values without a framework: spans, money, units, rounding, codes, faults."""
