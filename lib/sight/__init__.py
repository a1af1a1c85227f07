"""The part of the photograph that the cell under the pointer sees, drawn in the browser."""
