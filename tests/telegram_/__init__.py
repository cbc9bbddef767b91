"""Telegram: its adapter and its sandbox server, together over real sockets."""
