// The single file's answers are the page's: the same view, state and address for the same question.

import assert from "node:assert/strict";
import test from "node:test";

import { addresses } from "../../dashboard/static/file/address.js";
import { days } from "../../dashboard/static/file/day.js";
import { expected } from "./expected.mjs";

const plain = (value) => JSON.parse(JSON.stringify(value));

for (const { name, content, cases } of expected.answers) {
  test(`${name}: ${cases.length} selections say and draw what the page does`, () => {
    const file = days(content);
    for (const { asked, paging, view, state, sources } of cases) {
      assert.deepEqual(plain(file.view(asked, paging)), view, JSON.stringify(asked));
      const found = plain(file.state(asked));
      assert.deepEqual(found, Object.fromEntries(Object.keys(found).map((key) => [key, state[key]])));
      assert.deepEqual(file.sources(asked), sources);
    }
  });
}

const [{ content }] = expected.answers;
const address = addresses(content);

test("an address is read and written as the page's", () => {
  for (const { query, asked, view, composed } of expected.addresses) {
    const found = address.parse(query);
    assert.deepEqual(found.notes, [], query);
    assert.deepEqual(plain(found.asked), asked, query);
    assert.deepEqual(found.view, view, query);
    assert.deepEqual(Object.fromEntries(new URLSearchParams(address.compose(found.asked, found.view, null))), composed);
  }
});

test("what an address gets wrong is left out, with a note for each part", () => {
  const wrong = {
    date: "2017-02-30", types: "Battles,<img>", place: "constructor", according_to: "__proto__", window: "0",
    q: "x".repeat(201), lat: "north", from: "2018-01-01", compare: "2017-10-15", mode: "toString",
  };
  const { asked, notes, view, scene } = address.parse(new URLSearchParams(wrong).toString());
  for (const name of Object.keys(wrong)) assert.equal(notes.filter((note) => note.startsWith(`The address says ${name}=`)).length, 1, name);
  assert.equal(notes.length, Object.keys(wrong).length);
  assert.deepEqual(asked, { ...content.usual, filters: { ...content.usual.filters, types: ["Battles"] } });
  assert.deepEqual([view, scene], [null, null]);
  assert.ok(notes.every((note) => note.length < 200));
});

test("numbers of an address are held to their ranges", () => {
  const of = (query) => address.parse(query);
  for (const window of ["1e3", "1.5", "-1", "36501", "NaN", "Infinity", "0x10", " 7", "99999999999999999999"]) {
    assert.equal(of(new URLSearchParams({ window }).toString()).asked.window, null, window);
  }
  assert.equal(of("window=36500").asked.window, 36500);
  for (const [lat, zoom] of [["91", "8"], ["NaN", "8"], ["", "8"], ["35", "Infinity"], ["35", "-1"]]) {
    assert.equal(of(new URLSearchParams({ lat, lng: "44", zoom }).toString()).view, null, `${lat} ${zoom}`);
  }
  assert.deepEqual(of("lat=35.5&lng=-180&zoom=8.25").view, { latitude: 35.5, longitude: -180, zoom: 8.25 });
});

test("scenes are counted from 1, and a file without any has none", () => {
  const two = addresses({ ...content, briefing: { scenes: [{}, {}] } });
  const scene = (query, of = two) => of.parse(query).scene;
  assert.deepEqual([scene("mode=briefing"), scene("mode=briefing&scene=2"), scene("mode=briefing&scene=3"), scene("scene=2")], [0, 1, 0, null]);
  assert.equal(scene("mode=briefing&scene=2", address), null);
  assert.equal(two.compose(content.usual, null, 1), "mode=briefing&scene=2");
});
