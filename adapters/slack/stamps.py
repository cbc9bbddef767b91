"""Stamps: what a private message's blocks say of it, since Slack tells nothing of the message that is clicked on."""

from zlib import crc32

from msgspec import Struct

from adapters.shared.platform import Body

_MARK = "private"
_ID = 255
"""Characters of a block's id (docs.slack.dev/reference/block-kit/blocks)."""


class Stamp(Struct, frozen=True):
    """Where a private message belongs, whatever place it is shown in."""

    team: str
    thread: str
    """Empty for the channel itself."""
    key: str
    """What its id of our own ends with."""


def stamped(body: Body, stamp: Stamp, drawn_for: str) -> Body:
    """Return the message with the stamp in each block that can be used.

    The ids are others for each event `drawn_for`: in a block whose id stays, Slack goes on showing what was chosen.
    """
    blocks = body.get("blocks", [])
    iteration = f"{crc32(drawn_for.encode()):08x}"
    ids = [f"{_MARK}|{stamp.team}|{stamp.thread}|{iteration}.{n}|{stamp.key}" for n in range(len(blocks))]
    if not blocks or len(ids[-1]) > _ID:
        return body
    usable = [{**block, "block_id": one} if _usable(block) else block for block, one in zip(blocks, ids, strict=True)]
    return {**body, "blocks": usable}


def stamp_of(block_id: str) -> Stamp | None:
    """Return the stamp of the message that a block is on; None for a block without one."""
    parts = block_id.split("|", 4)
    if len(parts) != len(("mark", "team", "thread", "iteration", "key")) or parts[0] != _MARK:
        return None
    return Stamp(parts[1], parts[2], parts[4])


def _usable(block: Body) -> bool:
    return block["type"] == "actions" or "accessory" in block
