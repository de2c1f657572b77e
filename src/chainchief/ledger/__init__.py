"""Every business record: bases, registers, the change log, import batches, evidence and one package per noun."""
