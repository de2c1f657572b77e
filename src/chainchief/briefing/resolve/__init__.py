"""What a template's tags come to: figures, names and claims of a month, and how each prints."""
