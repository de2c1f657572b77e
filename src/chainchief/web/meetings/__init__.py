"""The pages of meetings: the list, one with its agenda, the form to call one."""
