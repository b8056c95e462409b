// The folder's own base map: vector tiles of one archive, painted beneath the data in our colours.
//
// The layers are those of Protomaps' base maps. Land, borders and names stay our own. The archive is
// read in parts from our server; where that fails, the outlines remain and a sentence says so.

/* global L, protomapsL */

import { el } from "../common/dom.js";

const SCRIPT = "../../app/static/vendor/protomaps-leaflet/protomaps-leaflet.js"; // from the map's frame
const ARCHIVE = "data/basemap.pmtiles"; // from the page's address
const BROKEN = "The local map cannot be read; the outlines remain.";
const LONGEST = 200; // characters of a credit
const GREEN = ["farmland", "forest", "grass", "grassland", "national_park", "nature_reserve", "orchard", "park", "protected_area", "scrub", "wood"];
const BUILT = ["aerodrome", "commercial", "industrial", "military", "residential", "urban_area"];
const ROADS = [ // kinds, the first zoom, widths in pixels at these zooms
  [["minor_road"], 11, [[11, 0.4], [14, 1.2], [18, 5]]],
  [["major_road", "medium_road"], 7, [[7, 0.4], [11, 1.1], [14, 2.2], [18, 8]]],
  [["highway"], 5, [[5, 0.6], [8, 1.3], [12, 2.6], [18, 10]]],
];

// Returns { show(wanted), look() }; `ink()` are the colours of now, `page` the address of the page.
export function ground(map, ink, page) {
  map.createPane("ground").style.zIndex = 180; // over the land, under other tiles
  let layer = null; // or the promise of one
  let [credit, written] = ["", ""];
  let wanted = false;

  async function begin() {
    await loaded();
    const source = new protomapsL.PmtilesSource(new URL(ARCHIVE, `${page.replace(/\/$/, "")}/`).href, true);
    const [{ maxZoom }, metadata] = await Promise.all([source.p.getHeader(), source.p.getMetadata()]);
    const made = protomapsL.leafletLayer({
      url: source.p, maxDataZoom: maxZoom, paintRules: rules(ink), labelRules: [], attribution: "", pane: "ground", maxZoom: 20,
    });
    const tiles = made.views.get("").tileCache.source;
    const get = tiles.get.bind(tiles);
    tiles.get = (...asked) => get(...asked).catch((error) => { // the layer would write it to the console
      if (error.name !== "AbortError") say(BROKEN);
      return new Map();
    });
    say(asText(metadata?.attribution));
    return made;
  }
  function say(words) {
    credit = el("span", {}, words).innerHTML; // Leaflet takes it for HTML
    write();
  }
  function write() {
    const now = wanted ? credit : "";
    if (now === written) return;
    map.attributionControl.removeAttribution(written);
    if (now) map.attributionControl.addAttribution(now);
    written = now;
  }
  async function show(now) {
    if (now === wanted) return;
    wanted = now;
    layer ??= begin().catch(() => say(BROKEN));
    const made = await layer;
    if (wanted) made?.addTo(map);
    else made?.remove();
    write();
  }
  return { show, look: () => layer?.then((made) => made?.rerenderTiles()) };
}

let script = null;
function loaded() {
  script ??= new Promise((resolve, reject) => {
    const element = el("script", { src: SCRIPT });
    element.addEventListener("load", resolve);
    element.addEventListener("error", reject);
    document.head.append(element);
  });
  return script;
}

// A credit may be written in HTML: what is kept are its words.
function asText(credit) {
  const words = new DOMParser().parseFromString(String(credit ?? ""), "text/html").body.textContent.trim();
  return words.length > LONGEST ? `${words.slice(0, LONGEST)}…` : words;
}

function rules(ink) {
  const of = (kinds) => (_, { props }) => kinds.includes(props.kind);
  const area = (dataLayer, colour, filter) => ({
    dataLayer, filter, symbolizer: new protomapsL.PolygonSymbolizer({ fill: () => ink()[colour] }),
  });
  const line = (dataLayer, colour, filter, minzoom, widths) => ({
    dataLayer, filter, minzoom,
    symbolizer: new protomapsL.LineSymbolizer({ color: () => ink()[colour], width: protomapsL.exp(1.6, widths), lineJoin: "round" }),
  });
  const isLine = (_, { geomType }) => geomType === 2;
  return [
    ...["landcover", "landuse"].flatMap((name) => [area(name, "green", of(GREEN)), area(name, "built", of(BUILT))]),
    area("water", "water", (_, { geomType }) => geomType === 3),
    line("water", "water", isLine, 7, [[7, 0.6], [12, 1.6], [18, 6]]),
    line("physical_line", "water", isLine, 7, [[7, 0.6], [12, 1.6], [18, 6]]),
    ...ROADS.map(([kinds, first, widths]) => line("roads", "road", of(kinds), first, widths)),
  ];
}
