"""How much reported figures stand out, by an editable preset."""
