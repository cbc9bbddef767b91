"""The nodes, one class a file: sensor, memorizer and ui are a session's own, all others are shared."""
