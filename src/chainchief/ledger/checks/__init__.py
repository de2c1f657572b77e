"""Checks that kinds declare beside their registers: of a row, of a group of rows."""
