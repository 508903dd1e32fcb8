"""Control groups: one for each run, where the machine lets us make them."""
