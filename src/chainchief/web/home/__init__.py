"""The page that a person begins with: what needs them, their figures, what their role works on."""
