"""The lens: how an output cell comes from input cells, in the browser, cell by cell."""
