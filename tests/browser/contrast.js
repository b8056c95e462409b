// Each visible text with its contrast to what lies behind it, fading by `opacity` included.
() => {
    const pen = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
    const rgba = (colour) => {
        pen.clearRect(0, 0, 1, 1);
        pen.fillStyle = colour;
        pen.fillRect(0, 0, 1, 1);
        const [r, g, b, a] = pen.getImageData(0, 0, 1, 1).data;
        return [r, g, b, a / 255];
    };
    const over = (top, under) => [0, 1, 2].map((i) => top[i] * top[3] + under[i] * (1 - top[3]));
    const luminance = (colour) => colour
        .map((part) => part / 255)
        .map((part) => (part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
        .reduce((sum, part, i) => sum + part * [0.2126, 0.7152, 0.0722][i], 0);
    const behind = (element) => {
        const chain = [];
        for (let at = element; at; at = at.parentElement) chain.unshift(at);
        return chain.reduce(
            (colour, at) => over(rgba(getComputedStyle(at).backgroundColor), colour), [255, 255, 255]);
    };
    const found = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
        const element = walker.currentNode.parentElement;
        const text = walker.currentNode.textContent.trim();
        if (!text || !element.checkVisibility({ visibilityProperty: true })) continue;
        if (element.closest("button:disabled, style, script, noscript, title, svg")) continue;
        if (element.closest('[data-testid="stIconMaterial"], .leaflet-control-scale')) continue;
        // Laid out beside its thumb, not on it.
        if (element.closest('[data-testid="stSliderThumbValue"]')) continue;
        let opacity = 1;
        for (let at = element; at; at = at.parentElement) opacity *= Number(getComputedStyle(at).opacity);
        if (opacity < 0.1) continue; // on its way in or out
        const ground = behind(element);
        const ink = rgba(getComputedStyle(element).color);
        ink[3] *= opacity;
        const [light, dark] = [luminance(over(ink, ground)), luminance(ground)].sort((a, b) => b - a);
        found.push([text, (light + 0.05) / (dark + 0.05)]);
    }
    return found;
}
