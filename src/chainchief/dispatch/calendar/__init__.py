"""Working days: which days are worked, by presets, and counting them."""
