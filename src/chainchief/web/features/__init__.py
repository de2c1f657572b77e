"""Pages of features: all of them, one with its checks, consents and pieces, the proposal."""
