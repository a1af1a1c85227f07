"""The library behind ConvScope's pages; each folder holds one part of the design."""
