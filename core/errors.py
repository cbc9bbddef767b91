"""Errors of the house: one root, each a sentence for the person who can act on it."""


class TriviumError(Exception):
    """Something went wrong; the log names what."""

    def __init__(self, message: str = "") -> None:
        super().__init__(message or (type(self).__doc__ or "").strip())


class GraphError(TriviumError):
    """The graph file cannot be used."""


class UnknownGraph(GraphError):
    """There is no graph of that name."""


class UnknownModel(TriviumError):
    """There is no model of that name."""


class SettingsError(TriviumError):
    """A setting is missing or wrong."""


class StoreError(TriviumError):
    """The database cannot be used."""


class Damaged(StoreError):
    """The database holds something that cannot be understood; trying again cannot help."""


class StateConflict(StoreError):
    """The session was changed by somebody else since it was read."""


class ModelError(TriviumError):
    """The language model did not answer."""


class ModelUnavailable(ModelError):
    """The language model cannot be reached or is busy; asking again may help."""


class ModelRubbish(ModelError):
    """The language model's answer did not have the form that was asked for."""

    def __init__(self, message: str = "", answer: str = "", reason: str = "") -> None:
        """The message is for logs and says nothing of the answer; the answer and the reason are for asking again."""
        super().__init__(message)
        self.answer, self.reason = answer, reason


class ModelBrokeOff(ModelError):
    """The language model failed in the middle of its words; another one cannot go on with them."""


class ExpertFailed(TriviumError):
    """An expert could not do its work."""

    def __init__(self, expert: str, why: TriviumError) -> None:
        super().__init__(f"The expert {expert!r} failed: {why}")
        self.expert = expert


class ToolError(TriviumError):
    """A tool could not do what it was asked; the sentence is for the node that asked."""


class DataError(TriviumError):
    """A database that an expert asks did not answer."""


class DataUnavailable(DataError):
    """The database cannot be reached or opened."""


class QueryRefused(DataError):
    """The query may not be run: it does more than read what may be read."""


class HiddenColumn(QueryRefused):
    """The query does more with a column whose values are hidden than to list it."""

    def __init__(self, message: str = "", column: str = "") -> None:
        super().__init__(message)
        self.column = column
        """Its name, as the database has it."""


class QueryFailed(DataError):
    """The database cannot make sense of the query."""


class QueryTooLong(DataError):
    """The query takes more time or memory than it may."""


class PlatformError(TriviumError):
    """The platform refused a request for good; trying again cannot help."""


class Unauthorized(PlatformError):
    """The platform does not accept our credentials; with others it may."""


class PlatformUnreachable(PlatformError):
    """The platform did not answer or failed for the moment; trying again may help."""


class InvalidInput(TriviumError):
    """A field cannot have the value that was filled in; the sentence is for the person who did."""


class RateLimited(PlatformUnreachable):
    """The platform asked for a pause before the next request."""

    def __init__(self, message: str = "", *, retry_after: float = 1.0) -> None:
        super().__init__(message)
        self.retry_after = retry_after
        """Seconds to wait, as the platform said."""
