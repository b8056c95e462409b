"""Who says so: the map as each party tells it, and on what accounts differ."""

import io
import math
import shutil
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import expect

from browser.conftest import Open
from browser.tab import Tab
from dashboard.sources.folder import BUILT_IN

DAY = "date=2017-10-20"
TOWN = "altun-kupri"


@pytest.mark.parametrize(
    ("who", "letters", "status"),
    [
        ("", ["P", "F"], "contested"),
        ("&according_to=articles", ["P", "F"], "contested"),
        ("&according_to=peshmerga-command", ["P"], "held"),
        ("&according_to=iraq-defence-ministry", ["F"], "held"),
    ],
)
def test_altun_kupri_under_each_perspective(
    open_page: Open, who: str, letters: list[str], status: str
) -> None:
    tab = open_page(DAY + who)
    town = tab.places()[TOWN]
    assert (town["letters"], town["status"], town["differs"]) == (letters, status, True)
    lane = tab.page.locator(f'.lane[data-place="{TOWN}"] rect[data-from="17459"]')
    fill = lane.get_attribute("fill") or ""
    actors = {"P": 1, "F": 0}
    assert fill == "url(#held-" + "-".join(str(actors[letter]) for letter in letters) + ")"
    text = tab.side().inner_text()
    assert "Who holds Altun Kupri" in text
    for account in (
        "Reporting: contested by Peshmerga and Federal Iraq",
        "Peshmerga command: held by Peshmerga",
        "Iraqi defence ministry: held by Federal Iraq",
        "The Washington Times ¶1-2",
        "The Washington Times ¶2",
    ):
        assert account in text


def test_choosing_a_teller_moves_map_lanes_feed_and_address(open_page: Open) -> None:
    tab = open_page(DAY)
    before = tab.all_events()
    tab.page.get_by_role("button", name="According to").click()
    tab.page.get_by_test_id("stRadio").get_by_text("Peshmerga command", exact=True).click()
    tab.wait_for_address("according_to", "peshmerga-command")
    tab.settle()
    tab.wait("d.places.find((p) => p.id === a).status === 'held'", TOWN)
    gone = before - tab.all_events()
    assert gone
    said = tab.page.locator(".st-key-perspective").inner_text()
    assert "Peshmerga command: Altun Kupri held by Peshmerga, as of 20 Oct 2017" in said
    assert "reporting disagrees" in said
    assert "2 events left out, by others" in said
    expect(tab.page.locator(".stage")).to_be_in_viewport(ratio=1)
    tab.page.keyboard.press("Escape")
    tab.page.get_by_role("button", name="All accounts", exact=True).click()
    tab.wait("d.places.find((p) => p.id === a).status === 'contested'", TOWN)
    tab.settle()
    assert "according_to" not in tab.address()
    assert tab.all_events() == before


def test_steps_follow_the_perspective(open_page: Open) -> None:
    tab = open_page("date=2017-10-16&according_to=peshmerga-command")
    # Its account of Altun Kupri speaks of the 20th alone; then reporting stands.
    tab.step("Next change of control", "2017-10-21")
    assert tab.places()[TOWN]["letters"] == ["F"]
    tab = open_page("date=2017-10-16&according_to=iraq-defence-ministry")
    tab.step("Next change of control", "2017-10-20")
    assert tab.places()[TOWN]["letters"] == ["F"]


def test_the_numbers_stand_side_by_side(open_page: Open) -> None:
    tab = open_page(f"{DAY}&event=vehicles-destroyed")
    pictures = tab.side().locator("figure svg")
    expect(pictures).to_have_count(1)  # Humvees; of the others each has one claimant
    for picture in pictures.all():
        picture.scroll_into_view_if_needed()
        shot = Image.open(io.BytesIO(picture.screenshot())).convert("L")
        dark = sum(count for level, count in enumerate(shot.histogram()) if level < 90)
        assert dark > 300  # dots, bars and words are drawn
    text = tab.side().inner_text()
    assert pictures.first.get_attribute("aria-label") == (
        "Humvees. Peshmerga command (The Washington Times): 11 or more; Reporting (Rudaw): 12. "
        "They can be true together."
    )
    assert "They can be true together." in text
    assert "M1 Abrams tanks: 1" in text
    assert "tanks: 2" in text


def test_sources_lead_to_their_rows_and_back(open_page: Open) -> None:
    tab = open_page(f"{DAY}&event=waves-repelled")
    tab.side().get_by_role("button", name="The Washington Times, 20 Oct 2017 ¶2").click()
    tab.wait_for_address("source", "washington-times-2017-10-20")
    tab.settle()
    assert "rows rest on it" in tab.side().inner_text()
    tab.side().get_by_role("button", name="Back", exact=True).click()
    tab.wait_for_address("source", "all")
    tab.settle()
    expect(tab.side().locator("section > svg")).to_be_visible()
    tab.side().get_by_role("button", name="The New Zealand Herald, 17 Oct 2017").click()
    tab.wait_for_address("source", "nz-herald-2017-10")
    tab.settle()
    tab.side().get_by_role("button", name="Kurdish flag lowered, Iraqi flag raised").click()
    tab.wait_for_address("event", "flag-changed-at-council")


def test_a_stated_distance_stands_beside_the_measured_one(open_page: Open) -> None:
    text = open_page(f"{DAY}&place={TOWN}").side().inner_text()
    assert "30 miles north of Kirkuk (48.3 km)" in text
    assert "24.1 miles (38.9 km) north-west" in text
    assert "24% too long; it lies to the north-west, not north" in text


def outline(tab: Tab, event: str) -> tuple[float, float]:
    """The share of a symbol's outline that is dark, and of the stroke through it beyond it."""
    grey = tab.picture().convert("L")
    spot = tab.events()[event]

    def dark(angle: float, radius: float) -> bool:
        x, y = spot["x"] + radius * math.cos(angle), spot["y"] + radius * math.sin(angle)
        box = (round(x) - 1, round(y) - 1, round(x) + 1, round(y) + 1)
        return min(grey.crop(box).tobytes()) < 110

    ring = [dark(step * math.tau / 48, 8) for step in range(48)]
    stroke = [dark(turn, radius) for turn in (-math.tau / 8, 3 * math.tau / 8)
              for radius in (9.5, 10)]  # fmt: skip
    return sum(ring) / len(ring), sum(stroke) / len(stroke)


def test_a_grey_picture_tells_confirmed_from_claimed_from_contradicted(
    open_page: Open, tmp_path: Path
) -> None:
    data = tmp_path / "data"
    shutil.copytree(BUILT_IN, data)
    events = (data / "events.csv").read_text("utf-8")
    denied_there = events.replace("peshmerga-command,disputed", "peshmerga-command,contradicted")
    (data / "events.csv").write_text(denied_there, "utf-8")
    tab = open_page(f"{DAY}&window=1&lat=35.76&lng=44.15&zoom=12", data=data)
    status = {event["id"]: event["status"] for event in tab.drawn()["events"]}
    [contradicted] = [event for event, word in status.items() if word == "contradicted"]
    confirmed = next(event for event, word in status.items() if word == "confirmed")
    claimed = next(event for event, word in status.items() if word == "claimed")
    sure, _ = outline(tab, confirmed)
    said, _ = outline(tab, claimed)
    denied, struck = outline(tab, contradicted)
    assert sure > 0.95
    assert 0.4 < said < 0.9
    assert 0.4 < denied < 0.95
    assert struck > 0.5


def test_confidence_is_the_strength_of_the_shading(open_page: Open) -> None:
    tab = open_page(f"{DAY}&according_to=peshmerga-command")
    places = tab.places()
    assert places["kirkuk"]["strength"] == 1
    assert places[TOWN]["strength"] == 0.4  # the command's word is recorded with low confidence
    assert places["kirkuk-governorate"]["strength"] == 0.7
    tab.frame.get_by_text("All signs").click()
    legend = tab.frame.locator(".legend").inner_text()
    for word in ("confidence high", "confidence medium", "confidence low", "Disputed"):
        assert word in legend


def test_what_is_not_sharply_dated_fades(open_page: Open) -> None:
    tab = open_page("date=2017-10-16&from=2014-01-01&to=2017-10-31")
    veil = tab.page.locator('.lane[data-place="kirkuk-governorate"] .imprecise')
    assert veil.get_attribute("data-until") == "16252"  # June 2014 is over
    assert veil.get_attribute("fill") == "url(#coming)"
    assert tab.page.locator(".spans rect").first.get_attribute("fill") == "url(#unsure)"
