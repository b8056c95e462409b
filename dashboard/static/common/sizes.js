// What the map here and the pictures of dashboard/render/drawing share: lengths in pixels of the
// usual screen, counts, shares. Python reads it too, as the JSON that stands after the "=". No symbol
// stands farther from its place's sign than `rings` allow (of a day's own events, `fresh_rings` where
// there are fewer); what finds no room there is grouped. A group or a lone symbol that finds none
// either goes out as far as `group_rings`.
export const SIZES = {
  "symbol": 8,
  "symbol_drawing": 0.68,
  "symbol_room": 18,
  "first_ring": 11,
  "rings": 3,
  "fresh_rings": 2,
  "group_rings": 5,
  "group_height": 18,
  "group_pad": 6,
  "group_kind": 12,
  "group_kinds": 3,
  "digit": 7,
  "near": 140,
  "least_sign": 14,
  "contested": 3,
  "sign_ring": 6,
  "compared_sign": 32,
  "disc": 11,
  "small_disc": 8,
  "many_places": 60,
  "crowd": 600,
  "dot": 2.6,
  "dot_gap": 3.4,
  "first_dot": 14,
  "differs": 4,
  "place_differs": 7.5,
  "name_gap": 4,
  "name_shifts": [[0, 0], [-0.25, 0], [0, 1], [0, -1], [-0.25, 1], [0.25, 0], [-0.5, 0], [-0.25, -1], [0.25, 1], [-0.5, 1]],
  "wash": 0.2,
  "wash_pattern": 0.5,
  "wash_line": 1.3,
  "wash_band": 2,
  "wash_zoom": 7.5,
  "wash_most": 3,
  "week_days": 7
};
