"""Financing needs of firms, their presentation to banks, and offers."""
