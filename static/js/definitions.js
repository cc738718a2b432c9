"use strict";
// Definitions beside figures: shown by the style sheet on hover and focus; here they keep inside the window, open on a touch and close with Escape.
(() => {
  const GAP = 6;
  const blockOf = (event) => event.target.closest?.(".defined");

  function place(block) {
    const word = block.querySelector(".defined-word").getBoundingClientRect();
    const meaning = block.querySelector(".defined-meaning");
    meaning.classList.add("is-placed");
    const size = meaning.getBoundingClientRect();
    const left = Math.max(GAP, Math.min(word.left, window.innerWidth - size.width - GAP));
    const below = word.bottom + size.height < window.innerHeight;
    meaning.style.left = `${left}px`;
    meaning.style.top = `${below ? word.bottom : Math.max(GAP, word.top - size.height)}px`;
  }

  function show(event) {
    const block = blockOf(event);
    if (!block || block.contains(event.relatedTarget)) return;
    block.classList.remove("is-dismissed");
    place(block);
  }

  document.addEventListener("mouseover", show);
  document.addEventListener("focusin", show);
  document.addEventListener("click", (event) => {
    const block = blockOf(event);
    document.querySelectorAll(".defined.is-open").forEach((other) => { if (other !== block) other.classList.remove("is-open"); });
    if (!block || event.target.closest("a")) return;
    block.classList.toggle("is-open");
    place(block);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    document.querySelectorAll(".defined:hover, .defined:focus-within, .defined.is-open").forEach((block) => {
      block.classList.remove("is-open");
      block.classList.add("is-dismissed");
    });
  });
  // It stands where the word stood: once the page or a table is scrolled, it would not
  document.addEventListener("scroll", () => {
    document.querySelectorAll(".defined:hover, .defined:focus-within, .defined.is-open").forEach(place);
  }, { capture: true, passive: true });
})();
