"""Rows of the demo database, a class a table; fields in the order of the columns."""

from datetime import date
from typing import NamedTuple


class Customer(NamedTuple):
    """Who has buildings looked after."""

    id: int
    number: str
    name: str
    kind: str
    segment: str | None
    street: str
    postal_code: str
    city: str
    country: str
    email: str | None
    phone: str | None
    since: date
    left_on: date | None


class Object(NamedTuple):
    """A building, as long as one customer had it."""

    id: int
    customer_id: int
    name: str
    kind: str
    street: str
    postal_code: str
    city: str
    area_m2: int | None
    units: int
    built_year: int | None
    managed_since: date
    managed_until: date | None


class Tenant(NamedTuple):
    """Who lives or works in a unit of an object."""

    id: int
    object_id: int
    name: str
    unit: str
    persons: int | None
    moved_in: date
    moved_out: date | None


class Device(NamedTuple):
    """A meter or a smoke detector."""

    id: int
    object_id: int
    serial: str
    kind: str
    manufacturer: str | None
    room: str | None
    installed_on: date
    calibrated_until: date | None
    removed_on: date | None
    status: str
    replaced_by: int | None


class Reading(NamedTuple):
    """What a meter showed on a day."""

    id: int
    device_id: int
    read_on: date
    value: float
    consumption: float | None
    unit: str
    kind: str
    read_by: str | None


class Invoice(NamedTuple):
    """A row of `billing`."""

    id: int
    invoice_number: str
    customer_id: int
    object_id: int | None
    kind: str
    billed_on: date
    due_on: date
    paid_on: date | None
    amount_net: float
    amount_gross: float
    status: str
    corrects_id: int | None


TABLES = """
CREATE TABLE customers (
    id INTEGER PRIMARY KEY,
    number VARCHAR(12) NOT NULL UNIQUE,
    name VARCHAR(120) NOT NULL,
    kind VARCHAR(10) NOT NULL CHECK (kind IN ('company', 'private')),
    segment VARCHAR(30),
    street VARCHAR(120) NOT NULL,
    postal_code VARCHAR(10) NOT NULL,
    city VARCHAR(60) NOT NULL,
    country CHAR(2) NOT NULL,
    email VARCHAR(120),
    phone VARCHAR(40),
    since DATE NOT NULL,
    left_on DATE
);
CREATE TABLE objects (
    id INTEGER PRIMARY KEY,
    customer_id INTEGER NOT NULL REFERENCES customers (id),
    name VARCHAR(120) NOT NULL,
    kind VARCHAR(30) NOT NULL,
    street VARCHAR(120) NOT NULL,
    postal_code VARCHAR(10) NOT NULL,
    city VARCHAR(60) NOT NULL,
    area_m2 INTEGER,
    units INTEGER NOT NULL,
    built_year INTEGER,
    managed_since DATE NOT NULL,
    managed_until DATE
);
CREATE TABLE tenants (
    id INTEGER PRIMARY KEY,
    object_id INTEGER NOT NULL REFERENCES objects (id),
    name VARCHAR(120) NOT NULL,
    unit VARCHAR(20) NOT NULL,
    persons INTEGER,
    moved_in DATE NOT NULL,
    moved_out DATE
);
CREATE TABLE devices (
    id INTEGER PRIMARY KEY,
    object_id INTEGER NOT NULL REFERENCES objects (id),
    serial VARCHAR(20) NOT NULL UNIQUE,
    kind VARCHAR(30) NOT NULL,
    manufacturer VARCHAR(40),
    room VARCHAR(30),
    installed_on DATE NOT NULL,
    calibrated_until DATE,
    removed_on DATE,
    status VARCHAR(12) NOT NULL CHECK (status IN ('active', 'defective', 'replaced', 'removed')),
    replaced_by INTEGER REFERENCES devices (id)
);
CREATE TABLE readings (
    id INTEGER PRIMARY KEY,
    device_id INTEGER NOT NULL REFERENCES devices (id),
    read_on DATE NOT NULL,
    value NUMERIC(12, 1) NOT NULL,
    consumption NUMERIC(12, 1),
    unit VARCHAR(5) NOT NULL,
    kind VARCHAR(12) NOT NULL CHECK (kind IN ('actual', 'estimated', 'correction')),
    read_by VARCHAR(12)
);
CREATE TABLE billing (
    id INTEGER PRIMARY KEY,
    invoice_number VARCHAR(20) NOT NULL UNIQUE,
    customer_id INTEGER NOT NULL REFERENCES customers (id),
    object_id INTEGER REFERENCES objects (id),
    kind VARCHAR(20) NOT NULL,
    billed_on DATE NOT NULL,
    due_on DATE NOT NULL,
    paid_on DATE,
    amount_net NUMERIC(12, 2) NOT NULL,
    amount_gross NUMERIC(12, 2) NOT NULL,
    status VARCHAR(10) NOT NULL CHECK (status IN ('open', 'paid', 'reminded', 'cancelled')),
    corrects_id INTEGER REFERENCES billing (id)
);
CREATE INDEX objects_customer ON objects (customer_id);
CREATE INDEX tenants_object ON tenants (object_id);
CREATE INDEX devices_object ON devices (object_id);
CREATE INDEX devices_successor ON devices (replaced_by);
CREATE INDEX readings_device ON readings (device_id, read_on);
CREATE INDEX billing_customer ON billing (customer_id);
CREATE INDEX billing_object ON billing (object_id);
CREATE INDEX billing_corrected ON billing (corrects_id);
CREATE INDEX billing_day ON billing (billed_on);
"""
