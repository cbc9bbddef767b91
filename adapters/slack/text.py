"""Slack's text: its escapes, and text that can mention nobody.

Limits from docs.slack.dev: the `markdown` block (12,000 characters a payload), the section block.
"""

import re

from adapters.shared.drawing import shorten

MARKDOWN = 12_000
"""Characters of all `markdown` blocks of a message together."""
_FALLBACK = 3_000
"""Characters of the text for notifications and screen readers; Slack advises 4,000 after escaping."""
_MENTION = re.compile(r"<(?=[@!])")
_FENCE = re.compile("`(?=``)")
_WORD_JOINER = "\u2060"


def unescape(text: str) -> str:
    """Return what a person typed: Slack escapes three characters."""
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def escape(text: str) -> str:
    """Return `text` for mrkdwn, where the three characters would be read as mentions and links."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def harmless(markdown: str) -> str:
    """Return the Markdown with `<@U1>` and `<!channel>` broken invisibly, so that nobody is called."""
    return _MENTION.sub(f"<{_WORD_JOINER}", markdown)


def unfencing(code: str) -> str:
    """Return code for a fence with the fences in it broken invisibly, so that none of them ends it."""
    return _FENCE.sub(f"`{_WORD_JOINER}", code)


def fallback(text: str) -> str:
    """Return the text shown where blocks are not, visibly shortened."""
    return escape(shorten(text.strip(), _FALLBACK))
