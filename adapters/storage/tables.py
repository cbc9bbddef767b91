"""The tables. `migrations/versions` holds their history; a test sees to it that both agree."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Double,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    false,
    text,
)

metadata = MetaData()

# SQLite makes only an INTEGER primary key the row's own number; elsewhere 32 bits would be too few.
_NUMBER = BigInteger().with_variant(Integer, "sqlite")

OPEN = "open"
"""A reply's state while only its platform messages are known: its turn is still running or was interrupted."""
PENDING = "pending"
"""A reply's state from its commit until its delivery is noted."""
DELIVERED = "delivered"
"""A reply's state once the platform shows it as committed."""
GIVEN_UP = "given_up"
"""A reply's state once it is known that the platform will never show it."""

inbox = Table(
    "inbox",
    metadata,
    Column("id", _NUMBER, primary_key=True, autoincrement=False),
    Column("event", Text, nullable=False, unique=True),
    Column("session", Text, nullable=False),
    Column("payload", LargeBinary, nullable=False),
    Column("accepted_at", Double, nullable=False),
    Column("done", Boolean, nullable=False),
)
Index("inbox_session", inbox.c.session)
Index("inbox_accepted", inbox.c.accepted_at, inbox.c.session)
Index(
    "inbox_pending",
    inbox.c.id,
    sqlite_where=inbox.c.done == false(),
    postgresql_where=inbox.c.done == false(),
)

sessions = Table(
    "sessions",
    metadata,
    Column("session", Text, primary_key=True),
    Column("state", LargeBinary, nullable=False),
    Column("version", Integer, nullable=False),
    Column("graph", Text, nullable=False),
    Column("updated_at", Double, nullable=False),
    Column("owner", Text, nullable=False, server_default=""),
)
Index("sessions_owner", sessions.c.owner)

outbox = Table(
    "outbox",
    metadata,
    Column("id", _NUMBER, primary_key=True, autoincrement=False),
    Column("session", Text, nullable=False),
    Column("turn", _NUMBER, nullable=False),
    Column("view", LargeBinary, nullable=False),
    Column("natives", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("updated_at", Double, nullable=False),
)
Index("outbox_session", outbox.c.session)
Index(
    "outbox_pending",
    outbox.c.turn,
    sqlite_where=text(f"state = '{PENDING}'"),
    postgresql_where=text(f"state = '{PENDING}'"),
)

settings = Table(
    "settings",
    metadata,
    Column("key", Text, primary_key=True),
    Column("value", Text, nullable=False),
)

audit = Table(
    "audit",
    metadata,
    Column("id", _NUMBER, primary_key=True),
    Column("at", Double, nullable=False),
    Column("person", Text, nullable=False),
    Column("verb", Text, nullable=False),
    Column("scope", Text, nullable=False),
    Column("allowed", Boolean, nullable=False),
    Column("detail", Text, nullable=False),
)

installations = Table(
    "installations",
    metadata,
    Column("place", Text, primary_key=True),
    Column("sealed", LargeBinary, nullable=False),
    Column("updated_at", Double, nullable=False),
)

set_aside = Table(
    "set_aside",
    metadata,
    Column("id", _NUMBER, primary_key=True),
    Column("session", Text, nullable=False),
    Column("state", LargeBinary, nullable=False),
    Column("reason", Text, nullable=False),
    Column("at", Double, nullable=False),
)
