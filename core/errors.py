"""Errors of the house: one root, each a sentence for the person who can act on it."""


class TriviumError(Exception):
    """Something went wrong; the log names what."""

    def __init__(self, message: str = "") -> None:
        super().__init__(message or (type(self).__doc__ or "").strip())


class GraphError(TriviumError):
    """The graph file cannot be used."""


class UnknownGraph(GraphError):
    """There is no graph of that name."""


class SettingsError(TriviumError):
    """A setting is missing or wrong."""


class StoreError(TriviumError):
    """The database cannot be used."""


class StateConflict(StoreError):
    """The session was changed by somebody else since it was read."""


class ModelError(TriviumError):
    """The language model did not answer."""


class ModelRubbish(ModelError):
    """The language model's answer did not have the form that was asked for."""


class PlatformError(TriviumError):
    """The platform refused a request for good; trying again cannot help."""


class PlatformUnreachable(PlatformError):
    """The platform did not answer or failed for the moment; trying again may help."""


class RateLimited(PlatformUnreachable):
    """The platform asked for a pause before the next request."""

    def __init__(self, message: str = "", *, retry_after: float = 1.0) -> None:
        super().__init__(message)
        self.retry_after = retry_after
        """Seconds to wait, as the platform said."""
