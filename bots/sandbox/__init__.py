"""Three loopback servers that speak the platforms' wire protocols, and one page to talk through them."""
