"""The doors of the pages: who may come in, what the policy table opens, what is refused and how."""
