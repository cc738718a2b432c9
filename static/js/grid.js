"use strict";
// A table of inputs that moves like a spreadsheet: Enter and arrows go from cell to cell, a copied column is pasted down.
document.querySelectorAll("[data-grid]").forEach((grid) => {
  const columns = ["mark", "resit", "reason"];
  const rows = [...grid.tBodies[0].rows].filter((row) => row.querySelector("[data-column]"));
  const cell = (row, column) => rows[row]?.querySelector(`[data-column="${column}"]`);
  const place = (input) => [rows.indexOf(input.closest("tr")), columns.indexOf(input.dataset.column)];

  function go(row, column) {
    const target = cell(row, columns[column]);
    if (!target) return false;
    target.focus();
    if (target.select) target.select();
    return true;
  }

  function atEdge(input, key) {
    if (input.tagName === "SELECT") return true;
    const all = input.selectionStart === 0 && input.selectionEnd === input.value.length;
    return all || (key === "ArrowLeft" ? input.selectionEnd === 0 : input.selectionStart === input.value.length);
  }

  function sideways(row, column, step) {
    for (let next = column + step; columns[next]; next += step) {
      if (go(row, next)) return true;
    }
    return false;
  }

  grid.addEventListener("keydown", (event) => {
    const input = event.target.closest("[data-column]");
    if (!input || event.altKey || event.ctrlKey || event.metaKey) return;
    const [row, column] = place(input);
    let moved = false;
    if (event.key === "Enter") {
      go(row + (event.shiftKey ? -1 : 1), column);
      moved = true; // Enter never sends a half-entered class
    } else if (input.tagName !== "SELECT" && event.key === "ArrowDown") moved = go(row + 1, column);
    else if (input.tagName !== "SELECT" && event.key === "ArrowUp") moved = go(row - 1, column);
    else if (event.key === "ArrowLeft" && atEdge(input, event.key)) moved = sideways(row, column, -1);
    else if (event.key === "ArrowRight" && atEdge(input, event.key)) moved = sideways(row, column, 1);
    if (moved) event.preventDefault();
  });

  grid.addEventListener("paste", (event) => {
    const input = event.target.closest("input[data-column]");
    const text = event.clipboardData?.getData("text") ?? "";
    if (!input || !/[\n\t]/.test(text)) return;
    event.preventDefault();
    const [row, column] = place(input);
    const inputs = columns.slice(column).filter((name) => name !== "reason");
    text.replace(/\r/g, "").replace(/\n$/, "").split("\n").forEach((line, down) => {
      line.split("\t").slice(0, inputs.length).forEach((value, right) => {
        const target = cell(row + down, inputs[right]);
        if (target) target.value = value.trim();
      });
    });
    grid.dispatchEvent(new Event("input", { bubbles: true })); // unsaved.js looks again
  });
});
