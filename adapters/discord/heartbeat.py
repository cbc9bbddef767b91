"""Whether Discord's gateway is there, as its answers to our heartbeats show."""

import time

import discord

_GRACE = 10.0
"""Seconds for an answer to a heartbeat; it is a matter of milliseconds while the connection stands."""


def beats(client: discord.Client) -> bool:
    """Say whether a session's socket stands, and whether the last heartbeat on it was answered in time.

    The library looks only at each heartbeat, and gives a socket up that was silent for a minute. A half-open
    connection shows here when the first heartbeat since (Discord wants one each 41.25 s) had ten seconds.
    """
    socket: discord.gateway.DiscordWebSocket | None = client.ws
    if client.is_closed() or socket is None or not socket.open or socket.session_id is None:
        return False
    handler = socket._keep_alive  # noqa: SLF001 - the public `latency` does not say of when it is
    if handler is None or handler.interval is None:
        return False
    return time.perf_counter() - handler._last_ack < handler.interval + _GRACE  # noqa: SLF001
