"""What pages share: the language, the registry, controls bound to the address, captions."""
