// Copying text, and saying so on the button that did it.

const SAID = 2000; // milliseconds

// Copies a text. Where a browser gives pages no clipboard, as over plain HTTP, it is selected in the
// box, and copied the old way if that is allowed. False where nothing was copied.
export async function copied(text, box) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    box.focus();
    box.select();
    return document.execCommand("copy");
  }
}

// Copies on a press of the button; a text that cannot be copied is shown, selected, beneath it.
export function copyOnPress(button, text) {
  const usual = button.textContent;
  button.setAttribute("aria-live", "polite");
  button.addEventListener("click", async () => {
    const box = document.createElement("textarea");
    Object.assign(box, { readOnly: true, value: text(), className: "copied" });
    button.after(box);
    const done = await copied(box.value, box);
    button.textContent = done ? "Copied" : "Copy it from here:";
    if (!done) return;
    box.remove();
    button.focus({ preventScroll: true });
    setTimeout(() => (button.textContent = usual), SAID);
  });
  return button;
}
