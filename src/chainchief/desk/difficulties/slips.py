"""The confirmation slip of a firm that does not log in: a code for one answer, and no other."""

import hashlib
import hmac
from base64 import b32encode

from django.conf import settings

from chainchief.ledger.kinds.difficulty.models import Difficulty, DifficultyAction, Step

_LENGTH = 8


def slip_code(case: Difficulty) -> str:
    """The code printed on the slip of the case's last answer: `ABCD-EFGH`."""
    answers = DifficultyAction.objects.filter(difficulty=case, step=Step.ANSWERED).count()
    answer = f"{case.uid}|{answers}|{case.answered_on}|{case.outcome}"
    made = hmac.new(str(settings.SECRET_KEY).encode(), answer.encode(), hashlib.sha256).digest()
    text = b32encode(made).decode()[:_LENGTH]
    return f"{text[:4]}-{text[4:]}"


def is_slip_code(case: Difficulty, typed: str) -> bool:
    """Whether this is the code of the last answer, however it is typed."""
    plain = "".join(char for char in typed.upper() if char.isalnum())
    return hmac.compare_digest(plain.encode(), slip_code(case).replace("-", "").encode())
