"""Places that installed an app, with their sealed credentials: installations."""

import sqlalchemy as sa
from alembic import op

revision = "0004_installations"
down_revision = "0003_old_rows_are_found"


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "installations",
        sa.Column("place", sa.Text, nullable=False),
        sa.Column("sealed", sa.LargeBinary, nullable=False),
        sa.Column("updated_at", sa.Double, nullable=False),
        sa.PrimaryKeyConstraint("place"),
    )
