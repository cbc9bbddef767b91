"""Telemetry: what a turn did, as spans for whoever collects them."""
