"""The attempt log and the adaptive queue."""
