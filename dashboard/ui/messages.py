"""What a browser may send: each kind of message, with the types and ranges of its parts.

Anything may come from a browser. A message that is not wholly as its kind wants it is dropped
here, so that nothing else need look at it twice; names that the data do not have are dropped by
`session.arrive`.
"""

from datetime import date
from typing import Annotated, Any, Literal

import streamlit as st
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, TypeAdapter, ValidationError

from dashboard.model import days

LARGEST = 2**53 - 1  # beyond it a browser's whole numbers are not exact
LONGEST = 200  # characters of a name
LARGEST_SCENES = 200_000  # characters of scenes that a browser has kept
_STRICT = ConfigDict(strict=True, frozen=True, extra="forbid", allow_inf_nan=False)


def _date(text: object) -> date:
    if not isinstance(text, str):
        raise ValueError("not an ISO date")
    return date.fromisoformat(text)


Day = Annotated[int, Field(ge=days.number(date.min), le=days.number(date.max))]
Count = Annotated[int, Field(ge=0, le=LARGEST)]
Name = Annotated[str, Field(max_length=LONGEST)]


class Message(BaseModel):
    """Parts are taken as they are: no text for a number, no bool for an int, nothing unasked."""

    model_config = _STRICT


class Moved(Message):
    """The time bar was let go of: the day, the days kept, the days in view."""

    day: Day
    window: Annotated[int, Field(ge=1, le=LARGEST)] | None
    first: Day
    last: Day
    seq: Count


class Seen(Message):
    """Where the map stands, in degrees and Leaflet's zoom."""

    latitude: Annotated[float, Field(ge=-90, le=90)]
    longitude: Annotated[float, Field(ge=-180, le=180)]
    zoom: Annotated[float, Field(ge=0, le=22)]


class Turned(Message):
    """The presenter has come to a scene, counted from 0."""

    scene: Count
    seq: Count


class Back(Message):
    """One step back in the panel."""

    do: Literal["back"]


class More(Message):
    """More of one of the panel's lists."""

    do: Literal["more"]
    list: Literal["events", "places"]


class Open(Message):
    """Something on the map or in the panel was pressed that opens its detail."""

    do: Literal["open"]
    kind: Literal["place", "event", "source"]
    id: Name


class Go(Message):
    """A day in the panel was pressed."""

    do: Literal["open"]
    kind: Literal["day"]
    id: Annotated[date, BeforeValidator(_date)]


class Kept(Message):
    """Scenes as this browser kept them, and what the folder's were then."""

    text: Annotated[str, Field(min_length=1, max_length=LARGEST_SCENES)]
    of: Annotated[str, Field(max_length=64)]


# By the name of the component's trigger.
KINDS: dict[str, TypeAdapter[Any]] = {
    "ready": TypeAdapter(bool, config=_STRICT),
    "moved": TypeAdapter(Moved),
    "pick": TypeAdapter(Open | Back),
    "view": TypeAdapter(Seen),
    "act": TypeAdapter(Back | More | Open | Go),
    "scene": TypeAdapter(Turned),
    "leave": TypeAdapter(bool, config=_STRICT),
    "kept": TypeAdapter(Kept),
    "unkept": TypeAdapter(bool, config=_STRICT),
    "follow": TypeAdapter(Literal["begin", "end"]),
}


def read(kind: str, message: object) -> Any:
    """The message as a value of its kind; None if it is not one."""
    try:
        return KINDS[kind].validate_python(message)
    except ValidationError:
        return None


def received(component: str, kind: str) -> Any:
    """What a component's trigger of this kind has just sent, as `read` has it."""
    return read(kind, st.session_state[component].get(kind))
