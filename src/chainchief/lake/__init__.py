"""Snapshots of the ledger in Parquet, and the engines that read them."""
