"""Features: proposed, checked against lists, agreed to, decided on, published, taken back."""
