"""Lists of a chain (N图N清单): layouts from presets, rows from the ledger, workbooks, changes."""
