// What the map here and the pictures of dashboard/render/drawing share: lengths in pixels of the
// usual screen, counts, shares. Python reads it too, as the JSON that stands after the "=".
export const SIZES = {
  "symbol": 8,
  "symbol_drawing": 0.68,
  "symbol_room": 18,
  "first_ring": 11,
  "rings": 5,
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
  "hair_from": 13,
  "differs": 4,
  "name_gap": 4,
  "name_shifts": [[0, 0], [-0.25, 0], [0, 1], [0, -1], [-0.25, 1], [0.25, 0], [-0.5, 0], [-0.25, -1], [0.25, 1], [-0.5, 1]],
  "week_days": 7
};
