"""States that could not be read are kept for the operator: set_aside."""

import sqlalchemy as sa
from alembic import op

revision = "0002_states_set_aside"
down_revision = "0001_first_tables"


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "set_aside",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer, "sqlite"), nullable=False),
        sa.Column("session", sa.Text, nullable=False),
        sa.Column("state", sa.LargeBinary, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("at", sa.Double, nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
