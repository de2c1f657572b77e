"""The audit administrator's room: what happened, searchable and exported, and the log's seals."""
