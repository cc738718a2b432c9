"use strict";
// Puts a box into a frame. Someone may be typing in it already, the line being slow: taking it out of the page for a
// moment would take the cursor with it, and the rest of what is typed would go nowhere.
const soLopWrap = (box, frame) => {
  const typing = document.activeElement === box;
  const { selectionStart, selectionEnd } = box;
  box.replaceWith(frame);
  frame.append(box);
  if (!typing) return;
  box.focus({ preventScroll: true });
  if (typeof selectionStart === "number") box.setSelectionRange(selectionStart, selectionEnd);
};
