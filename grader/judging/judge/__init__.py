"""The judge: runs in its own sandbox, holds the checks and the reference, asks the solution."""
