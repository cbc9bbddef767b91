"""The program: command line, settings, wiring, supervision and the sandbox."""
