// What a reader would find broken in a page, as sentences: words that are cut or leave their button,
// boxes beside the window, boxes on one another. The map is one box; `whole` says that
// everything has to be in the window, as in a briefing, and that nothing may need scrolling.
(whole) => {
    const CONTROLS = "button, a, input, select, textarea, summary, iframe, .conflict-map, [role=slider]";
    const SLACK = 1.5; // pixels
    const parent = (one) => one.parentElement ?? one.getRootNode().host ?? null;
    const line = (one) => {
        const found = [];
        for (let at = one; at; at = parent(at)) found.push(at);
        return found;
    };
    const all = (root) => [...root.querySelectorAll("*")].flatMap((one) => [one, ...(one.shadowRoot ? all(one.shadowRoot) : [])]);
    const box = ({ left, top, right, bottom }) => ({ left, top, right, bottom });
    const common = (a, b) => ({ left: Math.max(a.left, b.left), top: Math.max(a.top, b.top), right: Math.min(a.right, b.right), bottom: Math.min(a.bottom, b.bottom) });
    const seen = ({ left, top, right, bottom }) => right - left > 2 && bottom - top > 2;
    const beyond = (inner, outer) => inner.left < outer.left - SLACK || inner.right > outer.right + SLACK
        || inner.top < outer.top - SLACK || inner.bottom > outer.bottom + SLACK;
    const found = [];

    // What is left of a box within those that clip it, and whether one cuts it for good.
    const shown = (rect, element) => {
        let [left, cut] = [rect, false];
        for (const at of line(element)) {
            if (!seen(left)) break; // scrolled out of sight
            const { overflowX, overflowY, position } = getComputedStyle(at);
            if (overflowX !== "visible" || overflowY !== "visible") {
                const edge = box(at.getBoundingClientRect());
                cut ||= overflowX !== "auto" && overflowY !== "auto" && overflowX !== "scroll" && beyond(left, edge) && seen(edge);
                left = common(left, edge);
            }
            if (position === "fixed") break;
        }
        return { left, cut };
    };
    const visible = (one) => one.checkVisibility({ visibilityProperty: true }) && !one.closest(".conflict-map *, .skip-map, svg, style, script, noscript, title, option");

    const boxes = [];
    for (const element of all(document).filter(visible)) {
        if (whole && /auto|scroll/.test(getComputedStyle(element).overflowY) && element.scrollHeight > element.clientHeight + SLACK) {
            found.push(`has to be scrolled: ${element.className}`);
        }
        const control = element.matches(CONTROLS);
        if (control) {
            const rect = box(element.getBoundingClientRect());
            const { left, cut } = shown(rect, element);
            const words = element.ariaLabel || element.innerText || element.title || element.tagName;
            if (seen(left)) boxes.push({ element, rect: left, full: rect, words, cut });
        }
        for (const node of element.childNodes) {
            if (node.nodeType !== Node.TEXT_NODE || !node.textContent.trim()) continue;
            const range = document.createRange();
            range.selectNodeContents(node);
            const around = line(element).find((one) => one.matches("button, a, summary"));
            for (const one of range.getClientRects()) {
                const rect = box(one);
                // Letters do not reach into all of their line.
                const inner = { ...rect, top: rect.top + (rect.bottom - rect.top) * 0.2, bottom: rect.bottom - (rect.bottom - rect.top) * 0.2 };
                const { left, cut } = shown(inner, element);
                const meant = line(element).some((at) => at.title && at.title.includes(node.textContent.trim()));
                if (!seen(left)) {
                    if (cut && !meant) found.push(`hidden: ${node.textContent.trim()}`);
                    continue;
                }
                if (around && beyond(inner, around.getBoundingClientRect()) && !meant) found.push(`leaves its button: ${node.textContent.trim()}`);
                boxes.push({ element, rect: left, full: inner, words: node.textContent.trim(), cut: cut && !meant, within: around });
            }
        }
    }

    for (const { full, words, cut } of boxes) {
        if (cut) found.push(`cut: ${words}`);
        if (full.left < -SLACK || full.right > innerWidth + SLACK) found.push(`beside the window: ${words}`);
        if (whole && (full.top < -SLACK || full.bottom > innerHeight + SLACK)) found.push(`above or below the window: ${words}`);
    }
    boxes.forEach((one, at) => {
        for (const other of boxes.slice(at + 1)) {
            if (one.element === other.element || line(one.element).includes(other.element) || line(other.element).includes(one.element)) continue;
            const both = common(one.rect, other.rect);
            if (both.right - both.left > SLACK && both.bottom - both.top > SLACK) found.push(`on one another: ${one.words} | ${other.words}`);
        }
    });
    return [...new Set(found)];
}
