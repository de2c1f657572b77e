"""Pull-through (带动能力): whom a firm pulls along, by input-output tables of firms."""
