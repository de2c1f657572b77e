"""Phrases of the shipped templates that hold for any value, because a condition asks first."""


def grew(code: str, more: str = "") -> str:
    """同比增长8.6%; where the rate is not above nought, what it was."""
    return _either(code, more, "同比增长", "同比增速为")


def above_the_province(code: str, more: str = "") -> str:
    """高于全省1.7个百分点; where it is not above, the difference."""
    return _either(code, more, "高于全省", "与全省增速之差为")


def _either(code: str, more: str, above: str, otherwise: str) -> str:
    """One of two ways to say a figure, by whether it would print more than nought."""
    rest = f", {more}" if more else ""
    figure = f'{{{{ fig("{code}"{rest}) }}}}'
    condition = f'{{% if reaches("{code}", 0.1{rest}) %}}'
    return f"{condition}{above}{figure}{{% else %}}{otherwise}{figure}{{% endif %}}"
