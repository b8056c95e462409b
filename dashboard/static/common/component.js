// What the components of the page share: each lives once in its root, over many runs of the script.

// Makes a component of `begin(root, data)`, which returns { take(data, setTriggerValue), close?() };
// it begins anew where `mark(data)` is another.
export function mounted(begin, mark = () => "") {
  const living = new WeakMap(); // root of the component -> what lives there
  return ({ parentElement: root, data, setTriggerValue }) => {
    if (living.get(root)?.mark !== mark(data)) {
      living.get(root)?.here.close?.();
      living.set(root, { mark: mark(data), here: begin(root, data) });
    }
    living.get(root).here.take(data, setTriggerValue);
    return () => { // Streamlit calls it when the component leaves the page
      living.get(root)?.here.close?.();
      living.delete(root);
    };
  };
}
