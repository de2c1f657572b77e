"""What else happens in the demo city: visits, deals, difficulties, honours, services."""
