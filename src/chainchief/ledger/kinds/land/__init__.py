"""Land quotas granted to projects."""
