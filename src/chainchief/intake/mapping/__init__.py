"""Columns of foreign sheets: proposed, confirmed once by a person, remembered per sender."""
