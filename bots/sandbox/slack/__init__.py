"""A fake Slack for one workspace: Web API, Socket Mode, signed HTTP, and the people in it."""
