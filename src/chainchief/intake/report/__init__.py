"""What an import did and found, as text, JSON and the returned workbook."""
