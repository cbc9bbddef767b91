"""The role: whether the one we connect as to PostgreSQL can do more than read."""

import psycopg

from core.errors import DataUnavailable

_SYSTEM = "n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'"
_POWERS = """
    SELECT rolname FROM pg_catalog.pg_roles
    WHERE pg_catalog.pg_has_role(current_user, oid, 'MEMBER')
    AND (rolsuper OR rolreplication OR rolcreaterole OR rolcreatedb OR rolname IN ('pg_write_all_data',
    'pg_read_server_files', 'pg_write_server_files', 'pg_execute_server_program', 'pg_signal_backend',
    'pg_checkpoint', 'pg_maintain', 'pg_create_subscription', 'pg_database_owner'))
    ORDER BY rolname <> current_user, NOT rolsuper, rolname LIMIT 1
"""
_WRITES = f"""
    SELECT n.nspname, c.relname FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND {_SYSTEM}
    AND (pg_catalog.has_table_privilege(c.oid, 'INSERT, UPDATE, DELETE, TRUNCATE')
    OR pg_catalog.has_any_column_privilege(c.oid, 'INSERT, UPDATE')) ORDER BY 1, 2 LIMIT 1
"""  # noqa: S608 - ours
_CREATES = f"""
    SELECT n.nspname FROM pg_catalog.pg_namespace n
    WHERE {_SYSTEM} AND pg_catalog.has_schema_privilege(n.oid, 'CREATE') ORDER BY 1 LIMIT 1
"""  # noqa: S608 - ours
_FOUNDS = """
    SELECT pg_catalog.current_database()
    WHERE pg_catalog.has_database_privilege(pg_catalog.current_database(), 'CREATE')
"""


def check_role(connection: psycopg.Connection) -> None:
    """Raise DataUnavailable, which says what to revoke, where the role can do more than read. Raises psycopg.Error."""
    row = connection.execute("SELECT current_user").fetchone()
    role = row[0] if row else ""
    begin = f"The database is not asked, because its role {role} can do more than read:"
    power = connection.execute(_POWERS).fetchone()
    if power is not None:
        what = "it is too powerful itself" if power[0] == role else f"it is a member of {power[0]}"
        raise DataUnavailable(f"{begin} {what}. Give it another role that may only SELECT.")
    writes = connection.execute(_WRITES.encode()).fetchone()
    if writes is not None:
        what = f"REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON ALL TABLES IN SCHEMA {writes[0]} FROM {role}, PUBLIC"
        raise DataUnavailable(f"{begin} it may write to {writes[1]}. {what}.")
    creates = connection.execute(_CREATES.encode()).fetchone()
    if creates is not None:
        what = f"REVOKE CREATE ON SCHEMA {creates[0]} FROM {role}, PUBLIC"
        raise DataUnavailable(f"{begin} it may make tables in {creates[0]}. {what}.")
    founds = connection.execute(_FOUNDS).fetchone()
    if founds is not None:
        what = f"REVOKE CREATE ON DATABASE {founds[0]} FROM {role}, PUBLIC"
        raise DataUnavailable(f"{begin} it may make schemas. {what}.")
