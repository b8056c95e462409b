// Words as large as their box has room for. Where even the smallest are too many the box scrolls, and
// has the class "more" as long as they go on beneath its edge.

const SIZES = [1, 0.93, 0.86, 0.8];

// Returns { fit(), close() }; the box reads its size from --fit.
export function fitting(box) {
  const mark = () => box.classList.toggle("more", box.scrollTop + box.clientHeight < box.scrollHeight - 1);
  function fit() {
    for (const size of SIZES) {
      box.style.setProperty("--fit", size);
      if (box.scrollHeight <= box.clientHeight) break;
    }
    mark();
  }
  box.addEventListener("scroll", mark);
  const observer = new ResizeObserver(fit);
  observer.observe(box);
  return { fit, close: () => observer.disconnect() };
}
