"""Projects with their stages, shares, lists and monthly reports."""
