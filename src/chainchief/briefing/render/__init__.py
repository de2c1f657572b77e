"""From a resolved template to a document: controls, comments, appendix, HTML, PDF."""
