"use strict";
// Ticking rows of a list: all of the page at once, a stretch with Shift, and how many are ticked. Without this script
// the boxes and buttons work as well; the server counts.
document.querySelectorAll("[data-bulk]").forEach((form) => {
  const boxes = [...form.querySelectorAll('input[name="chon"]')];
  const all = form.querySelector("[data-pick-all]");
  const button = form.querySelector("[data-bulk-ticked]");
  let last = null;

  function tell() {
    const ticked = boxes.filter((box) => box.checked).length;
    all.checked = ticked === boxes.length && ticked > 0;
    all.indeterminate = ticked > 0 && ticked < boxes.length;
    button.textContent = ticked
      ? `Áp dụng cho ${ticked.toLocaleString("vi-VN")} ${form.dataset.bulk} đã đánh dấu`
      : `Áp dụng cho các ${form.dataset.bulk} đã đánh dấu`;
  }

  all.addEventListener("change", () => {
    boxes.forEach((box) => { box.checked = all.checked; });
    tell();
  });
  form.addEventListener("click", (event) => {
    const place = boxes.indexOf(event.target);
    if (place < 0) return;
    if (event.shiftKey && last !== null) {
      const [from, to] = [Math.min(place, last), Math.max(place, last)];
      boxes.slice(from, to + 1).forEach((box) => { box.checked = event.target.checked; });
    }
    last = place;
    tell();
  });
  form.addEventListener("change", tell);
  window.addEventListener("pageshow", tell);
});
