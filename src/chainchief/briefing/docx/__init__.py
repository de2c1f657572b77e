"""DOCX as a container of parts: opened, made safe, read and packed; nothing of figures."""
