"""Commands that make, check, issue and look after documents."""
