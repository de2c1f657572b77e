"""Views of figures, chains and documents: from a request to the page that answers it."""
