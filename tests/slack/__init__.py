"""Tests of Slack's adapter against the sandbox's Slack."""
