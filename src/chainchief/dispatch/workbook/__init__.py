"""The workbook of a request: written for one respondent, told by its marks when it comes back."""
