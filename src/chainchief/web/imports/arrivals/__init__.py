"""Files that arrived by folders: listed, and taken up by a person."""
