"""The start page's row: every stage of the network with a picture's real activations."""
