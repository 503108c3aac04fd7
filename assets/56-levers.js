// Levers: a moved one changes the address without a step back, and only what it leads to is drawn anew.
(function () {
  "use strict";
  var running = false;
  var waiting = false;

  function form() {
    return document.getElementById("stellschrauben");
  }

  function fields() {
    return form() ? Array.from(form().querySelectorAll("[name][data-today]")) : [];
  }

  function turned(field) {
    return field.dataset.chosen !== "" || field.dataset.moved === "1";
  }

  function query() {
    var found = new URLSearchParams(window.location.search);
    fields().forEach(function (field) {
      if (turned(field) && field.value !== "") found.set(field.name, field.value);
      else found.delete(field.name);
    });
    return found.toString();
  }

  function tell(field) {
    var place = form().querySelector("[data-for=" + field.id + "]");
    if (!place) return;
    var english = document.documentElement.lang === "en";
    var number = english ? field.value : field.value.replace(".", ",");
    place.textContent = field.dataset.said.replace(/[0-9]+(,[0-9]+)?/, number);
  }

  function show(parts) {
    Object.keys(parts).forEach(function (id) {
      var old = document.getElementById(id);
      if (!old) return;
      var made = document.createElement("template");
      made.innerHTML = parts[id]; // escaped by the server, as every first page is
      old.replaceChildren.apply(old, Array.from(made.content.firstElementChild.childNodes));
    });
    window.dispatchEvent(new CustomEvent("kim-arrived"));
  }

  function ask() {
    if (running) {
      waiting = true;
      return;
    }
    running = true;
    var text = query();
    var address = window.location.pathname + (text ? "?" + text : "");
    window.history.replaceState({}, "", address);
    window.dispatchEvent(new CustomEvent("kim-replaced"));
    window
      .fetch("/szenarien/ergebnis" + (text ? "?" + text : ""), { credentials: "same-origin" })
      .then(function (answer) {
        if (!answer.ok) throw new Error(String(answer.status));
        return answer.json();
      })
      .then(show)
      .catch(function () {
        window.location.reload();
      })
      .finally(function () {
        running = false;
        if (waiting) {
          waiting = false;
          ask();
        }
      });
  }

  function move(event) {
    var field = event.target;
    if (!field.closest || !field.closest("#stellschrauben") || field.dataset.today === undefined) return;
    field.dataset.moved = "1";
    tell(field);
    ask();
  }

  function reset(event) {
    var button = event.target.closest && event.target.closest("[data-do=reset-levers]");
    if (!button) return;
    fields().forEach(function (field) {
      field.value = field.dataset.today;
      field.dataset.chosen = "";
      field.dataset.moved = "";
      tell(field);
    });
    ask();
  }

  function keep(event) {
    var button = event.target.closest && event.target.closest("[data-do=keep-scenario]");
    if (!button) return;
    var title = document.getElementById("szenario-name").value.trim();
    var said = document.getElementById("ablage-meldung");
    window
      .fetch("/szenarien/ablegen", {
        method: "POST",
        credentials: "same-origin",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify({ title: title, query: query() }),
      })
      .then(function (answer) {
        return answer.json();
      })
      .then(function (found) {
        said.textContent = found.said;
      })
      .catch(function () {
        said.textContent = document.documentElement.lang === "en" ? "Not kept." : "Nicht abgelegt.";
      });
  }

  document.addEventListener("input", move);
  document.addEventListener("click", reset);
  document.addEventListener("click", keep);
  document.addEventListener("submit", function (event) {
    if (event.target === form()) event.preventDefault();
  });
})();
