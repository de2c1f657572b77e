"""Bringing a backup back beside its place, and renaming it once it is whole."""
