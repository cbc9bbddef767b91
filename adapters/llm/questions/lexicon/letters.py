"""Letters: codes of one or two letters, in columns that say what they are for: `H` of a priority is high."""

from collections.abc import Mapping, Sequence

_MEANT: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        "prio priority prioritaet dringlichkeit urgency severity schweregrad",
        (
            "h=high m=medium l=low",
            "h=high m=medium n=low",
            "h=high m=medium g=low",
            "h=high n=normal l=low",
            "h=high n=normal g=low",
            "d=urgent h=high n=normal l=low",
            "d=urgent h=high n=normal g=low",
            "k=critical h=high m=medium n=low",
            "h=high m=medium n=normal l=low",
            "c=critical h=high m=medium l=low",
            "u=urgent h=high n=normal l=low",
        ),
    ),
    (
        "schicht shift dienst schichtart shift_type",
        (
            "f=early_shift s=late_shift n=night_shift t=day_shift",
            "e=early_shift l=late_shift n=night_shift d=day_shift",
            "fs=early_shift ss=late_shift ns=night_shift ts=day_shift",
            "m=morning a=afternoon n=night_shift",
            "fd=early_shift sd=late_shift nd=night_shift",
        ),
    ),
    (
        (
            "arbeitszeit arbeitszeitmodell beschaeftigung beschaeftigungsart employment anstellung zeitmodell umfang "
            "vertragsart contract_type employment_type anstellungsart"
        ),
        (
            (
                "vz=full_time tz=part_time mj=mini_job gfb=mini_job az=apprentice azubi=apprentice prakt=internship "
                "ah=temp mini=mini_job"
            ),
            "ft=full_time pt=part_time",
            "v=full_time t=part_time m=mini_job a=apprentice",
            "f=full_time p=part_time",
        ),
    ),
    (
        "zahlart zahlungsart zahlungsmethode zahlungsweise payment_method payment_type",
        (
            (
                "ec=debit_card kk=credit_card bar=cash ueb=bank_transfer ls=direct_debit re=on_account rg=on_account "
                "pp=paypal vk=prepayment nn=cash_on_delivery cc=credit_card dd=direct_debit"
            ),
            "b=cash k=card u=bank_transfer l=direct_debit r=on_account",
        ),
    ),
    (
        "ergebnis result",
        ("s=win u=draw n=loss", "w=win d=draw l=loss", "b=passed n=not_passed", "p=passed f=not_passed"),
    ),
    (
        "bestanden passed pruefungsergebnis exam_result",
        ("b=passed n=not_passed nb=not_passed", "p=passed f=not_passed"),
    ),
    ("heim_ausw heim home_away spielort ha heim_gast", ("h=home a=away", "h=home g=away")),
    (
        "kundentyp kundenart kundengruppe customer_type client_type",
        ("p=private g=business_customer", "p=private f=business_customer", "p=private b=business_customer"),
    ),
    (
        "turnus intervall interval rhythmus frequency zahlweise zahlungsrhythmus zahlungsintervall abrechnung",
        ("w=weekly m=monthly q=quarterly h=half_yearly j=yearly e=one_time", "w=weekly m=monthly q=quarterly y=yearly"),
    ),
    (
        "bezahlstatus zahlstatus zahlungsstatus payment_status",
        ("o=open b=paid m=reminded t=partially_paid s=cancelled", "o=open p=paid c=cancelled", "u=unpaid p=paid"),
    ),
    (
        "format einband ausgabe binding ausstattung cover ausgabeart edition_type",
        ("hc=hardcover tb=paperback pb=paperback eb=ebook hb=audiobook", "h=hardcover p=paperback e=ebook"),
    ),
    (
        "abwesenheitsart abwesenheit fehlgrund absence_type abwesenheitsgrund",
        ("k=sick u=vacation f=training", "s=sick v=vacation"),
    ),
    (
        "status",
        (
            "o=open e=done s=cancelled",
            "o=open b=in_progress e=done s=cancelled",
            "o=open b=paid m=reminded",
            "o=open c=closed",
            "a=active i=inactive",
            "a=active p=passive",
            "a=active k=terminated",
            "f=free b=occupied",
            "n=new b=in_progress e=done",
            "o=open d=done",
            "o=open a=completed s=cancelled",
        ),
    ),
    ("aktiv active is_active", ("a=active i=inactive",)),
    ("bewegungsart movement_type bewegung", ("z=zugang a=abgang u=umlagerung k=korrektur", "i=inbound o=outbound")),
)
"""By names of columns: what their letters stand for; of the ways that know all of a column's letters, the first."""


def meant_letters(column: str, values: Sequence[str]) -> Mapping[str, str]:
    """Return what the values of a column stand for, where its name says so, and they are all known."""
    letters = {value.lower() for value in values}
    if not 2 <= len(letters) <= _MOST:
        return {}
    for names, ways in _MEANT:
        if column.lower() in names.split():
            for way in ways:
                known = dict(pair.split("=") for pair in way.split())
                if letters <= known.keys():
                    return {value: known[value.lower()] for value in values}
    return {}


_MOST = 8
"""Values of a column of letters."""
