"""What a record is found by, and what a question asks for, in the same terms."""
