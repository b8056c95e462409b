"""The code lists: which words a coded column may hold, and who defined them."""

# ACLED Codebook, October 2024: event types and their sub-event types.
EVENT_TYPES: dict[str, tuple[str, ...]] = {
    "Battles": (
        "Government regains territory",
        "Non-state actor overtakes territory",
        "Armed clash",
    ),
    "Explosions/Remote violence": (
        "Chemical weapon",
        "Air/drone strike",
        "Suicide bomb",
        "Shelling/artillery/missile attack",
        "Remote explosive/landmine/IED",
        "Grenade",
    ),
    "Violence against civilians": (
        "Sexual violence",
        "Attack",
        "Abduction/forced disappearance",
    ),
    "Protests": (
        "Excessive force against protesters",
        "Protest with intervention",
        "Peaceful protest",
    ),
    "Riots": ("Violent demonstration", "Mob violence"),
    "Strategic developments": (
        "Agreement",
        "Arrests",
        "Change to group/activity",
        "Disrupted weapons use",
        "Headquarters or base established",
        "Looting/property destruction",
        "Non-violent transfer of territory",
        "Other",
    ),
}
SUB_EVENT_TYPES = tuple(sub for subs in EVENT_TYPES.values() for sub in subs)

# The sub-event types that tell of a change of control.
TERRITORIAL = (
    "Government regains territory",
    "Non-state actor overtakes territory",
    "Non-violent transfer of territory",
)

# The kinds of event that readers tell apart: of some sub-event types, else of the event type.
_KIND_OF_SUB_EVENT = {
    **dict.fromkeys(TERRITORIAL, "transfer"),
    "Agreement": "agreement",
    "Change to group/activity": "movement",
    "Headquarters or base established": "base",
}
_KIND_OF_EVENT = {
    "Battles": "battle",
    "Explosions/Remote violence": "explosion",
    "Violence against civilians": "civilians",
    "Protests": "protest",
    "Riots": "riot",
    "Strategic developments": "statement",
}


def kind_of(event_type: str, sub_event_type: str) -> str:
    """The kind of an event, such as "battle": a key of the table of symbols."""
    return _KIND_OF_SUB_EVENT.get(sub_event_type) or _KIND_OF_EVENT[event_type]


# ACLED's time_precision 1, 2, 3, and the year of UCDP GED's date_prec 5, as words.
TIME_PRECISION = ("day", "week", "month", "year")

# ACLED's geo_precision: 1 the named town, 2 near it or part of a region, 3 a larger region.
GEO_PRECISION = ("1", "2", "3")

# GeoNames' feature classes, reduced to what a reader tells apart.
PLACE_KINDS = ("city", "town", "village", "site", "area")

SOURCE_KINDS = ("article", "background")
EVENT_STATUS = ("reported", "claimed", "confirmed", "disputed", "contradicted")
CONTROL_STATUS = ("held", "contested", "presence", "unknown")
CONFIDENCE = ("high", "medium", "low")
# What a claim's distance may be measured in, in kilometres.
LENGTHS = {"km": 1.0, "mi": 1.609344}  # international mile, exact
DIRECTIONS = (
    "north", "north-east", "east", "south-east", "south", "south-west", "west", "north-west",
)  # fmt: skip
CLAIM_KINDS = (
    "losses",
    "cause",
    "aim",
    "presence",
    "control",
    "support",
    "stance",
    "measure",
)

# Okabe & Ito (2008), "Color Universal Design": eight colours most colour-blind readers tell apart.
COLOURS = ("blue", "orange", "green", "vermilion", "purple", "sky", "yellow", "grey")
PATTERNS = ("solid", "dots", "stripes", "rings", "grid", "waves")

YES_NO = ("yes", "no")
LOCAL, BASEMAP_FILE = "local", "basemap.pmtiles"  # the folder's own base map
BASEMAPS = ("osm", "light", LOCAL, "none")
ALL, ARTICLES = "all", "articles"  # perspectives that are no party's
REPORTING = "reporting"  # the attribution of what a newspaper says in its own voice

# Words that an identifier may not be, by table: they mean something of their own.
RESERVED = {"actors": (REPORTING, ALL, ARTICLES), "sources": (ALL,), "places": (ALL,)}
