"""Pages of figures: the month, one indicator, a receipt, in words; nothing is added up here."""
