"""What is kept of forms: drafts, and that a form was sent."""
