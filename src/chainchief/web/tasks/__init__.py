"""The pages of tasks: one task with its steps, the form to give one, what one gave."""
