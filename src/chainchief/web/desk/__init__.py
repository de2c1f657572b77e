"""The pages of the service desk: the queue of a person, cases, slips to print."""
