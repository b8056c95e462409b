// What Python says: tests/unit/test_node.py writes it, and runs these tests.

import { readFileSync } from "node:fs";

export const expected = JSON.parse(readFileSync(process.env.EXPECTED, "utf-8"));
