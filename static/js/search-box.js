"use strict";
// The search box: results while one types, as an ARIA combobox whose options are links. Without it Enter leads to the page of results.
(() => {
  const form = document.querySelector("[data-search]");
  if (!form) return;
  const input = form.querySelector("input");
  const panel = form.querySelector(".search-list");
  const status = form.querySelector("[data-search-status]");
  const options = () => [...panel.querySelectorAll("[role=option]")];
  let active = -1;

  Object.entries({ role: "combobox", "aria-autocomplete": "list", "aria-haspopup": "listbox", "aria-controls": "o-tim-danh-sach", "aria-expanded": "false" })
    .forEach(([name, value]) => input.setAttribute(name, value));

  function mark(place) {
    const found = options();
    active = found[place] ? place : -1;
    found.forEach((option, at) => option.setAttribute("aria-selected", String(at === active)));
    if (active < 0) return input.removeAttribute("aria-activedescendant");
    input.setAttribute("aria-activedescendant", found[active].id);
    found[active].scrollIntoView({ block: "nearest" });
  }

  function open() {
    panel.hidden = !panel.firstElementChild || input.value.trim().length < 2;
    input.setAttribute("aria-expanded", String(!panel.hidden && options().length > 0));
  }

  function close() {
    panel.hidden = true;
    status.textContent = "";
    input.setAttribute("aria-expanded", "false");
    mark(-1);
  }

  panel.addEventListener("htmx:afterSwap", () => {
    mark(-1);
    if (document.activeElement !== input) return;
    open();
    const count = options().length - 1;
    if (!panel.hidden) status.textContent = count > 0 ? `${count} kết quả; phím mũi tên để chọn` : panel.textContent.trim();
  });

  input.addEventListener("keydown", (event) => {
    const found = panel.hidden ? [] : options();
    const last = found.length - 1;
    if (event.key === "Escape" && !panel.hidden) {
      close();
      event.preventDefault(); // the first Escape closes the list, the second empties the box
      event.stopPropagation();
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (panel.hidden) open();
      else if (event.key === "ArrowDown") mark(active === last ? -1 : active + 1);
      else mark(active === -1 ? last : active - 1);
      event.preventDefault();
    } else if (event.key === "Enter" && found[active]) {
      found[active].click();
      event.preventDefault();
    }
  });

  input.addEventListener("input", () => { if (input.value.trim().length < 2) close(); });
  input.addEventListener("focus", () => { if (options().length && panel.hidden) open(); });
  form.addEventListener("focusout", (event) => { if (!form.contains(event.relatedTarget)) close(); });
  panel.addEventListener("pointerdown", (event) => event.preventDefault()); // a press on a result leaves the focus in the box

  // "/" leads to the box from everywhere but where one is typing
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input, textarea, select, [contenteditable]");
    if (event.key !== "/" || typing || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    input.focus();
    input.select();
  });
})();
