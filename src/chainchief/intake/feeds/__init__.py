"""Files of a feed: columns read, cells checked, taken into the lake whole or not at all."""
