"""From a workbook to the ledger and back: cells, checks, change sets, the returned workbook."""
