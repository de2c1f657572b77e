"""Service officers: who looks after which firm, contacts and when the next is due, hand-over."""
