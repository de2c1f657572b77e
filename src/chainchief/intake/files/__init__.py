"""From a file to tagged cells, in a process of its own within limits."""
