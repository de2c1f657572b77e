"""Log-in: passwords, throttling, second factor, entering and leaving."""
