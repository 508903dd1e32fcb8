"""Management of the grader."""
