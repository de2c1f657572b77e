"""Snapshots of the ledger in Parquet, their manifests, and the engines that read them."""
