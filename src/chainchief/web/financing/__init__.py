"""Pages of financing: needs for firms and offices, a room for banks, meetings of both."""
