"use strict";
// A second press on the same button sends nothing twice.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method !== "post") return;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "1";
});
// Coming back with the browser's button, the form may be sent again.
window.addEventListener("pageshow", () => {
  document.querySelectorAll("form[data-sent]").forEach((form) => delete form.dataset.sent);
});
// The browser's own words on a box for files are in its language, English on many an office PC
document.querySelectorAll("input[type=file]").forEach((box) => {
  const [frame, button, name] = ["div", "span", "span"].map((tag) => document.createElement(tag));
  frame.className = `file-box ${box.className}`;
  button.className = "btn btn-outline-secondary btn-sm";
  button.textContent = "Chọn tệp…";
  const say = () => { name.textContent = [...box.files].map((file) => file.name).join(", ") || "Chưa chọn tệp"; };
  button.setAttribute("aria-hidden", "true");
  name.setAttribute("aria-hidden", "true");
  soLopWrap(box, frame);
  box.before(button, name);
  box.addEventListener("change", say);
  window.addEventListener("pageshow", say);
  say();
});
// An open menu closes when one looks elsewhere: a click outside, the Escape key, another menu.
const menus = () => document.querySelectorAll("details.menu[open]:not(.site-toggle)");
document.addEventListener("click", (event) => {
  menus().forEach((menu) => { if (!menu.contains(event.target)) menu.open = false; });
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  menus().forEach((menu) => {
    if (menu.contains(document.activeElement)) menu.querySelector("summary").focus();
    menu.open = false;
  });
});
