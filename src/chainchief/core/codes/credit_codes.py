"""统一社会信用代码 (GB 32100-2015) and the organisation code inside it (GB 11714-1997)."""

from operator import mul

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_VALUES = {character: value for value, character in enumerate(ALPHABET)}
_WEIGHTS = tuple(pow(3, place, 31) for place in range(17))
_INNER_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)


def check_character(first_seventeen: str) -> str:
    """GB 32100 §5.6: C18 = 31 − (Σ Cᵢ·3^(i−1) mod 31), where 31 stands for 0."""
    total = sum(map(mul, _WEIGHTS, map(_VALUES.__getitem__, first_seventeen)))
    return ALPHABET[-total % 31]


def inner_check_character(first_eight: str) -> str:
    """GB 11714: 11 − (Σ Cᵢ·Wᵢ mod 11), with 10 written X and 11 written 0; letters A=10 … Z=35."""
    total = sum(int(c, 36) * w for c, w in zip(first_eight, _INNER_WEIGHTS, strict=True))
    return "0123456789X0"[11 - total % 11]


def is_valid(code: str) -> bool:
    """Length, alphabet, the digits of the registering organ's region, and the check character."""
    return (
        len(code) == 18
        and _VALUES.keys() >= set(code)
        and code[2:8].isdigit()
        and code[17] == check_character(code[:17])
    )


def inner_check_holds(code: str) -> bool:
    """Whether the organisation code inside is right; some reissued codes fail it, so only warn."""
    return code[16] == inner_check_character(code[8:16])
