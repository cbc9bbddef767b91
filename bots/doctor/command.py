"""`doctor`, as the command line calls it."""

from bots.doctor import environment
from bots.doctor.examination import examination
from bots.doctor.report import as_json, as_lines, secrets_of


async def doctor(*, fix: bool, json: bool) -> tuple[str, int]:
    """Look at everything and return what to tell and the exit status: 1 where there is a fault."""
    found = await examination(fix=fix)
    secrets = secrets_of(environment.settings()[0])
    told = (as_json if json else as_lines)(found, secrets)
    return told, int(any(finding.state == "fault" for finding in found.findings))
