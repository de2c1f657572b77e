"""The pages of service officers: coverage, an officer's firms, contacts, hand-over."""
