"""Schemes of limits: one for each place, and the one in force; what is checked of every preset."""

from collections.abc import Callable, Iterator
from typing import Annotated, Any

from msgspec import Meta

from chainchief.core.choices import listed
from chainchief.core.faults import Fault, declare
from chainchief.core.presets import Document

NO_SUCH_SCHEME = declare(
    "DSK-001",
    why="no scheme here has the code “{code}”; there are {known}",
    remedy="name one of these, or add a scheme",
)
SCHEME_TWICE = declare(
    "DSK-002", why="the scheme “{code}” stands here twice", remedy="give each its own code"
)
NO_SUCH_LIMIT = declare(
    "DSK-003",
    why="“{name}” is no limit of a scheme",
    remedy="take it out, or write it as the limit is called",
)
Days = Annotated[int, Meta(ge=0, le=250)]
#: Where in a document something stands.
Place = tuple[str | int, ...]


def check_schemes(
    document: Document[Any],
    noted: str,
    own: Callable[[Document[Any], Any, Place], Iterator[Fault]],
) -> Iterator[Fault]:
    """Faults of a document with `schemes` and the code of the one `in_force`.

    `noted` is the key under which a scheme names limits of its own; `own` checks what is particular
    to the schemes of the document.
    """
    content = document.content
    codes = [scheme.code for scheme in content.schemes]
    for at, scheme in enumerate(content.schemes):
        path = ("schemes", at)
        if scheme.code in codes[:at]:
            yield document.fault(SCHEME_TWICE, path, scheme.code, {"code": scheme.code})
        for name in getattr(scheme, noted):
            if name not in scheme.__struct_fields__:
                yield document.fault(NO_SUCH_LIMIT, (*path, noted), name, {"name": name})
        yield from own(document, scheme, path)
    if content.in_force not in codes:
        facts = {"code": content.in_force, "known": listed(codes)}
        yield document.fault(NO_SUCH_SCHEME, ("in_force",), content.in_force, facts)
