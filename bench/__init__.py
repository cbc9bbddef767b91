"""Benchmarks: CPU per event and ratios, side by side in one run. `make bench`."""
