"""Events are found by when they came, replies by their session: inbox_accepted, outbox_session."""

from alembic import op

revision = "0003_old_rows_are_found"
down_revision = "0002_states_set_aside"


def upgrade() -> None:
    """Make the indexes."""
    op.create_index("inbox_accepted", "inbox", ["accepted_at", "session"])
    op.create_index("outbox_session", "outbox", ["session"])
