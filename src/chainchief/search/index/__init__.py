"""The index kept true: made from the records, brought forward along the change log."""
