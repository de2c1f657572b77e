"""Pages of investment promotion: leads by stage, one lead, headquarters called on."""
