"""How large a file is, in words."""


def size_words(size: int) -> str:
    """The size in the unit that leaves at most three digits before the point."""
    if size < 1024:
        return f"{size} B"
    if size < 1024 * 1024:
        return f"{size // 1024} KB"
    return f"{size / (1024 * 1024):.1f} MB"
