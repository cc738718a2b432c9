"use strict";
// A table of inputs that moves like a spreadsheet. For any page: put
//   data-grid                 on the <table>; its first <tbody> holds the rows
//   data-column="mark"        on each input or select that one types into; columns follow the order they stand in
//   aria-label="Điểm của …"   on each of them: a screen reader names the cell by it
//   data-grid-status          on an element with role="status", in the same form: what was pasted, and its undoing
//   data-paste-words='{"x": "absent"}'  on a select, where Excel sheets write other words than its options
// Keys: Enter, Shift+Enter and the arrows up and down keep to the column and pass over rows without that cell; left,
// right, Home and End leave a cell only at the edge of its text; Ctrl+Home and Ctrl+End go to the first and last row;
// Tab goes on as on every page; Esc gives back what stood in the cell; Enter in the last row goes to the button that saves.
// Paste: a copied block fills cells to the right and down, row for row as they stand: a line whose row takes nothing is
// left out and told, never moved on to somebody else. Ctrl+Z right after it, or the button, takes the paste back.
// Unsaved changes, saving and a lost line are unsaved.js's: cells that change send "input" events.
document.querySelectorAll("[data-grid]").forEach((grid) => {
  const rows = [...grid.tBodies[0].rows];
  const columns = [...new Set([...grid.querySelectorAll("[data-column]")].map((cell) => cell.dataset.column))];
  const form = grid.closest("form");
  const status = form?.querySelector("[data-grid-status]");
  const cellAt = (row, column) => rows[row]?.querySelector(`[data-column="${columns[column]}"]:not(:disabled)`);
  const placeOf = (cell) => [rows.indexOf(cell.closest("tr")), columns.indexOf(cell.dataset.column)];
  const isSelect = (cell) => cell.tagName === "SELECT";
  let pasted = null;
  let entered = "";

  function enter(cell) {
    if (!cell) return false;
    cell.focus();
    if (cell.select) cell.select();
    return true;
  }

  function upOrDown(row, column, step) {
    for (let next = row + step; rows[next]; next += step) {
      if (enter(cellAt(next, column))) return true;
    }
    return false;
  }

  function sideways(row, column, step) {
    for (let next = column + step; columns[next]; next += step) {
      if (enter(cellAt(row, next))) return true;
    }
    return false;
  }

  // In a text the caret moves first; a cell is left from its edge, or when all of it is selected
  function atEdge(cell, forwards) {
    if (isSelect(cell)) return true;
    const length = cell.value.length;
    if (cell.selectionStart === 0 && cell.selectionEnd === length) return true;
    return forwards ? cell.selectionStart === length : cell.selectionEnd === 0;
  }

  function move(cell, key, shift) {
    const [row, column] = placeOf(cell);
    if (key === "Enter") {
      // Enter never sends a half-entered page
      if (!upOrDown(row, column, shift ? -1 : 1) && !shift) form?.querySelector(".form-actions [type=submit]")?.focus();
      return true;
    }
    if (key === "ArrowDown" || key === "ArrowUp") return !isSelect(cell) && upOrDown(row, column, key === "ArrowDown" ? 1 : -1);
    if (key === "ArrowLeft" || key === "ArrowRight") {
      const forwards = key === "ArrowRight";
      return !shift && atEdge(cell, forwards) && sideways(row, column, forwards ? 1 : -1);
    }
    if (key === "Home") return !shift && !isSelect(cell) && atEdge(cell, false) && sideways(row, -1, 1);
    if (key === "End") return !shift && !isSelect(cell) && atEdge(cell, true) && sideways(row, columns.length, -1);
    if (key === "Escape" && cell.value !== entered) {
      set(cell, entered);
      return true;
    }
    return false;
  }

  grid.addEventListener("focusin", (event) => {
    if (event.target.dataset.column) entered = event.target.value;
  });

  grid.addEventListener("keydown", (event) => {
    const cell = event.target.closest("[data-column]");
    if (!cell || event.altKey || event.isComposing) return;
    if (event.ctrlKey || event.metaKey) {
      const [, column] = placeOf(cell);
      if (event.key === "Home" && upOrDown(-1, column, 1)) event.preventDefault();
      else if (event.key === "End" && upOrDown(rows.length, column, -1)) event.preventDefault();
      else if (event.key.toLowerCase() === "z" && !event.shiftKey && pasted) {
        event.preventDefault();
        takeBack();
      }
      return;
    }
    if (move(cell, event.key, event.shiftKey)) event.preventDefault();
  });

  function set(cell, value) {
    cell.value = value;
    cell.dispatchEvent(new Event("input", { bubbles: true }));
  }

  // A select takes an option's word or value, however it is written; undefined: no such option
  function fitting(cell, text) {
    if (!isSelect(cell)) return text;
    const words = JSON.parse(cell.dataset.pasteWords ?? "{}");
    const same = (one, other) => one.trim().toLowerCase() === other.trim().toLowerCase();
    const word = Object.keys(words).find((one) => same(one, text));
    const wanted = word === undefined ? text : words[word];
    return [...cell.options].find((option) => same(option.value, wanted) || same(option.text, wanted))?.value;
  }

  function fill(lines, row, column) {
    const changed = [];
    const below = lines.slice(rows.length - row).filter((line) => line.some(Boolean)).length;
    let refused = 0;
    lines.slice(0, rows.length - row).forEach((line, down) => line.forEach((text, right) => {
      const cell = cellAt(row + down, column + right);
      const value = cell ? fitting(cell, text) : undefined;
      if (value === undefined) {
        if (text) refused += 1;
      } else if (cell.value !== value) {
        changed.push([cell, cell.value]);
        set(cell, value);
        cell.classList.add("just-pasted");
      }
    }));
    return [changed, refused, below];
  }

  grid.addEventListener("paste", (event) => {
    const cell = event.target.closest("[data-column]");
    const text = event.clipboardData?.getData("text") ?? "";
    if (!cell || !(/[\n\t]/.test(text) || isSelect(cell))) return;
    event.preventDefault();
    const lines = text.replace(/\r/g, "").replace(/\n$/, "").split("\n").map((line) => line.split("\t").map((one) => one.trim()));
    forget();
    const [row, column] = placeOf(cell);
    const [changed, refused, below] = fill(lines, row, column);
    pasted = changed.length ? { changed, cell } : null;
    const left = refused ? ` ${refused} giá trị không ghi được vì dòng hoặc ô đó không nhận.` : "";
    const missing = below ? ` Bảng thiếu ${below} dòng nên ${below} dòng cuối chưa dán.` : "";
    say(`Đã dán ${changed.length} ô.${left}${missing}`, Boolean(pasted));
    enter(cell);
  });

  // What is typed after a paste ends its undoing by key: Ctrl+Z is then the browser's own
  grid.addEventListener("beforeinput", () => forget());

  function forget() {
    grid.querySelectorAll(".just-pasted").forEach((cell) => cell.classList.remove("just-pasted"));
    if (pasted) say("", false);
    pasted = null;
  }

  function takeBack() {
    const { changed, cell } = pasted;
    changed.forEach(([one, value]) => set(one, value));
    forget();
    say(`Đã hoàn tác: ${changed.length} ô trở lại như trước khi dán.`, false);
    enter(cell);
  }

  function say(text, undoable) {
    if (!status) return;
    status.textContent = text;
    if (!undoable) return;
    const button = document.createElement("button");
    Object.assign(button, { type: "button", className: "btn btn-link btn-sm", textContent: "Hoàn tác dán" });
    button.addEventListener("click", takeBack);
    status.append(" ", button);
  }
});
