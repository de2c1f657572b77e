"""Pages of documents: the text of a month before it is issued, and the register of issued files."""
