"""Live progress: event rows, one listener for each web process, and the streams it wakes."""
