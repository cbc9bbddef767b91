"""The durable store: one SQLite file, one writing connection, everything awaited is on disk."""
