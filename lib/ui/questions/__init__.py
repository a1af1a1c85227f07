"""The ten questions: what is asked, what is right, and the evidence."""
