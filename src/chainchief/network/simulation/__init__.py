"""Day by day: how a stop spreads through inventories, and how the economy recovers."""
