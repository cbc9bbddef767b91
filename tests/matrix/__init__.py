"""The parts of the matrix test: who takes part, what they can do, and what comes of it."""
