"""Outside firms that could fill gaps, scored in parts, and a back-test of the score."""
