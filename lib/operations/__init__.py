"""What the pages about operations work out from their controls, apart from drawing and words."""
