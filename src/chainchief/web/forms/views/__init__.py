"""Views of forms: from a request to the page that answers it."""
