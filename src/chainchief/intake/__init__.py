"""From a workbook to the ledger and back: cells, checks, staged change sets, the returned workbook."""
