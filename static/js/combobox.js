"use strict";
// Long choices, and text boxes with suggestions, filter while one types, with or without accents (the ARIA combobox
// pattern). Without this script they are the plain select and text box that the page holds.
(() => {
  const LONG = 10; // options that are taken in at a glance need no search
  const MOST = 100;
  const plain = (text) => text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/[đĐ]/g, "d").toLowerCase().trim();
  const matching = (options, typed) => {
    const words = plain(typed).split(/\s+/);
    return options.filter((option) => words.every((word) => plain(option.text).includes(word))).slice(0, MOST);
  };
  let made = 0;

  function element(tag, attributes, text = "") {
    const made = document.createElement(tag);
    Object.entries(attributes).forEach(([name, value]) => made.setAttribute(name, value));
    made.textContent = text;
    return made;
  }

  // `source`: options() that may be chosen, pick(option), shown() the text of the choice; null where any text will do
  function combobox(input, source) {
    const id = `combobox-${++made}`;
    const wrapper = element("div", { class: "combobox" });
    const list = element("ul", { class: "combobox-list", role: "listbox", id, "aria-label": "Các lựa chọn" });
    const count = element("span", { class: "visually-hidden", role: "status" });
    list.hidden = true;
    soLopWrap(input, wrapper);
    wrapper.append(list, count);
    Object.entries({ role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": id, autocomplete: "off" })
      .forEach(([key, value]) => input.setAttribute(key, value));
    let found = [];
    let active = -1;

    function mark(place) {
      active = place;
      [...list.children].forEach((item, at) => item.setAttribute("aria-selected", String(at === place)));
      if (!found[place]) return input.removeAttribute("aria-activedescendant");
      input.setAttribute("aria-activedescendant", list.children[place].id);
      list.children[place].scrollIntoView({ block: "nearest" });
    }

    function open(typed, at = -1) {
      found = matching(source.options(), typed);
      const items = found.map((option, place) => element("li", { role: "option", id: `${id}-${place}`, "aria-selected": "false" }, option.text));
      if (!found.length && source.shown) items.push(element("li", { class: "none", role: "option", "aria-disabled": "true" }, "Không có trong danh sách"));
      list.replaceChildren(...items);
      list.hidden = !items.length;
      list.classList.remove("at-end");
      list.classList.toggle("at-end", list.getBoundingClientRect().right > document.documentElement.clientWidth);
      input.setAttribute("aria-expanded", String(!list.hidden));
      count.textContent = items.length ? `${found.length} lựa chọn` : "";
      mark(found.length ? at : -1);
    }

    function close() {
      list.hidden = true;
      count.textContent = "";
      input.setAttribute("aria-expanded", "false");
      mark(-1);
    }

    function pick(option) {
      close();
      source.pick(option);
    }

    const restore = () => {
      close();
      if (source.shown) input.value = source.shown();
    };
    const openAll = () => list.hidden && open("", source.shown ? source.options().findIndex((one) => one.text === input.value) : -1);

    function press(event) {
      if (event.isComposing) return; // Vietnamese input methods
      const { key } = event;
      if (key === "ArrowDown" || key === "ArrowUp") {
        const step = key === "ArrowDown" ? 1 : -1;
        if (list.hidden) openAll();
        else if (found.length) mark((active + step + found.length + (active < 0 && step < 0 ? 1 : 0)) % found.length);
      } else if (key === "Enter" && !list.hidden && (found[active] || source.shown)) {
        if (found[active]) pick(found[active]);
      } else if (key === "Escape" && !list.hidden) restore();
      else {
        if (key === "Tab" && !list.hidden && found[active]) pick(found[active]);
        return;
      }
      event.preventDefault();
      event.stopPropagation(); // a grid's own keys
    }

    input.addEventListener("keydown", press);
    input.addEventListener("input", () => open(input.value, source.shown ? 0 : -1));
    input.addEventListener("click", openAll);
    input.addEventListener("blur", restore);
    list.addEventListener("mousedown", (event) => {
      event.preventDefault(); // the focus stays in the box
      const option = found[[...list.children].indexOf(event.target.closest("li"))];
      if (option && event.button === 0) pick(option);
    });
  }

  const changed = (field) => ["input", "change"].forEach((type) => field.dispatchEvent(new Event(type, { bubbles: true })));

  function searchable(select) {
    if (select.dataset.search === "on" || select.options.length <= LONG) return;
    select.dataset.search = "on";
    const chosen = document.activeElement === select;
    const input = element("input", { type: "text", id: select.id, class: select.className, spellcheck: "false" });
    ["aria-label", "aria-describedby", "aria-invalid"].forEach((key) => select.hasAttribute(key) && input.setAttribute(key, select.getAttribute(key)));
    select.id = `${select.id}_chon`;
    select.removeAttribute("aria-label");
    select.classList.add("d-none");
    const shown = () => select.selectedOptions[0]?.text ?? "";
    const show = () => { input.value = shown(); };
    const options = () => [...select.options].map((option) => ({ text: option.text, value: option.value }));
    select.before(input);
    combobox(input, { options, shown, pick: ({ value }) => { select.value = value; show(); changed(select); } });
    input.disabled = select.disabled;
    input.addEventListener("focus", () => input.select());
    select.addEventListener("change", show);
    window.addEventListener("pageshow", show);
    show();
    if (chosen) input.focus({ preventScroll: true });
  }

  function suggesting(input) {
    const options = () => [...(document.getElementById(input.dataset.list)?.options ?? [])].map((option) => ({ text: option.value }));
    input.dataset.list = input.getAttribute("list");
    input.removeAttribute("list"); // the browser's own suggestions know no "d" for "đ"
    // The script's own event must not open the list again
    combobox(input, { options, pick: ({ text }) => { input.value = text; input.dispatchEvent(new Event("change", { bubbles: true })); } });
  }

  function start(root) {
    root.querySelectorAll("select[data-search]").forEach(searchable);
    root.querySelectorAll("input[list]").forEach(suggesting);
  }
  start(document);
  document.addEventListener("htmx:load", (event) => start(event.detail.elt));
})();
