"""What happens inside a trained network, computed by the network itself in the quick worker."""
