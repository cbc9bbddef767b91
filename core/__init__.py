"""The assistant core: a graph of nodes that knows no platform, no SQL and no model vendor."""
