"""Tests of Discord's adapter and of its sandbox."""
