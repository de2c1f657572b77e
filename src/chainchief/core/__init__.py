"""Values without a framework: spans, money, units, rounding, codes, faults. Imports nothing of the other rooms."""
