"""ChainChief 链长台: one ledger for a city's industrial chains; every figure has a receipt."""

__version__ = "0.1.0"
