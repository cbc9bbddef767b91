"""Belonging: where something happened, and whether its author is of the workspace that we are installed in."""

from adapters.slack.wire import EventCallback


def home(callback: EventCallback) -> str:
    """Return the workspace that we are installed in; in channels shared with others, `team_id` may be theirs."""
    installed = callback.authorizations[0].team_id if callback.authorizations else None
    return installed or callback.context_team_id or callback.team_id


def of_ours(callback: EventCallback) -> bool:
    """Say whether the author belongs to our workspace, as far as the event vouches for that.

    Slack names the author's workspace as `user_team`, `team` or that of their files, often not at all (Slack's Stop
    button, files, mentions from other workspaces). Then it is known only where the channel is shared with nobody.
    """
    event, ours = callback.event, home(callback)
    files = [file.user_team for file in event.files if file.user == event.user]
    named = {team for team in (event.user_team, event.team, *files) if team}
    return named == {ours} if named else callback.is_ext_shared_channel is False


def is_direct(channel: str, kind: str = "") -> bool:
    """Say whether a conversation is one person's direct messages with us; `kind` is its type where that is told.

    The ids of such conversations begin with D, those of direct messages among several people do not.
    """
    return kind == "im" if kind else channel.startswith("D")
