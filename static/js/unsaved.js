"use strict";
// Nothing typed is lost. Forms with class "paper-form" or the attribute data-guarded say that they hold unsaved
// changes, ask before they are left, and stay as they are when the line is down. Nothing is stored in the browser.
(() => {
  const FORMS = "form.paper-form, form[data-guarded]";
  const UNSAVED = "Có thay đổi chưa lưu";
  const LOST = "Mất kết nối; nội dung vẫn còn, bấm Lưu lại khi có mạng.";
  const FAILED = "Máy chủ đang gặp lỗi, có thể chưa lưu được; nội dung vẫn còn, chờ một lát rồi bấm Lưu lại.";
  const PATIENCE = 60_000;
  const before = new WeakMap();
  let leaving = false;

  const posts = (form) => form.getAttribute("method")?.toLowerCase() === "post";
  const guarded = () => [...document.querySelectorAll(FORMS)].filter(posts);
  // Fields of an answer that is not given: shown-when.js hides them, before or after this runs
  const notAsked = (form) => [...form.querySelectorAll("[data-shown-when]")]
    .filter((block) => {
      const [name, value] = block.dataset.shownWhen.split(":");
      return form.elements[name] && form.elements[name].value !== value;
    })
    .flatMap((block) => [...block.querySelectorAll("[name]")].map((field) => field.name));
  // What a person may have typed: no empty boxes, so that one line more is no change
  const typed = (form) => {
    const left = new Set(notAsked(form));
    return JSON.stringify([...new FormData(form)]
      .map(([name, value]) => [name, value instanceof File ? value.name : value])
      .filter(([name, value]) => value && !name.endsWith("TOTAL_FORMS") && !left.has(name)));
  };
  const isDirty = (form) => before.has(form) && before.get(form) !== typed(form);

  function noteOf(form) {
    if (!form.querySelector(".unsaved-note")) {
      const note = document.createElement("span");
      note.className = "unsaved-note";
      note.setAttribute("role", "status");
      const buttons = form.querySelectorAll("[type=submit]:not(.visually-hidden)");
      const actions = form.querySelector(".form-actions");
      if (actions) actions.append(note);
      else buttons[buttons.length - 1]?.after(note);
    }
    return form.querySelector(".unsaved-note");
  }

  function say(form, text = isDirty(form) ? UNSAVED : "") {
    const note = noteOf(form);
    if (note && note.textContent !== text) note.textContent = text;
  }

  // A page that says what was wrong holds what was typed, and nothing of that is stored. Of several forms it is the
  // one with the wrong field
  function refused(form) {
    const wrong = ":is([aria-invalid=true], .is-invalid)";
    return document.querySelector("#loi") && (form.querySelector(wrong) || !document.querySelector(`form ${wrong}`));
  }

  function watch(form) {
    before.set(form, refused(form) ? null : typed(form));
    say(form);
  }

  function stay(form, text) {
    delete form.dataset.sent;
    say(form);
    const alert = document.createElement("p");
    alert.className = "alert alert-danger lost-line";
    alert.setAttribute("role", "alert");
    form.querySelector(".lost-line")?.remove();
    (form.querySelector(".form-actions") ?? form.lastElementChild).before(alert);
    alert.textContent = text;
  }

  function go(address) {
    leaving = true;
    const target = new URL(address, location.href);
    const here = target.pathname === location.pathname && target.search === location.search && target.hash;
    location.assign(target);
    if (here) location.reload(); // an address that differs in its #place alone would load nothing
  }

  // Only the browser itself can show an answer that is a page, so the form is sent once more: nothing was stored
  function sendPlainly(form, button, address) {
    leaving = true;
    if (button?.name) {
      const pressed = document.createElement("input");
      Object.assign(pressed, { type: "hidden", name: button.name, value: button.value, className: "pressed" });
      form.append(pressed);
    }
    form.setAttribute("action", address);
    HTMLFormElement.prototype.submit.call(form);
  }

  async function send(form, button) {
    const address = button?.getAttribute("formaction") ?? form.getAttribute("action") ?? "";
    const body = new URLSearchParams([...new FormData(form)].map(([name, value]) => [name, value.replace(/\r?\n/g, "\r\n")]));
    if (button?.name) body.append(button.name, button.value);
    const late = new AbortController();
    const clock = setTimeout(() => late.abort(), PATIENCE);
    try {
      const answer = await fetch(address || location.href, { method: "POST", body, headers: { "X-Sent-By": "form" }, signal: late.signal });
      const target = answer.headers.get("X-Go-To");
      if (target) go(target);
      else if (answer.status >= 500) stay(form, FAILED);
      else sendPlainly(form, button, address);
    } catch {
      stay(form, LOST);
    } finally {
      clearTimeout(clock);
    }
  }

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || !form.matches(FORMS) || !posts(form) || form.dataset.sent) return;
    if (form.enctype === "multipart/form-data") {
      leaving = true; // a file is sent once, not twice
      return;
    }
    event.preventDefault();
    form.dataset.sent = "1";
    form.querySelector(".lost-line")?.remove();
    say(form, "Đang lưu…");
    send(form, event.submitter);
  });

  const changed = (event) => {
    const form = event.target.form ?? event.target.closest?.("form");
    if (form && before.has(form)) say(form);
  };
  document.addEventListener("input", changed);
  document.addEventListener("change", changed);
  window.addEventListener("beforeunload", (event) => {
    if (!leaving && guarded().some(isDirty)) event.preventDefault();
  });
  window.addEventListener("pageshow", () => {
    leaving = false;
    document.querySelectorAll("input.pressed").forEach((pressed) => pressed.remove());
    guarded().forEach((form) => say(form));
  });
  guarded().forEach(watch);
})();
