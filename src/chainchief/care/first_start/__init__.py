"""The first start of a home: three administrators, the city and its units, all or nothing."""

from chainchief.care.first_start.founding import City, Founded, found
from chainchief.care.first_start.token import is_right, issue, spend

__all__ = ["City", "Founded", "found", "is_right", "issue", "spend"]
