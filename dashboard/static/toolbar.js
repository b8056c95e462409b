// What Streamlit's own buttons lack. Its icons are letters of a font, whose names would be read aloud
// as words; and the label of a button that opens a box must not change, so what is chosen in the box
// stands beside it.

const ICON = '[data-testid="stIconMaterial"]:not([aria-hidden])';

// Returns { note(chosen), close }: `chosen` is what each button bears, by its key.
export function toolbar() {
  let chosen = {};
  function dress() {
    for (const icon of document.querySelectorAll(ICON)) icon.setAttribute("aria-hidden", "true");
    for (const [key, words] of Object.entries(chosen)) {
      const label = document.querySelector(`.st-key-${key} button p`);
      if (!label || (label.dataset.chosen ?? "") === words) continue;
      if (words) label.dataset.chosen = words;
      else delete label.dataset.chosen;
    }
  }
  const observer = new MutationObserver(dress);
  observer.observe(document.body, { childList: true, subtree: true });
  return {
    note(now) {
      chosen = now;
      dress();
    },
    close: () => observer.disconnect(),
  };
}
