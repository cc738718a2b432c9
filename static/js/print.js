"use strict";
// The browser's print dialogue; without JavaScript the button stays hidden and Ctrl+P does the same.
document.querySelectorAll("[data-print]").forEach((button) => {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
});
