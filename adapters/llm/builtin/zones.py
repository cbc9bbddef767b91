"""Zones: the IANA time zones of well-known cities and countries, in English and German."""

import re
from collections.abc import Mapping
from types import MappingProxyType

from adapters.llm.builtin.words import fold

_CITIES: Mapping[str, str] = MappingProxyType(
    {
        "Europe/Amsterdam": "amsterdam",
        "Europe/Athens": "athens|athen",
        "Europe/Berlin": "berlin|hamburg|munich|munchen|muenchen|cologne|koln|koeln|frankfurt|germany|deutschland",
        "Europe/Brussels": "brussels|brussel|bruessel",
        "Europe/Dublin": "dublin",
        "Europe/Helsinki": "helsinki",
        "Europe/Istanbul": "istanbul",
        "Europe/Kyiv": "kyiv|kiev|kiew",
        "Europe/Lisbon": "lisbon|lissabon",
        "Europe/London": "london",
        "Europe/Madrid": "madrid|barcelona",
        "Europe/Moscow": "moscow|moskau",
        "Europe/Oslo": "oslo",
        "Europe/Paris": "paris|france|frankreich",
        "Europe/Prague": "prague|prag",
        "Europe/Rome": "rome|rom|milan|mailand|italy|italien",
        "Europe/Stockholm": "stockholm",
        "Europe/Vienna": "vienna|wien|austria|osterreich|oesterreich",
        "Europe/Warsaw": "warsaw|warschau",
        "Europe/Zurich": "zurich|zuerich|switzerland|schweiz|der schweiz",
        "Africa/Cairo": "cairo|kairo",
        "Africa/Johannesburg": "johannesburg",
        "Africa/Lagos": "lagos",
        "Africa/Nairobi": "nairobi",
        "America/Chicago": "chicago",
        "America/Los_Angeles": "los angeles|san francisco|seattle|california|kalifornien",
        "America/Mexico_City": "mexico city|mexiko-stadt",
        "America/New_York": "new york|nyc|boston|washington",
        "America/Sao_Paulo": "sao paulo",
        "America/Toronto": "toronto",
        "Asia/Bangkok": "bangkok",
        "Asia/Dubai": "dubai",
        "Asia/Hong_Kong": "hong kong|hongkong",
        "Asia/Jakarta": "jakarta",
        "Asia/Kolkata": "kolkata|mumbai|delhi|new delhi|neu-delhi|india|indien",
        "Asia/Seoul": "seoul",
        "Asia/Shanghai": "shanghai|beijing|peking|china",
        "Asia/Singapore": "singapore|singapur",
        "Asia/Tokyo": "tokyo|tokio|japan",
        "Australia/Sydney": "sydney",
        "Pacific/Auckland": "auckland",
        "UTC": "utc|gmt|greenwich",
    }
)
_NAMED = MappingProxyType({city: zone for zone, listed in _CITIES.items() for city in listed.split("|")})
_IANA = re.compile(r"[A-Z][A-Za-z]+(?:/[A-Z][A-Za-z_-]+){1,2}")


def zone_of(place: str) -> str | None:
    """Return the zone of a place, or the zone that it names itself, such as `Asia/Tokyo`; None where unknown."""
    written = place.strip(" .!?")
    return written if _IANA.fullmatch(written) else _NAMED.get(fold(written))
