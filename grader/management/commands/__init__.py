"""Commands of the grader."""
