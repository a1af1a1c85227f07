"""The clinic: faulty trainings, what shows them, and what does not."""
