"""Pictures: decoding files nobody vouches for, and samples that ship with the project."""
