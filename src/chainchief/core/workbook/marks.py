"""By what the program knows its own workbooks again."""

#: The property that says how old one is: its position in the change log when it was written.
EXPORTED_AT = "ChainChief: position in the change log"
