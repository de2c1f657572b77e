"""Documents as offices print them: headings, lines and tables on A4."""
