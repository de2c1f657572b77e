"""Which cells of figures a viewer reaches: decided in the room of the figures."""

from chainchief.indicators.reach import first_scope, reaches, require_reach

__all__ = ["first_scope", "reaches", "require_reach"]
