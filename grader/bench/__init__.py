"""`make bench`: what a verdict costs, beside what it could cost otherwise, measured in one run."""
