"""The people of the demo city: their accounts, and looking as one of them."""
