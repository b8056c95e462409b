"""What this reader has chosen so far: the one place that touches session state.

Widgets write their own keys; `arrive` fills them from a new address, `chosen` reads them back
as one frozen Selection, and `leave` writes the address. A new address is one that this session
did not write itself: a first visit, an edited link, the browser's Back.
"""

from datetime import date

import streamlit as st

from dashboard.model import address, days, fields
from dashboard.model.codes import ALL
from dashboard.model.dataset import Dataset
from dashboard.model.fields import FIELDS, IN_FILTERS, LONGEST_WINDOW
from dashboard.model.questions import Questions
from dashboard.model.scenes import Scene, fits
from dashboard.model.selection import Selection, View
from dashboard.server import briefer
from dashboard.server.rooms import Shown
from dashboard.ui.messages import Moved
from dashboard.view.day import FIRST_PAGE, Paging

# Each part of the selection has its name for a key; the widgets write those of the filters.
PLACE, EVENT, SOURCE = "place", "event", "source"
DAY, SPAN, WINDOW, COMPARE, ACCORDING_TO = "day", "span", "window", "compare", "according_to"
BASEMAP = "basemap"
FIND = "find"
VIEW, VIEW_TOKEN, NOTES, ADDRESS = "view", "view_token", "notes", "address"
SEQ, BAR = "time_bar_seq", "time_bar_is"
SCENE, SCENE_SEQ, SCENES = "scene", "scene_seq", "scenes"
DIGEST, REWRITTEN, UNDO, PAGING = "digest", "scenes_rewritten", "scenes_undo", "paging"
TOOL, FOLDER, SHARE = "tool", "folder", "share"
# The popovers of the toolbar, and the widgets of this state that they draw.
POPOVERS: dict[str, tuple[str, ...]] = {
    "finder": (), "perspectives": (ACCORDING_TO,), "filters": tuple(IN_FILTERS),
    "compare_options": (), "briefing": (), SHARE: (), "map_options": (BASEMAP,),
}  # fmt: skip
AWAITED, HERE, ABSENT = "awaited", "here", "absent"  # what is known of the browser's time bar


def enter(folder: str) -> None:
    """Forget everything of another data folder: what is chosen there means nothing here."""
    if st.session_state.get(FOLDER, folder) != folder:
        st.session_state.clear()
    st.session_state[FOLDER] = folder


def arrive(data: Dataset, timeline: Questions, scenes: list[Scene]) -> None:
    """Take over the address if it is news, or read it again where the data are.

    `scenes` are those of the folder.
    """
    for popover, keys in POPOVERS.items():
        for key in () if st.session_state.get(popover) else keys:
            if key in st.session_state:  # Streamlit forgets what widgets held that are not drawn
                st.session_state[key] = st.session_state[key]
    before = st.session_state.get(DIGEST)
    params = st.query_params.to_dict()
    if st.session_state.get(ADDRESS) == params:
        if before == data.digest:
            _drop_unknown(timeline)
            return
        params = _address(chosen(), data)  # with what this very run was asked for
    lost = _take_over(data, scenes) if before != data.digest else []
    arrival = address.parse(params, data, timeline, st.session_state[SCENES])
    keep(arrival.selection, arrival.view)
    st.session_state[SCENE] = None if st.context.is_embedded else arrival.scene
    notes = (*lost, *arrival.notes)
    changed = before is not None and before != data.digest
    st.session_state[NOTES] = ("The data have changed.", *notes) if changed and notes else notes
    # The map moves only for a new token, so that a late echo never undoes a reader's move.
    st.session_state[VIEW_TOKEN] = st.session_state.get(VIEW_TOKEN, 0) + 1


def _drop_unknown(timeline: Questions) -> None:
    """Close what the data do not have: a browser may ask to open anything."""
    state, labels = st.session_state, timeline.labels
    for key, names in ((PLACE, labels.places), (SOURCE, labels.sources)):
        if state[key] not in (None, ALL, *names):
            state[key] = None
    if state[EVENT] is not None and timeline.event(state[EVENT]) is None:
        state[EVENT] = None


def _take_over(data: Dataset, scenes: list[Scene]) -> list[str]:
    """The folder's scenes, unless this reader has changed them; a note where some are lost."""
    st.session_state[DIGEST] = data.digest
    if not st.session_state.get(REWRITTEN):
        st.session_state[SCENES] = scenes
        return []
    kept = st.session_state[SCENES]
    st.session_state[UNDO] = []  # they may name what is gone, too
    st.session_state[SCENES] = [scene for scene in kept if fits(scene, data)]
    lost = len(kept) - len(st.session_state[SCENES])
    return [f"{lost} of your scenes name what is gone."] if lost else []


def keep(selection: Selection, view: View) -> None:
    """Make these the reader's choices."""
    for name, value in fields.values(selection).items():
        st.session_state[name] = list(value) if isinstance(value, tuple) else value
    st.session_state.update({SPAN: selection.span, BASEMAP: view.basemap, VIEW: view})


def chosen() -> Selection:
    """The choices as one value."""
    found = {field.name: st.session_state[field.name] for field in FIELDS}
    return fields.selection(found | {"text": found["text"].strip()}, st.session_state[SPAN])


def view() -> View:
    """How the map is looked at."""
    seen: View = st.session_state[VIEW]
    return View(st.session_state[BASEMAP], seen.latitude, seen.longitude, seen.zoom)


def leave(selection: Selection, data: Dataset) -> None:
    """Write the address of what is shown, and tell those who follow."""
    params = _address(selection, data)
    st.session_state[ADDRESS] = params
    shown = Shown(params | address.point(view()), data.digest, tuple(scenes()))
    briefer.publish(st.session_state[FOLDER], shown)
    if st.query_params.to_dict() != params:
        st.query_params.from_dict(params)


def _address(selection: Selection, data: Dataset) -> address.Params:
    return address.written(address.Arrival(selection, view(), scene=scene()), scenes(), data)


def scenes() -> list[Scene]:
    """The scenes of the briefing, as this reader has left them."""
    kept: list[Scene] = st.session_state[SCENES]
    return kept


def scene() -> int | None:
    """Which scene is shown, from 0; None outside of the briefing and where there are none."""
    at: int | None = st.session_state[SCENE]
    total = len(scenes())
    return None if at is None or not total else min(at, total - 1)


def on_script() -> bool:
    """Whether the page shows what its scene asks for."""
    at = scene()
    return at is not None and chosen() == scenes()[at].selection


def present(at: int) -> None:
    """Begin the briefing, or go to another scene of it, if there are any."""
    kept = scenes()
    if not kept:
        return
    at = min(max(at, 0), len(kept) - 1)
    look = View(st.session_state[BASEMAP])
    keep(kept[at].selection, look)
    st.session_state[SCENE] = at


def have(kept: list[Scene], *, own: bool = True) -> None:
    """Have other scenes, for this reader alone; `own` unless they are the folder's."""
    st.session_state.update({SCENES: kept, REWRITTEN: own})


def leave_briefing() -> None:
    """Explore what the briefing has come to."""
    st.session_state[SCENE] = None
    st.session_state[VIEW_TOKEN] += 1


def go(day: date) -> None:
    """Move to a day; the span grows to hold it."""
    first, last = st.session_state[SPAN]
    st.session_state[DAY] = day
    st.session_state[SPAN] = (min(first, day), max(last, day))


def take(moment: Moved, whole: tuple[date, date]) -> None:
    """Where the time bar was let go of; its days are kept inside `whole`."""
    low, high = (days.number(day) for day in whole)

    def within(number: int) -> date:
        return days.day(min(max(number, low), high))

    first, last = sorted((within(moment.first), within(moment.last)))
    st.session_state.update({
        DAY: within(moment.day),
        SPAN: (first, last),
        WINDOW: None if moment.window is None else min(moment.window, LONGEST_WINDOW),
        SEQ: moment.seq,
    })  # fmt: skip


def paging() -> Paging:
    """How much of the panel's lists is shown."""
    shown: Paging = st.session_state.get(PAGING, FIRST_PAGE)
    return shown


def page_to(shown: Paging) -> None:
    """Show so much of the panel's lists."""
    st.session_state[PAGING] = shown


def look_at(point: tuple[float, float], zoom: float) -> None:
    """Bring a point (latitude, longitude) to the middle of the map."""
    st.session_state[VIEW] = View(st.session_state[BASEMAP], *point, zoom)
    st.session_state[VIEW_TOKEN] += 1


def according_to(who: str) -> None:
    """Show the record by someone else's account."""
    st.session_state[ACCORDING_TO] = who


def compare(day: date | None) -> None:
    """Hold another day against the one that is shown; None: show one day again."""
    st.session_state[COMPARE] = day


def filter_by(name: str, value: str) -> None:
    """Have one filter want this alone, such as "actors" one actor."""
    st.session_state[name] = [value]


def clear_filters() -> None:
    """Want every event again."""
    for field in FIELDS:
        if field.name in IN_FILTERS:
            st.session_state[field.name] = [] if field.column.many else field.unset


def bar() -> str:
    """What is known of the time bar in this reader's browser: AWAITED, HERE or ABSENT."""
    known: str = st.session_state.get(BAR, AWAITED)
    return known


def bar_is(known: str) -> None:
    """The time bar has come, or is not to be waited for any longer."""
    st.session_state[BAR] = known


def clear_notes() -> None:
    """The notes on the address have been read."""
    st.session_state[NOTES] = ()
