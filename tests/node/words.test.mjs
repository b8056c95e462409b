import assert from "node:assert/strict";
import test from "node:test";

import { actionOf } from "../../dashboard/static/briefing/keys.js";
import { openChannel } from "../../dashboard/static/common/channel.js";
import { areaFill } from "../../dashboard/static/common/fills.js";
import { folder } from "../../dashboard/static/file/fold.js";
import * as spoken from "../../dashboard/static/common/moment.js";
import * as words from "../../dashboard/static/file/words.js";
import { expected } from "./expected.mjs";

test("words are folded as Python folds them, every character", () => {
  const folded = folder(expected.letters);
  for (const [text, wanted] of expected.folded) assert.equal(folded(text), wanted, text);
});

test("small words are Python's", () => {
  for (const [day, heading] of expected.headings) assert.equal(spoken.heading(day), heading, String(day));
  for (const [count, said] of expected.counted) assert.equal(words.counted(count, "event"), said);
  for (const [list, said] of expected.listed) assert.equal(words.listed(list), said);
});

test("what is filled in is taken as it is", () => {
  assert.equal(words.fill("{a} of {b}", { a: "{b} $& $1", b: "x" }), "{b} $& $1 of x");
});

test("an area is filled by its holder, in bands where contested, not at all where nobody is named", () => {
  const held = { status: "held", controller: 2, challenger: null };
  assert.equal(areaFill(held), "area-2");
  assert.equal(areaFill({ ...held, status: "contested", challenger: 0 }, "held"), "held-2-0");
  assert.equal(areaFill({ ...held, status: "contested" }), "area-2");
  assert.equal(areaFill({ ...held, controller: null }), null);
  assert.equal(areaFill(null), null);
});

test("keys mean the same in either case, and the browser keeps its own", () => {
  const meant = (key, held = {}) => actionOf({ key, ...held });
  assert.deepEqual([meant("n"), meant("N"), meant("ArrowRight"), meant("PageUp")], ["notes", "notes", "next", "previous"]);
  assert.deepEqual([meant(" "), meant(" ", { shiftKey: true })], ["next", "previous"]);
  assert.deepEqual([meant("f", { ctrlKey: true }), meant("f", { metaKey: true }), meant("ArrowLeft", { altKey: true })], [null, null, null]);
  assert.deepEqual([meant("q"), meant("z"), meant("Tab")], ["follow", null, null]);
});

test("a channel is heard by the others alone, until it is closed", () => {
  const [home, heard] = [new EventTarget(), []];
  const ends = ["one", "two"].map((end) => openChannel(home, "map", (message) => heard.push([end, message])));
  openChannel(home, "another", () => assert.fail("another name"));
  ends[0].tell("hello");
  ends[1].close();
  ends[0].tell("again");
  ends[1].tell("late");
  assert.deepEqual(heard, [["two", "hello"], ["one", "late"]]);
});
