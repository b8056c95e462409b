// What the map shows now, or null before it does: read back from its elements where it can be.
({ map, places, events, state }) => {
    const now = state();
    if (now === null) return null;
    const place = (item) => {
        const { x, y } = map.latLngToContainerPoint(item.at);
        const classes = item.marker.getElement().classList;
        return {
            id: item.place.id,
            status: item.held?.status ?? "unknown",
            fills: item.shape
                ? [item.fill]
                : [...item.sign.querySelectorAll("path,circle:not(.rim)")].map((part) => part.getAttribute("fill")),
            compared: item.compared,
            strength: item.shape
                ? item.shape.getLayers()[0]?.options.fillOpacity
                : Number(item.sign.querySelector("[fill-opacity]")?.getAttribute("fill-opacity") ?? 1),
            letters: [...item.sign.querySelectorAll("text")].map((text) => text.textContent),
            changed: classes.contains("changed"),
            differs: classes.contains("differs"),
            label: item.label.textContent,
            box: item.box,
            ring: item.ring ? item.ring.getRadius() : null,
            hidden: item.hidden,
            selected: classes.contains("selected"),
            x, y,
        };
    };
    const { shown, data: { events: columns }, large } = events;
    const event = (k) => {
        const [index, id] = [shown.index[k], columns.id[shown.index[k]]];
        const at = { x: shown.x[k] * large, y: shown.y[k] * large, alpha: shown.alpha[k] };
        return { id, kind: columns.kind[index], status: columns.status[index], differs: Boolean(columns.differs[index]), ...at };
    };
    const group = ({ place, events: members, kinds, box }) => {
        const [x, y, width, height] = [box.x, box.y, box.width, box.height].map((one) => one * large);
        return {
            place: places.data.places[place].id, events: members.map((index) => columns.id[index]), kinds,
            x: x + width / 2, y: y + height / 2, box: [x, y, x + width, y + height],
        };
    };
    const symbols = Array.from({ length: shown.count }, (_, k) => event(k)).filter(({ x }) => !Number.isNaN(x));
    const groups = events.groups.map(group);
    return {
        day: now.day, theme: now.theme, basemap: now.basemap, hidden: events.hidden,
        places: places.byPosition.map(place),
        events: symbols, groups,
        all: [...symbols.map(({ id }) => id), ...groups.flatMap((one) => one.events)],
        zoom: map.getZoom(), center: map.getCenter(),
    };
}
