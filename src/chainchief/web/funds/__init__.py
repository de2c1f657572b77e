"""Pages of funds in place: three amounts side by side, spot checks drawn and judged."""
