"""Tests of Trivium."""
