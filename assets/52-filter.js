// The line of choices: a changed select changes the address, and the address fills the selects.
(function () {
  "use strict";

  function choose(event) {
    var select = event.target.closest && event.target.closest("[data-do=choose]");
    if (!select) return;
    var query = new URLSearchParams(window.location.search);
    if (select.value) query.set(select.name, select.value);
    else query.delete(select.name);
    var text = query.toString();
    window.kim.go(window.location.origin + window.location.pathname + (text ? "?" + text : ""));
  }

  var opened = false;

  function fill() {
    var button = document.querySelector("[data-do=filters]");
    if (button) button.setAttribute("aria-expanded", String(opened));
    Array.from(document.querySelectorAll("[data-do=choose]")).forEach(function (select) {
      select.value = select.dataset.value || "";
    });
  }

  function toggle(event) {
    var button = event.target.closest && event.target.closest("[data-do=filters]");
    if (!button) return;
    opened = button.getAttribute("aria-expanded") !== "true";
    button.setAttribute("aria-expanded", String(opened));
  }

  function announce(text) {
    var place = document.getElementById("announce");
    if (place) place.textContent = text;
  }

  function select(text) {
    // Without the clipboard of a secure context a field that is copied from does the same.
    var field = document.createElement("textarea");
    field.value = text;
    document.body.appendChild(field);
    field.select();
    document.execCommand("copy");
    field.remove();
  }

  function copy(event) {
    var button = event.target.closest && event.target.closest("[data-do=copy-link]");
    if (!button) return;
    if (navigator.clipboard && window.isSecureContext) navigator.clipboard.writeText(window.location.href);
    else select(window.location.href);
    announce(document.documentElement.lang === "en" ? "Link copied" : "Link kopiert");
    button.focus();
    button.classList.add("done");
    window.setTimeout(function () {
      button.classList.remove("done");
    }, 2000);
  }

  document.addEventListener("change", choose);
  document.addEventListener("click", toggle);
  document.addEventListener("click", copy);
  window.addEventListener("kim-arrived", fill);
})();
