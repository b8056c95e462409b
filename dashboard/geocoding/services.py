"""The geocoding services: how each is asked, and how its answers are parsed.

geopy speaks to all of them. What differs stands in SERVICES.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode, urlsplit
from urllib.request import HTTPRedirectHandler, HTTPSHandler, ProxyHandler, Request, build_opener

from geopy.adapters import URLLibAdapter
from geopy.exc import ConfigurationError
from geopy.geocoders import ArcGIS, GeoNames, Nominatim, Photon

from dashboard.geocoding import response_parsers
from dashboard.geocoding.choice import Box, Candidate, Place
from dashboard.geocoding.rate_limit import Clock, rate_limited
from dashboard.geocoding.resolver import Lookup
from dashboard.model.countries import two_letters
from dashboard.model.errors import DashboardError

MOST = 10  # candidates for one question; who has to choose among more should ask better


@dataclass(frozen=True)
class Connection:
    """How to reach a service, and as whom."""

    user_agent: str = ""
    domain: str = ""  # "" for the service's own
    scheme: str = "https"
    language: str = "en"
    timeout: float = 20.0  # seconds; a busy Nominatim takes several
    box: Box | None = None  # where answers are likely
    keys: Mapping[str, str] = field(default_factory=dict)  # parameter to value


@dataclass(frozen=True)
class Service:
    """One service: geopy's class for it, its keys, its question, its answer."""

    label: str  # as `geocoder` in places.csv names it
    make: Callable[..., Any]
    domain: str
    ask: Callable[[Any, str, Place, Connection], Any]
    parse: Callable[[Any], Candidate]
    keys: Mapping[str, str] = field(default_factory=dict)  # parameter to environment variable
    needs_keys: bool = False
    needs_user_agent: bool = False


class SameHost(HTTPRedirectHandler):
    """Follows a redirection within a host; one to elsewhere ends as the error that it is."""

    def redirect_request(
        self, req: Request, fp: Any, code: int, msg: str, headers: Any, newurl: str
    ) -> Request | None:
        """The next request, or None for none."""
        if not _same_host(req.full_url, newurl):
            return None
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def _same_host(old: str, new: str) -> bool:
    """Whether the addresses share host and port, or differ in http having become https."""
    before, after = urlsplit(old), urlsplit(new)
    if (before.scheme, before.netloc) == (after.scheme, after.netloc):
        return True
    upgraded = (before.scheme, after.scheme) == ("http", "https")
    return upgraded and before.hostname == after.hostname and not (before.port or after.port)


class Adapter(URLLibAdapter):  # type: ignore[misc]  # geopy carries no types
    """geopy's plain way to the network, which asks once and goes where it was sent.

    The one it prefers, by way of requests, tries again on its own and follows to any host.
    """

    def __init__(self, *, proxies: Any, ssl_context: Any) -> None:
        super().__init__(proxies=proxies, ssl_context=ssl_context)
        self.urlopen = build_opener(
            HTTPSHandler(context=ssl_context), ProxyHandler(proxies), SameHost()
        ).open


class _Nominatim(Nominatim):  # type: ignore[misc]
    """Asks for jsonv2, which tells a town from the district of its name."""

    def _construct_url(self, base_api: str, params: dict[str, Any]) -> str:
        return f"{base_api}?{urlencode({**params, 'format': 'jsonv2'})}"


def _corners(box: Box | None) -> list[tuple[float, float]] | None:
    return [(box[0], box[1]), (box[2], box[3])] if box else None


def _codes(place: Place) -> list[str]:
    return [code for code in map(two_letters, place.countries) if code]


def _ask_nominatim(service: Any, query: str, place: Place, connection: Connection) -> Any:
    return service.geocode(
        query,
        exactly_one=False,
        limit=MOST,
        addressdetails=True,
        language=connection.language,
        country_codes=_codes(place),
        viewbox=_corners(connection.box),
    )


def _ask_photon(service: Any, query: str, place: Place, connection: Connection) -> Any:
    # Photon's own box would leave out what is beyond it, and its language is one of a few.
    box = connection.box
    middle = ((box[0] + box[2]) / 2, (box[1] + box[3]) / 2) if box else None
    language = connection.language.split(",")[0].strip()
    return service.geocode(
        query, exactly_one=False, limit=MOST, location_bias=middle, language=language
    )


def _ask_geonames(service: Any, query: str, place: Place, connection: Connection) -> Any:
    return service.geocode(query, exactly_one=False, country=_codes(place))


def _ask_arcgis(service: Any, query: str, place: Place, connection: Connection) -> Any:
    # It takes a country as part of the words, and only one.
    words = ", ".join([query, *place.countries[:1]])
    return service.geocode(words, exactly_one=False, out_fields="*")


SERVICES = {
    "nominatim": Service(
        "Nominatim", _Nominatim, "nominatim.openstreetmap.org", _ask_nominatim,
        response_parsers.nominatim, needs_user_agent=True,
    ),
    "geonames": Service(
        "GeoNames", GeoNames, "secure.geonames.org", _ask_geonames, response_parsers.geonames,
        keys={"username": "GEONAMES_USERNAME"}, needs_keys=True,
    ),
    "photon": Service("Photon", Photon, "photon.komoot.io", _ask_photon, response_parsers.photon),
    "arcgis": Service(
        "ArcGIS", ArcGIS, "geocode.arcgis.com", _ask_arcgis, response_parsers.arcgis,
        keys={"username": "ARCGIS_USERNAME", "password": "ARCGIS_PASSWORD",
              "referer": "ARCGIS_REFERER"},
    ),
}  # fmt: skip


def keys(service: Service, environ: Mapping[str, str]) -> dict[str, str]:
    """The service's keys from the environment; DashboardError if one that it needs is missing."""
    found = {name: environ.get(variable, "") for name, variable in service.keys.items()}
    missing = [service.keys[name] for name, value in found.items() if not value]
    if missing and (service.needs_keys or any(found.values())):
        raise DashboardError(
            f"{service.label} needs the environment variable {' and '.join(missing)}"
        )
    return {name: value for name, value in found.items() if value}


def lookup(
    service: Service,
    connection: Connection,
    clock: Clock,
    report: Callable[[str], None] = lambda _: None,
) -> Lookup:
    """The service as a function from a name and its place to candidates, retried and rate-limited.

    Each wait goes to `report`.
    """
    if service.needs_user_agent and not connection.user_agent.strip():
        raise DashboardError(_NAME_YOURSELF.format(label=service.label))
    try:
        geocoder = service.make(
            **connection.keys,
            domain=connection.domain or service.domain,
            scheme=connection.scheme,
            user_agent=connection.user_agent or None,
            timeout=connection.timeout,
            adapter_factory=Adapter,
        )
    except ConfigurationError:
        raise DashboardError(_NAME_YOURSELF.format(label=service.label)) from None

    def ask(query: str, place: Place) -> list[Candidate]:
        found: Sequence[Any] = service.ask(geocoder, query, place, connection) or ()
        return [service.parse(location) for location in found[:MOST] if location is not None]

    return rate_limited(service.label, ask, clock, report)


_NAME_YOURSELF = (
    "{label} wants to know who asks: name your own project and how to reach you, such as "
    '--user-agent "my-map (me@example.org)"'
)
