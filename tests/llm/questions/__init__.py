"""Tests of the questions that are put to a database."""
