"use strict";
// Fields that belong to one answer only: data-shown-when="name:value". Hidden ones are disabled, so they send nothing.
function follow(block) {
  const [name, value] = block.dataset.shownWhen.split(":");
  const question = block.closest("form").elements[name];
  if (!question) return;
  const show = () => {
    const hidden = question.value !== value;
    block.hidden = hidden;
    block.querySelectorAll("input, select, textarea").forEach((field) => {
      if (!("fixed" in field.dataset)) field.dataset.fixed = field.disabled ? "1" : "";
      field.disabled = hidden || field.dataset.fixed === "1";
    });
  };
  question.addEventListener("change", show);
  show();
}
document.addEventListener("DOMContentLoaded", () => {
  document.querySelectorAll("[data-shown-when]").forEach(follow);
});
