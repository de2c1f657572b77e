"""Full-width forms of digits and signs, which input methods write, as the plain ones."""

_NARROW = {wide: wide - 0xFEE0 for wide in range(0xFF01, 0xFF5F)}


def narrowed(text: str) -> str:
    """`text` with plain digits, letters and signs; every character keeps its place."""
    return text.translate(_NARROW)
