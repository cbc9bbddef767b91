"""The expert node: a thinker for one field, chosen by what it declares to be for."""

from core.nodes.thinker import ThinkerNode


class ExpertNode(ThinkerNode):
    """Works out what belongs to its field."""

    kind = "expert"
