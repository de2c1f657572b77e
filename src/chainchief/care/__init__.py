"""Caring for an installation: backups, their way back, and whether this machine is fit."""
