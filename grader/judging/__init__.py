"""Judging a submission: `grading` is the trusted half, `judge` the half inside the sandbox."""
