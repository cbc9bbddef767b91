"""The first tables: inbox, sessions, outbox, settings, audit."""

import sqlalchemy as sa
from alembic import op

revision = "0001_first_tables"
down_revision = None


_number = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    """Make the tables."""
    _make_inbox()
    _make_sessions()
    _make_outbox()
    _make_settings()
    _make_audit()


def _make_inbox() -> None:
    op.create_table(
        "inbox",
        sa.Column("id", _number, autoincrement=False, nullable=False),
        sa.Column("event", sa.Text, nullable=False),
        sa.Column("session", sa.Text, nullable=False),
        sa.Column("payload", sa.LargeBinary, nullable=False),
        sa.Column("accepted_at", sa.Double, nullable=False),
        sa.Column("done", sa.Boolean, nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("event"),
    )
    pending = sa.column("done") == sa.false()
    op.create_index("inbox_session", "inbox", ["session"])
    op.create_index("inbox_pending", "inbox", ["id"], sqlite_where=pending, postgresql_where=pending)


def _make_sessions() -> None:
    op.create_table(
        "sessions",
        sa.Column("session", sa.Text, nullable=False),
        sa.Column("state", sa.LargeBinary, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("graph", sa.Text, nullable=False),
        sa.Column("updated_at", sa.Double, nullable=False),
        sa.PrimaryKeyConstraint("session"),
    )


def _make_outbox() -> None:
    op.create_table(
        "outbox",
        sa.Column("id", _number, autoincrement=False, nullable=False),
        sa.Column("session", sa.Text, nullable=False),
        sa.Column("turn", _number, nullable=False),
        sa.Column("view", sa.LargeBinary, nullable=False),
        sa.Column("natives", sa.Text, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("updated_at", sa.Double, nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    undelivered = sa.text("state = 'pending'")
    op.create_index("outbox_pending", "outbox", ["turn"], sqlite_where=undelivered, postgresql_where=undelivered)


def _make_settings() -> None:
    op.create_table(
        "settings",
        sa.Column("key", sa.Text, nullable=False),
        sa.Column("value", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("key"),
    )


def _make_audit() -> None:
    op.create_table(
        "audit",
        sa.Column("id", _number, nullable=False),
        sa.Column("at", sa.Double, nullable=False),
        sa.Column("person", sa.Text, nullable=False),
        sa.Column("verb", sa.Text, nullable=False),
        sa.Column("scope", sa.Text, nullable=False),
        sa.Column("allowed", sa.Boolean, nullable=False),
        sa.Column("detail", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
