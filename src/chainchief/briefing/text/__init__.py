"""The text of a document: its paragraphs, the numbers in them, the rules of wording."""
