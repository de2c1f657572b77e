"""Figures set against last year, plan, whole or an earlier revision, where that is allowed."""
