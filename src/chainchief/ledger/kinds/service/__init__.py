"""Service programmes and the officers who look after firms."""
