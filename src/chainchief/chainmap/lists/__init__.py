"""The lists of a chain (N图N清单) by a preset, as rows and as a workbook."""
