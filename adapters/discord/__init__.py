"""Discord: reading gateway events, drawing Components V2, and the connection itself."""
