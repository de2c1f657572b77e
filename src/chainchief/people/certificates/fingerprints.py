"""A certificate as accounts know it: the SHA-256 of its bytes."""

import hashlib
import re
import ssl
from urllib.parse import unquote

_DIGITS = re.compile(r"[0-9a-f]{64}")
_LONGEST_PEM = 16_384
#: How OpenSSL prints it: `sha256 Fingerprint=AB:CD:…`.
_PRINTED = re.compile(r"^sha256 fingerprint=", re.IGNORECASE)


def fingerprint(shown: str) -> str:
    """Lower-case hexadecimal SHA-256 of a certificate given as that or as PEM; else ""."""
    digits = "".join(_PRINTED.sub("", shown.strip()).replace(":", "").split()).lower()
    if _DIGITS.fullmatch(digits):
        return digits
    if not 0 < len(shown) <= _LONGEST_PEM:
        return ""
    try:
        return hashlib.sha256(ssl.PEM_cert_to_DER_cert(unquote(shown).strip())).hexdigest()
    except ValueError:
        return ""
