"""Validation: whether an exercise's checks tell its correct solutions from everything else."""
