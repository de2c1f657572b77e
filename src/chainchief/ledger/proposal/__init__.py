"""Proposals: change sets that wait, kept as data until somebody who may applies them."""
