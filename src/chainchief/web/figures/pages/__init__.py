"""The pages of figures, put together for their templates: a month, one figure, the screen."""
