"""Evidence of funds in place (到位资金): vouchers, spot checks drawn, what they found."""
