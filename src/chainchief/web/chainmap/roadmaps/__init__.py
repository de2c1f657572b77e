"""The pages of technology, application-field and attraction route maps."""
