"""The demo database: six years of a property services company that never existed.

Elbmess looks after the buildings of others. Its *customers* (housing companies, managers of property, shops, towns,
and people who own a house) have *objects*: the buildings, in which *tenants* move in and out. In the objects hang
*devices* (meters of heat, water, electricity and gas, smoke detectors), which are calibrated, replaced and sometimes
break. Meters are read: *readings* are what the dial showed and what was used since the one before. For all that there
is *billing*.

It is told from 2021-01-01 to 2026-10-31 and is the same on every machine and every day. Statuses and kinds of devices
are English, kinds of buildings, places and most names are German, as such databases are. It has what real ones have:

- Values are missing: e-mail addresses, phones, areas, years of building, manufacturers.
- Several customers, objects and tenants share a name, and some customers have left.
- Objects were sold: the same building a second time, for its new owner, from the day after the old one's last.
- Devices were replaced; the old one names its successor, and the successor's dial begins at nought.
- Readings are estimated where nobody was at home, and corrected later: what was too much is negative in the correction.
- Smoke detectors are never read, and some objects have no devices yet.
- A cancelled invoice keeps its amount and is followed by a cancellation of the same amount below nought; a credit note
  takes a part back. Both name the invoice they correct, so that sums over all of `billing` are right.
"""

from adapters.data.demo.file import demo_database

__all__ = ["demo_database"]
