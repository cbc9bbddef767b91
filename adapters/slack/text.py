"""Slack's text: its escapes, and text that can mention nobody."""

import re

from adapters.shared.drawing import named, shorten
from adapters.slack.limits import FALLBACK

_LESS = r"(?:<|&lt;?|&#0*60(?:;|(?!\d))|&#x0*3c(?:;|(?![\da-f])))"
_AT = r"(?:@|&commat;|&#0*64(?:;|(?!\d))|&#x0*40(?:;|(?![\da-f])))"
_ALL = rf"{_AT}(?=\\?(?:channel|here|everyone|group))"
_MENTION = re.compile(rf"{_LESS}(?=[\\@!&])|{_ALL}", re.IGNORECASE)
"""What begins a mention in Markdown, also where an entity or a backslash stands for one of its signs."""
_LITERAL = re.compile(r"<(?=[@!])|@(?=channel|here|everyone|group)", re.IGNORECASE)
"""What could begin a mention in a text that has no markup; a cut may make `@here` of `x@hereby`."""
_NAME = re.compile(r"(?<!\w)@(?=\w)")
"""Slack looks for names in mrkdwn by itself (`verbatim` of a text object)."""
_FENCE = re.compile("`(?=``)")
_WORD_JOINER = "\u2060"
_BROKEN = rf"\g<0>{_WORD_JOINER}"
_NOTHING = "–"


def unescape(text: str) -> str:
    """Return what a person typed: Slack escapes three characters."""
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def escape(text: str) -> str:
    """Return `text` for mrkdwn, where three characters would be read as mentions and links, and `@` as one's name."""
    if "@" in text:
        text = _NAME.sub(_BROKEN, text)
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def harmless(markdown: str) -> str:
    """Return the Markdown with mentions in every spelling broken invisibly, so that nobody is called."""
    if "<" in markdown or "@" in markdown or "&" in markdown:
        return _MENTION.sub(_BROKEN, markdown)
    return markdown


def literal(text: str) -> str:
    """Return what is shown as it is, with mentions broken invisibly; `–` where nothing could be seen."""
    if "@" in text or "<" in text:
        text = _LITERAL.sub(_BROKEN, text)
    return text if named(text) is text else _NOTHING


def unfencing(code: str) -> str:
    """Return code for a fence with the fences in it broken invisibly, so that none of them ends it."""
    return _FENCE.sub(f"`{_WORD_JOINER}", code)


def fallback(text: str) -> str:
    """Return the text shown where blocks are not, visibly shortened."""
    return escape(shorten(text.strip(), FALLBACK.most)) or _NOTHING
