"""Commands about people: their accounts, what they are granted, the first start."""
