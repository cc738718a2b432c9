// A section's text as one reads it: figures stand in it as blocks that show their value and cannot be typed over. The text
// with its tokens ([[O1]]) stays in the form's own field, which is what is sent; without this script one edits that.
(() => {
  const TOKEN = /\[\[\s*([^[\]]*?)\s*\]\]/g;
  const known = new Map();
  for (const one of document.querySelectorAll(".tokens [data-token]"))
    known.set(one.dataset.token, [one.parentElement.querySelector("strong").textContent, one.parentElement.querySelector("span").textContent]);
  let last = null;

  const chip = (token) => {
    const made = document.createElement("span");
    const [value, name] = known.get(token);
    made.className = "token-chip";
    made.contentEditable = "false";
    made.dataset.is = token;
    made.title = name;
    made.textContent = value;
    return made;
  };

  const fragment = (text) => {
    const parts = document.createDocumentFragment();
    let from = 0;
    for (const found of text.matchAll(TOKEN)) {
      const token = `[[${found[1]}]]`;
      if (!known.has(token)) continue;
      parts.append(text.slice(from, found.index), chip(token));
      from = found.index + found[0].length;
    }
    parts.append(text.slice(from));
    return parts;
  };

  const read = (node) => {
    if (node.nodeType === Node.TEXT_NODE) return node.nodeValue;
    if (node.dataset?.is) return node.dataset.is;
    if (node.nodeName === "BR") return "\n";
    const inside = [...node.childNodes].map(read).join("");
    return node.nodeName === "DIV" || node.nodeName === "P" ? `\n${inside}` : inside;
  };

  const insert = (editor, content) => {
    editor.focus();
    const selection = getSelection();
    let range = selection.rangeCount ? selection.getRangeAt(0) : null;
    if (!range || !editor.contains(range.commonAncestorContainer)) {
      range = document.createRange();
      range.selectNodeContents(editor);
      range.collapse(false);
    }
    range.deleteContents();
    const end = content.lastChild;
    range.insertNode(content);
    if (end) range.setStartAfter(end);
    range.collapse(true);
    selection.removeAllRanges();
    selection.addRange(range);
    editor.dispatchEvent(new Event("input", { bubbles: true }));
  };

  for (const field of document.querySelectorAll("textarea.section-text")) {
    const editor = document.createElement("div");
    editor.className = "form-control section-editor";
    editor.contentEditable = "true";
    editor.setAttribute("role", "textbox");
    editor.setAttribute("aria-multiline", "true");
    editor.setAttribute("aria-label", field.labels[0]?.textContent.trim() || "");
    if (field.getAttribute("aria-describedby")) editor.setAttribute("aria-describedby", field.getAttribute("aria-describedby"));
    const show = () => editor.replaceChildren(fragment(field.value));
    const store = () => {
      field.value = [...editor.childNodes].map(read).join("").replace(/^\n/, "").replace(/\u00a0/g, " ");
      field.dispatchEvent(new Event("input", { bubbles: true }));
    };
    show();
    field.classList.add("visually-hidden");
    field.tabIndex = -1;
    field.setAttribute("aria-hidden", "true");
    field.after(editor);
    field.addEventListener("focus", () => editor.focus());
    for (const label of field.labels) label.addEventListener("click", () => editor.focus());
    editor.addEventListener("input", store);
    editor.addEventListener("focus", () => { last = editor; });
    // A token typed by hand becomes a block too, once one leaves the text
    editor.addEventListener("blur", () => { if (TOKEN.test(editor.textContent)) show(); TOKEN.lastIndex = 0; });
    editor.addEventListener("paste", (event) => {
      event.preventDefault();
      insert(editor, fragment(event.clipboardData.getData("text/plain").replace(/\r/g, "")));
    });
    for (const kind of ["copy", "cut"])
      editor.addEventListener(kind, (event) => {
        const selection = getSelection();
        if (!selection.rangeCount) return;
        event.preventDefault();
        event.clipboardData.setData("text/plain", [...selection.getRangeAt(0).cloneContents().childNodes].map(read).join(""));
        if (kind === "cut") insert(editor, document.createDocumentFragment());
      });
    // A click on a block would leave the cursor inside it, where nothing can be typed
    editor.addEventListener("click", (event) => {
      const block = event.target.closest(".token-chip");
      if (block) getSelection().collapse(block.parentNode, [...block.parentNode.childNodes].indexOf(block) + 1);
    });
    editor.addEventListener("keydown", (event) => {
      if (event.key !== "Enter") return;
      event.preventDefault();
      const atEnd = fragment("\n");
      const range = getSelection().getRangeAt(0).cloneRange();
      range.setEndAfter(editor.lastChild ?? editor);
      if (!range.toString()) atEnd.append("\n");
      insert(editor, atEnd);
    });
    field.tokenEditor = { editor, show };
  }

  for (const proposal of document.querySelectorAll(".proposal")) {
    const field = document.getElementById(proposal.dataset.into);
    const box = proposal.parentElement.querySelector("input[type=checkbox]");
    const button = document.createElement("button");
    button.type = "button";
    button.className = "btn btn-outline-primary btn-sm mb-2";
    button.textContent = "Sửa các câu này";
    button.addEventListener("click", () => {
      field.value = [proposal.dataset.proposed, field.value].filter((text) => text.trim()).join("\n");
      box.checked = true;
      field.tokenEditor.show();
      field.dispatchEvent(new Event("input", { bubbles: true }));
      mark();
      field.tokenEditor.editor.focus();
    });
    const mark = () => {
      proposal.classList.toggle("proposal-replaced", box.checked);
      button.hidden = box.checked;
    };
    proposal.append(button);
    box.addEventListener("change", mark);
    mark();
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-token]");
    if (!button) return;
    const editor = last ?? document.querySelector(".section-editor");
    if (editor) insert(editor, fragment(button.dataset.token));
  });
})();
