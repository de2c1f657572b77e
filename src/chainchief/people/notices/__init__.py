"""Notices: what a person is to know or do, told once, read in the program; mail without content."""

from chainchief.people.notices.sending import send
from chainchief.people.notices.topics import Topic

__all__ = ["Topic", "send"]
