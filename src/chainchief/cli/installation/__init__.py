"""Commands that look after an installation: pages, verification, backups, the demo city."""
