"""What is known of a learner, computed from events alone: no database, no clock of its own."""
