"use strict";
// A calendar in Vietnamese under a box for a day: weeks from Monday, the whole of it by keyboard. dates.js opens it where
// there is a mouse; on phones the system's own calendar is better, and speaks the phone's language.
window.soLopCalendar = (() => {
  const DAYS = [["T2", "Thứ Hai"], ["T3", "Thứ Ba"], ["T4", "Thứ Tư"], ["T5", "Thứ Năm"], ["T6", "Thứ Sáu"], ["T7", "Thứ Bảy"], ["CN", "Chủ nhật"]];
  const FIRST = 1900;
  const LAST = 2100;
  const day = (year, month, number) => new Date(Date.UTC(year, month, number));
  const plus = (date, days) => day(date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate() + days);
  const months = (date, number) => {
    const last = day(date.getUTCFullYear(), date.getUTCMonth() + number + 1, 0).getUTCDate();
    return day(date.getUTCFullYear(), date.getUTCMonth() + number, Math.min(date.getUTCDate(), last));
  };
  const weekday = (date) => (date.getUTCDay() + 6) % 7;
  const inRange = (date) => date.getUTCFullYear() >= FIRST && date.getUTCFullYear() <= LAST;
  const MOVES = {
    ArrowLeft: (date) => plus(date, -1), ArrowRight: (date) => plus(date, 1),
    ArrowUp: (date) => plus(date, -7), ArrowDown: (date) => plus(date, 7),
    PageUp: (date, shift) => months(date, shift ? -12 : -1), PageDown: (date, shift) => months(date, shift ? 12 : 1),
    Home: (date) => plus(date, -weekday(date)), End: (date) => plus(date, 6 - weekday(date)),
  };
  let shown = null;

  function make(tag, attributes, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.append(...children);
    return element;
  }

  function close(back = true) {
    if (!shown) return;
    const { frame, button } = shown;
    shown = null;
    frame.remove();
    button.setAttribute("aria-expanded", "false");
    if (back) button.focus();
  }

  function open(button, group, chosen, pick) {
    if (shown) {
      const same = shown.button === button;
      close();
      if (same) return;
    }
    const now = new Date();
    const today = day(now.getFullYear(), now.getMonth(), now.getDate());
    let current = chosen ?? today;
    const title = make("span", { class: "calendar-title", "aria-live": "polite" });
    const step = (label, sign, number) => {
      const one = make("button", { type: "button", class: "btn btn-outline-secondary btn-sm", "aria-label": label }, sign);
      one.addEventListener("click", () => draw(months(current, number), false));
      return one;
    };
    const head = make("tr", {}, ...DAYS.map(([short, long]) => make("th", { scope: "col", abbr: long }, short)));
    const body = make("tbody", {});
    const table = make("table", { class: "calendar-days" }, make("thead", {}, head), body);
    const jump = make("button", { type: "button", class: "btn btn-outline-secondary btn-sm" }, "Hôm nay");
    const frame = make(
      "div", { class: "day-calendar", role: "dialog", "aria-label": "Chọn ngày" },
      make("div", { class: "calendar-head" }, step("Tháng trước", "‹", -1), title, step("Tháng sau", "›", 1)), table, jump,
    );

    function cell(date) {
      const number = make("button", { type: "button", class: "calendar-day", tabindex: Number(date) === Number(current) ? 0 : -1 }, date.getUTCDate());
      number.setAttribute("aria-label", `${DAYS[weekday(date)][1]} ${date.getUTCDate()}/${date.getUTCMonth() + 1}/${date.getUTCFullYear()}`);
      if (Number(date) === Number(today)) number.setAttribute("aria-current", "date");
      if (chosen && Number(date) === Number(chosen)) number.classList.add("is-chosen");
      if (date.getUTCMonth() !== current.getUTCMonth()) number.classList.add("is-outside");
      number.addEventListener("click", () => { close(false); pick(date); });
      return make("td", {}, number);
    }

    function draw(date, focus = true) {
      if (!inRange(date)) return;
      current = date;
      title.textContent = `Tháng ${date.getUTCMonth() + 1} năm ${date.getUTCFullYear()}`;
      const first = day(date.getUTCFullYear(), date.getUTCMonth(), 1);
      const start = plus(first, -weekday(first));
      const weeks = Math.ceil((weekday(first) + months(first, 1).getTime() / 864e5 - first.getTime() / 864e5) / 7);
      const rows = Array.from({ length: weeks }, (_, week) => make("tr", {}, ...DAYS.map((_, at) => cell(plus(start, week * 7 + at)))));
      body.replaceChildren(...rows);
      if (focus) body.querySelector("[tabindex='0']").focus();
    }

    jump.addEventListener("click", () => { close(false); pick(today); });
    frame.addEventListener("keydown", (event) => {
      if (event.key === "Escape") close();
      else if (MOVES[event.key] && event.target.matches(".calendar-day")) draw(MOVES[event.key](current, event.shiftKey));
      else return;
      event.preventDefault();
      event.stopPropagation();
    });
    frame.addEventListener("focusout", (event) => {
      if (event.relatedTarget && !frame.contains(event.relatedTarget) && event.relatedTarget !== button) close(false);
    });
    group.append(frame);
    shown = { frame, button };
    button.setAttribute("aria-expanded", "true");
    draw(current);
  }

  document.addEventListener("pointerdown", (event) => {
    if (shown && !shown.frame.contains(event.target) && !shown.button.contains(event.target)) close(false);
  });
  return { open };
})();
