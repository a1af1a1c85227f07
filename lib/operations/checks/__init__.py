"""What the checks at the ends of pages ask, worked out from the numbers on the screen."""
