"""What answers of several respondents, and the ledger, must agree on before they are approved."""
