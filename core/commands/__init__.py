"""Commands: what people may ask of the assistant beside talking with it, one module a subject."""
