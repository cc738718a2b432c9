"use strict";
// A choice proposes another field's value, data-proposes='{"3": "5"}' into data-into; what a person typed stays.
document.addEventListener("change", (event) => {
  const choice = event.target.closest("[data-proposes]");
  const field = choice && document.getElementById(choice.dataset.into);
  if (!field || (field.value && field.value !== field.dataset.proposed)) return;
  field.value = field.dataset.proposed = JSON.parse(choice.dataset.proposes)[choice.value] ?? "";
});
