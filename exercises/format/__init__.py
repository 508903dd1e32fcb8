"""The exercise format: `loading` reads exercise folders, `concepts` the concept graph."""
