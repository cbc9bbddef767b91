"""Log lines: time, level, what happened, then key=value for each extra field."""

import logging
import sys

_STANDARD = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName", "color_message"}
_LIBRARIES = ("slack_bolt", "slack_sdk", "discord", "telegram", "aiohttp", "uvicorn", "alembic", "sqlalchemy", "httpx")


class _KeyValue(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        line = super().format(record)
        extra = {k: v for k, v in vars(record).items() if k not in _STANDARD}
        return " ".join([line, *(f"{key}={value}" for key, value in extra.items())])


def set_up() -> None:
    """Send log lines to standard error; libraries speak only of what they cannot handle."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_KeyValue("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    logging.basicConfig(level=logging.INFO, handlers=[handler], force=True)
    for library in _LIBRARIES:
        logging.getLogger(library).setLevel(logging.CRITICAL)
