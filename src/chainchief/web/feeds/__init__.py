"""Pages of the feeds: deliveries of bulk data, and what each changed."""
