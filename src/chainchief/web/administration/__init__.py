"""Pages of the administrators: accounts, grants, the first start."""
