// The outlines beneath everything: drawn from what was sent, so that a map without tiles is a map.

/* global L */

export function addLand(map, { countries, regions }) {
  map.createPane("land").style.zIndex = 150; // beneath tiles (200)
  const renderer = L.svg({ pane: "land", padding: 1 });
  const under = (geometry, className) =>
    L.geoJSON(geometry, { pane: "land", renderer, interactive: false, style: { className, weight: 1 } }).addTo(map);
  countries.forEach((geometry) => under(geometry, "country"));
  regions.forEach((geometry) => under(geometry, "region"));
  countries.forEach((geometry) => under(geometry, "border"));
}

// Tiles by name; the old ones leave when the new name comes. Tiles that cannot be had leave the
// outlines in sight, and their owner is credited only once one of them has arrived.
export function tileSwitch(map, tiles) {
  let shown = null;
  let layer = null;
  const credit = map.attributionControl;
  return function show(name) {
    if (name === shown) return;
    shown = name;
    if (layer) layer.remove();
    layer = null;
    const { url, attribution, max_zoom: maxZoom } = tiles[name];
    if (!url) return;
    layer = L.tileLayer(url, { maxNativeZoom: maxZoom, maxZoom: 20, referrerPolicy: "strict-origin-when-cross-origin" });
    layer.once("tileload", () => credit.addAttribution(attribution));
    layer.once("remove", () => credit.removeAttribution(attribution));
    layer.addTo(map);
  };
}
