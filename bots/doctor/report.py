"""What the doctor says, as lines for a terminal or as JSON."""

import json
from collections import Counter
from collections.abc import Collection

from bots import logs
from bots.doctor.examination import Examination, Mended
from bots.settings import Settings

_SECRETS = ("_token", "_secret", "_key", "_keys")
_SHORTEST = 8
"""Signs; what is shorter is no secret, and could be a part of any word."""
_WORDS = (("fault", "faults"), ("warning", "warnings"), ("skipped", "skipped"), ("ok", "ok"))


def secrets_of(settings: Settings | None) -> tuple[str, ...]:
    """Return all secrets among the settings, the longest first."""
    values = {} if settings is None else settings.model_dump()
    secret = [value for name, value in values.items() if name.endswith(_SECRETS)]
    found = {one for value in secret for one in ([value] if isinstance(value, str) else value)}
    found |= set() if settings is None else set(logs.secrets_of(settings).values())
    return tuple(sorted((value for value in found if len(value) >= _SHORTEST), key=len, reverse=True))


def as_lines(examination: Examination, secrets: Collection[str]) -> str:
    """Return a line for each finding (name, state, sentence), one for each thing mended, and the count."""
    findings = examination.findings
    wide = max(len(finding.name) for finding in findings)
    lines = [f"{f.name:<{wide}}  {f.state:<7}  {_plain(f.sentence, secrets)}" for f in findings]
    done = [_plain(_done(mended), secrets) for mended in examination.mended]
    counted = Counter(finding.state for finding in findings)
    told = [f"{n} {one if n == 1 else many}" for one, many in _WORDS if (n := counted[one])]  # type: ignore[index]
    mendable = ", ".join(f.name for f in findings if f.mend is not None and f.state != "ok")
    hint = f" `python -m bots doctor --fix` mends {mendable}." if mendable and not examination.mended else ""
    return "\n".join([*lines, "", *done, f"{', '.join(told)}.{hint}"])


def as_json(examination: Examination, secrets: Collection[str]) -> str:
    """Return the same for programs."""
    findings = [
        {"name": f.name, "state": f.state, "sentence": _plain(f.sentence, secrets)} for f in examination.findings
    ]
    mended = [{"name": m.name, "done": m.done, "sentence": _plain(m.sentence, secrets)} for m in examination.mended]
    return json.dumps({"findings": findings, "mended": mended}, indent=2, ensure_ascii=False)


def _done(mended: Mended) -> str:
    return f"{'Mended' if mended.done else 'Not mended'}: {mended.name}: {mended.sentence}"


def _plain(sentence: str, secrets: Collection[str]) -> str:
    """Return the sentence as one line without a secret: some of it may be what a server or a library has said."""
    line = " ".join("".join(sign if sign.isprintable() else " " for sign in sentence).split())
    for secret in secrets:
        line = line.replace(secret, "…")
    return line
