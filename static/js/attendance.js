"use strict";
// Attendance is saved cell by cell. What could not be sent waits in this browser, through a lost line or a new login,
// and is sent as soon as it can be; every cell shows whether it is saved.
(() => {
  const root = document.querySelector("[data-attendance]");
  if (!root) return;
  const KEY = `so-lop-diem-danh:${root.dataset.user}`;
  const token = () => JSON.parse(document.body.getAttribute("data-hx-headers"))["X-CSRFToken"];
  const status = root.querySelector("[data-status]");
  const RETRY = 4000;

  // ---- what waits to be sent: {address: {field: value}} ----
  const read = () => {
    try { return JSON.parse(localStorage.getItem(KEY)) || {}; } catch { return {}; }
  };
  let waiting = read();
  const keep = () => {
    try {
      if (Object.keys(waiting).length) localStorage.setItem(KEY, JSON.stringify(waiting));
      else localStorage.removeItem(KEY);
    } catch { /* a full or forbidden store: what waits stands in memory only */ }
  };
  const put = (url, fields) => {
    waiting[url] = { ...waiting[url], ...fields };
    keep();
    flush();
  };
  const count = () => Object.values(waiting).reduce((sum, fields) => sum + Object.keys(fields).filter((name) => name !== "ly-do").length, 0);

  // ---- the cells of this page ----
  const grid = root.querySelector("[data-grid-keys]");
  const heads = grid ? [...grid.tHead.rows[0].cells].filter((head) => head.dataset.url) : [];
  const SIGNS = { c: "·", m: "M", p: "P", k: "K" };
  const CLASSES = { c: "present", m: "late", p: "excused", k: "unexcused" };
  const WORDS = { c: "có mặt", m: "đi muộn", p: "vắng có phép", k: "vắng không phép" };

  const cellOf = (url, pk) => {
    if (!grid) return url === root.dataset.url ? root.querySelector(`li[data-e="${pk}"]`) : null;
    const head = heads.find((one) => one.dataset.url === url);
    const row = grid.querySelector(`tr[data-e="${pk}"]`);
    return head && row ? row.cells[head.cellIndex] : null;
  };
  const show = (cell, code) => {
    if (cell.tagName === "LI") {
      const chosen = cell.querySelector(`input[value="${code}"]`);
      if (chosen) chosen.checked = true;
      return;
    }
    cell.textContent = SIGNS[code] || code;
    cell.className = `att v-${CLASSES[code] || "partial"}`;
  };
  const mark = (cell, state, text = "") => {
    cell.classList.remove("is-saving", "is-saved", "is-unsaved");
    if (state) cell.classList.add(state);
    const place = cell.querySelector("[data-cell-state]");
    if (place) place.textContent = text;
    else if (text && state === "is-unsaved") cell.title = text;
  };
  const eachWaiting = (act) => {
    for (const [url, fields] of Object.entries(waiting)) {
      for (const [name, code] of Object.entries(fields)) {
        const cell = name.startsWith("o-") && cellOf(url, name.slice(2));
        if (cell) act(cell, code);
      }
    }
  };

  const tell = (text, kind = "") => {
    if (!status) return;
    status.textContent = text;
    status.dataset.kind = kind;
    if (kind !== "wait") return;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "btn btn-sm btn-outline-primary";
    button.textContent = "Gửi lại ngay";
    button.addEventListener("click", flush);
    status.append(" ", button);
  };

  // ---- sending ----
  let sending = false;
  let timer = 0;
  async function flush() {
    const url = Object.keys(waiting)[0];
    if (sending || !url) return;
    clearTimeout(timer);
    sending = true;
    const sent = { ...waiting[url] };
    eachWaiting((cell) => mark(cell, "is-saving", "đang lưu"));
    tell("Đang lưu…");
    try {
      const answer = await fetch(url, {
        method: "POST",
        redirect: "manual",
        headers: { "X-CSRFToken": token() },
        body: new URLSearchParams(sent),
      });
      sending = false;
      if (answer.type === "opaqueredirect" || answer.status === 403) loginEnded();
      else if (answer.status === 404) forget(url, sent);
      else if (!answer.ok) later();
      else settle(url, sent, await answer.json());
    } catch {
      sending = false;
      later();
    }
  }

  function forget(url, sent) {
    for (const [name, value] of Object.entries(sent)) if (waiting[url]?.[name] === value) delete waiting[url][name];
    if (waiting[url] && !Object.keys(waiting[url]).length) delete waiting[url];
    keep();
  }

  function settle(url, sent, answer) {
    forget(url, sent);
    for (const [name, code] of Object.entries(sent)) {
      const cell = name.startsWith("o-") && cellOf(url, name.slice(2));
      if (!cell) continue;
      const wrong = answer.errors[name.slice(2)];
      if (wrong || Object.keys(answer.errors).length) {
        show(cell, answer.stands[name.slice(2)] || "c");
        mark(cell, "is-unsaved", wrong || "chưa lưu");
      } else {
        show(cell, code);
        mark(cell, "is-saved", "đã lưu");
      }
    }
    const errors = Object.values(answer.errors);
    if (!errors.length && "vang" in sent) typedSaved(url, answer);
    if (answer.taken) taken(url);
    if (grid) tallied(answer.tallies);
    if (errors.length) tell(`Chưa lưu: ${errors.join(" ")}`, "wrong");
    else if (Object.keys(waiting).length) flush();
    else tell(answer.said || "Đã lưu.", "saved");
  }

  function tallied(tallies) {
    for (const row of grid.tBodies[0].rows) {
      const [soFar, share, short] = tallies[row.dataset.e] || [];
      if (soFar === undefined) continue;
      row.cells[row.cells.length - 2].textContent = soFar;
      row.cells[row.cells.length - 1].textContent = share;
      row.classList.toggle("is-short", short);
    }
  }

  function typedSaved(url, answer) {
    const input = root.querySelector("[name=vang]");
    if (input && urlOfQuick() === url) input.value = "";
    for (const [pk, code] of Object.entries(answer.stands)) {
      const cell = cellOf(url, pk);
      if (cell) show(cell, code);
      if (cell) mark(cell, "is-saved", "đã lưu");
    }
  }

  function taken(url) {
    const head = heads.find((one) => one.dataset.url === url);
    if (head) {
      head.querySelector("[data-taken]").textContent = "xong";
      for (const row of grid.tBodies[0].rows) {
        const cell = row.cells[head.cellIndex];
        if (!cell.textContent && !cell.classList.contains("off")) show(cell, "c");
      }
    }
    const option = grid && [...root.querySelectorAll("#buoi option")].find((one) => url.includes(`/${one.value}/`));
    if (option && !option.text.includes("đã điểm danh")) option.text += " (đã điểm danh)";
  }

  function later() {
    eachWaiting((cell) => mark(cell, "is-unsaved", "chưa lưu – sẽ thử lại"));
    tell(`Chưa lưu ${count()} mục: mất kết nối với máy chủ. Máy này đang giữ và sẽ tự gửi lại.`, "wait");
    clearTimeout(timer);
    timer = setTimeout(flush, RETRY);
  }

  function loginEnded() {
    eachWaiting((cell) => mark(cell, "is-unsaved", "chưa lưu"));
    tell(`Phiên làm việc đã hết. ${count()} mục chưa lưu vẫn được giữ ở máy này.`, "wrong");
    const link = document.createElement("a");
    link.href = location.href;
    link.textContent = "Đăng nhập lại để lưu tiếp";
    status.append(" ", link);
  }

  window.addEventListener("online", flush);
  // What is in the cells waits in this browser; numbers still being typed would be gone
  window.addEventListener("beforeunload", (event) => {
    const input = root.querySelector("[name=vang]");
    if (input && input.value.trim() && input.value !== input.defaultValue) event.preventDefault();
  });

  // ---- typing the absentees' numbers ----
  const quick = root.querySelector("[data-quick]") || (root.tagName === "FORM" ? root : null);
  const urlOfQuick = () => {
    if (!grid) return root.dataset.url;
    const pk = root.querySelector("#buoi").value;
    return heads.find((one) => one.dataset.url.includes(`/${pk}/`))?.dataset.url;
  };
  const reason = () => {
    const input = root.querySelector("[name=ly-do]");
    return input ? { "ly-do": input.value } : {};
  };
  quick?.addEventListener("submit", (event) => {
    if (event.submitter?.name === "bo-xac-nhan") return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const url = urlOfQuick();
    const typed = root.querySelector("[name=vang]").value.trim();
    const before = waiting[url]?.vang;
    put(url, { vang: before ? `${before} ${typed}` : typed, "xac-nhan": "1", ...reason() });
  }, true);

  // ---- one session: a button for each state ----
  if (!grid) {
    root.addEventListener("change", (event) => {
      const chosen = event.target;
      if (chosen.name?.startsWith("o-")) put(root.dataset.url, { [chosen.name]: chosen.value, ...reason() });
    });
  }

  // ---- the grid: arrows and letters ----
  if (grid) {
    const open = new Set(heads.filter((head) => "open" in head.dataset).map((head) => head.cellIndex));
    const usable = (cell) => cell && cell.classList.contains("att") && !cell.classList.contains("off") && open.has(cell.cellIndex);
    const rows = [...grid.tBodies[0].rows];
    let current = null;

    function focus(cell) {
      if (!usable(cell)) return false;
      if (current) current.tabIndex = -1;
      current = cell;
      cell.tabIndex = 0;
      const name = cell.parentElement.querySelector("th").textContent.trim();
      const head = grid.tHead.rows[0].cells[cell.cellIndex];
      const sign = cell.textContent.trim();
      const code = Object.keys(SIGNS).find((one) => SIGNS[one] === sign);
      const words = sign ? WORDS[code] || `vắng ${sign} tiết` : "chưa điểm danh";
      cell.setAttribute("aria-label", `${name}, ${head.dataset.when}: ${words}`);
      cell.focus();
      return true;
    }

    function step(cell, down, right) {
      let row = rows.indexOf(cell.parentElement) + down;
      let column = cell.cellIndex + right;
      for (; rows[row] && column >= 0 && column < rows[row].cells.length; row += down, column += right) {
        if (focus(rows[row].cells[column])) return;
      }
    }

    function write(cell, code) {
      const url = grid.tHead.rows[0].cells[cell.cellIndex].dataset.url;
      show(cell, code);
      focus(cell);
      put(url, { [`o-${cell.parentElement.dataset.e}`]: code, ...reason() });
    }

    const first = rows.flatMap((row) => [...row.cells]).find(usable);
    if (first) {
      current = first;
      first.tabIndex = 0;
    }
    const MOVES = { ArrowDown: [1, 0], ArrowUp: [-1, 0], ArrowRight: [0, 1], ArrowLeft: [0, -1], Enter: [1, 0] };
    grid.addEventListener("keydown", (event) => {
      const cell = event.target.closest("td.att");
      if (!cell || event.altKey || event.ctrlKey || event.metaKey) return;
      const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
      if (MOVES[key]) step(cell, ...(key === "Enter" && event.shiftKey ? [-1, 0] : MOVES[key]));
      else if (key in SIGNS || /^[1-9]$/.test(key)) write(cell, key);
      else if (key === "Delete" || key === "Backspace") write(cell, "c");
      else return;
      event.preventDefault();
    });
    const ROUND = { "·": "k", K: "p", P: "m", M: "c" };
    grid.addEventListener("click", (event) => {
      const cell = event.target.closest("td.att");
      if (!usable(cell)) return;
      write(cell, ROUND[cell.textContent.trim() || "·"] || "c");
    });
  }

  eachWaiting((cell, code) => {
    show(cell, code);
    mark(cell, "is-unsaved", "chưa lưu");
  });
  flush();
})();
