// A click on a figure's code puts it where the cursor stood last in a section's text.
(() => {
  let text = null;
  document.addEventListener("focusin", (event) => {
    if (event.target.matches("textarea")) text = event.target;
  });
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-token]");
    if (!button) return;
    text ??= document.querySelector("textarea");
    text.setRangeText(button.dataset.token, text.selectionStart, text.selectionEnd, "end");
    text.focus();
  });
})();
