"""A loopback server that speaks the Telegram Bot API."""
