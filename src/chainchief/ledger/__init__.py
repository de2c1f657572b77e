"""Every business record: bases, registers, the change log, evidence, a package per noun."""
