"""What stands above a page of a month: the way to it, its name, what it rests on, its tabs."""

from dataclasses import dataclass

from chainchief.web.figures.scopes import ScopeChoices
from chainchief.web.frame.breadcrumbs import Crumb
from chainchief.web.frame.month_bar import Bar


@dataclass(frozen=True)
class Tab:
    """Another page about the same thing."""

    name: str
    address: str
    is_current: bool


@dataclass(frozen=True)
class PageHead:
    """What templates/web/page.html shows above what is the page's own."""

    title: str
    bar: Bar
    crumbs: list[Crumb]
    as_at: list[str]
    note: str = ""
    scope: ScopeChoices | None = None
    tabs: tuple[Tab, ...] = ()
