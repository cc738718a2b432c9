"use strict";
// A day is typed in any usual way or picked in a calendar (calendar.js; on phones the system's own); the box always shows
// dd/mm/yyyy.
// Without this script the box takes the same spellings: the server reads them all.
(() => {
  const WRONG = "Không có ngày này. Ghi ngày/tháng/năm, ví dụ 05/02/2026.";
  const ICON = '<svg width="16" height="16" viewBox="0 0 16 16" fill="none" stroke="currentColor" aria-hidden="true"><rect x="1.5" y="3" width="13" height="11.5" rx="1.5"/><path d="M1.5 6.5h13M5 1v4M11 1v4"/></svg>';
  const two = (number) => String(number).padStart(2, "0");

  // [year, month, day] of what was typed, null where there is no such day
  function read(text) {
    const typed = text.replace(/\s/g, "").replace(/^(\d{4})-(\d{1,2})-(\d{1,2})$/, "$3-$2-$1");
    const parts = typed.match(/^(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d{2})$/) ?? typed.match(/^(\d{2})()(\d{2})(\d{4}|\d{2})$/);
    if (!parts) return null;
    const [day, month] = [Number(parts[1]), Number(parts[3])];
    let year = Number(parts[4]);
    if (parts[4].length === 2) year += year < 69 ? 2000 : 1900;
    const found = new Date(Date.UTC(year, month - 1, day));
    const real = found.getUTCFullYear() === year && found.getUTCMonth() === month - 1 && found.getUTCDate() === day;
    return real && year >= 1900 && year <= 2100 ? [year, month, day] : null;
  }

  function note(box, group) {
    const wrong = document.createElement("div");
    wrong.className = "invalid-feedback day-wrong";
    wrong.id = `${box.id}_ngay`;
    wrong.setAttribute("role", "status");
    group.after(wrong);
    box.setAttribute("aria-describedby", `${box.getAttribute("aria-describedby") ?? ""} ${wrong.id}`.trim());
    const refused = box.getAttribute("aria-invalid") === "true";
    return (is) => {
      wrong.textContent = is ? WRONG : "";
      if (!refused) box.toggleAttribute("aria-invalid", is);
      if (is) box.setAttribute("aria-invalid", "true");
    };
  }

  function calendar(box, group) {
    const native = document.createElement("input");
    native.type = "date";
    native.tabIndex = -1;
    native.className = "day-native";
    native.setAttribute("aria-hidden", "true");
    native.disabled = box.disabled;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "btn btn-outline-secondary day-button";
    button.title = "Chọn ngày";
    button.setAttribute("aria-label", "Chọn ngày");
    button.setAttribute("aria-haspopup", "dialog");
    button.setAttribute("aria-expanded", "false");
    const label = box.labels?.[0];
    if (label) {
      label.id ||= `${box.id}_nhan`;
      button.setAttribute("aria-describedby", label.id);
    }
    button.innerHTML = ICON;
    button.disabled = box.disabled;
    group.append(native, button);
    const byFinger = matchMedia("(pointer: coarse)").matches;
    // Where no button may open the calendar (iPhone), the calendar's own box lies over the button and takes the tap
    group.classList.toggle("without-show-picker", byFinger && !native.showPicker);
    const take = (year, month, number) => {
      box.value = `${two(number)}/${two(month)}/${year}`;
      box.dispatchEvent(new Event("input", { bubbles: true }));
      box.dispatchEvent(new Event("change", { bubbles: true }));
      box.focus();
    };
    button.addEventListener("click", () => {
      const day = read(box.value);
      if (byFinger) {
        native.value = day ? `${day[0]}-${two(day[1])}-${two(day[2])}` : "";
        native.showPicker?.();
        return;
      }
      const chosen = day && new Date(Date.UTC(day[0], day[1] - 1, day[2]));
      soLopCalendar.open(button, group, chosen, (date) => take(date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()));
    });
    native.addEventListener("change", () => {
      if (native.value) take(...native.value.split("-").map(Number));
    });
  }

  function enhance(box) {
    if (box.dataset.day === "on") return;
    box.dataset.day = "on";
    const group = document.createElement("div");
    group.className = "input-group day-group";
    soLopWrap(box, group);
    const complain = note(box, group);
    calendar(box, group);
    box.addEventListener("change", () => {
      const day = read(box.value);
      if (day) box.value = `${two(day[2])}/${two(day[1])}/${day[0]}`;
      complain(Boolean(box.value.trim()) && !day);
    });
  }

  const start = (root) => root.querySelectorAll("input[data-day]").forEach(enhance);
  start(document);
  document.addEventListener("htmx:load", (event) => start(event.detail.elt));
})();
