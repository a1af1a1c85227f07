"""What only a host meets: the check at the start, the answer to "are you well?"."""
