"""Who began a session, by which their conversations are found: owner."""

import sqlalchemy as sa
from alembic import op

revision = "0005_who_began"
down_revision = "0004_installations"


def upgrade() -> None:
    """Add the column; nobody knows of the sessions there are who began them."""
    op.add_column("sessions", sa.Column("owner", sa.Text, nullable=False, server_default=""))
    op.create_index("sessions_owner", "sessions", ["owner"])
