// Help sheet and search. The search is a combobox over a list that the server gives once for each view.
(function () {
  "use strict";
  var MOST = 8;
  var loaded = { query: null, data: null };
  var before = null;

  function english() {
    return document.documentElement.lang === "en";
  }

  function make(tag, attributes, text) {
    var node = document.createElement(tag);
    Object.keys(attributes || {}).forEach(function (name) {
      node.setAttribute(name, attributes[name]);
    });
    if (text !== undefined) node.textContent = text;
    return node;
  }

  function shape(tree) {
    // The namespace is that of the drawings already on the page.
    var node = document.createElementNS(document.querySelector("svg").namespaceURI, tree[0]);
    Object.keys(tree[1]).forEach(function (name) {
      node.setAttribute(name, tree[1][name]);
    });
    tree[2].forEach(function (child) {
      node.appendChild(typeof child === "string" ? document.createTextNode(child) : shape(child));
    });
    return node;
  }

  function open(dialog) {
    if (!dialog || dialog.open) return;
    before = document.activeElement;
    dialog.showModal();
  }

  function plain(text) {
    return text.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/ß/g, "ss");
  }

  function hits(words, entry) {
    var own = plain(entry.name);
    var whole = own + " " + plain(entry.also || "");
    var found = words.every(function (word) {
      return whole.indexOf(word) >= 0;
    });
    if (!found) return 0;
    return words.length && own.indexOf(words[0]) === 0 ? 3 : words.length && own.indexOf(words[0]) > 0 ? 2 : 1;
  }

  function option(entry, number, forms) {
    var node = make("div", { role: "option", id: "treffer-" + number, "aria-selected": "false", class: "hit" });
    if (entry.state) node.appendChild(shape(forms[entry.state]));
    node.appendChild(make("span", { class: "hit-name" }, entry.name));
    if (entry.word) node.appendChild(make("span", { class: "vh" }, ", " + entry.word));
    if (entry.value) node.appendChild(make("span", { class: "hit-value" }, entry.value));
    node.entry = entry;
    return node;
  }

  function show(dialog, text) {
    var list = dialog.querySelector("[role=listbox]");
    list.textContent = "";
    if (!loaded.data) return;
    var words = plain(text).split(/\s+/).filter(Boolean);
    var number = 0;
    loaded.data.groups.forEach(function (group) {
      var ranked = group.entries
        .map(function (entry, at) {
          return [hits(words, entry), at, entry];
        })
        .filter(function (row) {
          return row[0];
        });
      ranked.sort(function (a, b) {
        return b[0] - a[0] || a[1] - b[1];
      });
      if (!ranked.length || (!words.length && group.entries.length > MOST && number)) return;
      var title = "gruppe-" + number;
      var box = make("div", { role: "group", "aria-labelledby": title });
      box.appendChild(make("div", { id: title, class: "hit-group", role: "presentation" }, group.title));
      ranked.slice(0, MOST).forEach(function (row) {
        box.appendChild(option(row[2], number, loaded.data.forms));
        number += 1;
      });
      list.appendChild(box);
    });
    var none = english() ? "Nothing found." : "Nichts gefunden.";
    var some = english() ? number + " hits" : number + " Treffer";
    dialog.querySelector("[role=status]").textContent = number ? some : none;
    dialog.querySelector(".none-found").hidden = number > 0;
    mark(dialog, 0);
  }

  function mark(dialog, at) {
    var options = Array.from(dialog.querySelectorAll("[role=option]"));
    var input = dialog.querySelector("input");
    options.forEach(function (node, number) {
      node.setAttribute("aria-selected", String(number === at));
    });
    if (options[at]) {
      input.setAttribute("aria-activedescendant", options[at].id);
      options[at].scrollIntoView({ block: "nearest" });
    } else {
      input.removeAttribute("aria-activedescendant");
    }
  }

  function marked(dialog) {
    return Array.from(dialog.querySelectorAll("[role=option]")).findIndex(function (node) {
      return node.getAttribute("aria-selected") === "true";
    });
  }

  function follow(dialog, node) {
    if (!node) return;
    dialog.close();
    if (node.entry.href) window.kim.go(window.location.origin + node.entry.href);
    else run(node.entry.do);
  }

  function key(event, dialog) {
    var options = dialog.querySelectorAll("[role=option]");
    var at = marked(dialog);
    var steps = { ArrowDown: 1, ArrowUp: -1 };
    if (event.key in steps && options.length) {
      event.preventDefault();
      mark(dialog, (at + steps[event.key] + options.length) % options.length);
    } else if (event.key === "Enter") {
      event.preventDefault();
      follow(dialog, options[at]);
    }
  }

  function furnish(dialog) {
    if (dialog.querySelector("input")) return;
    var place = dialog.querySelector(".palette-field");
    var label = english() ? "Search indicators, pages, districts, glossary" : place.dataset.label;
    var input = make("input", {
      type: "text", role: "combobox", autocomplete: "off", spellcheck: "false", "aria-expanded": "true",
      "aria-controls": "trefferliste", "aria-autocomplete": "list", "aria-label": label, placeholder: label,
    });
    var close = make("button", { type: "button", class: "button", "data-do": "close" }, english() ? "Close" : "Schließen");
    place.appendChild(input);
    place.appendChild(close);
    var list = dialog.querySelector(".palette-list");
    list.appendChild(make("div", { role: "listbox", id: "trefferliste", "aria-label": english() ? "Hits" : "Treffer" }));
    var none = english() ? "Nothing found." : "Nichts gefunden. Ein kürzeres Wort hilft oft.";
    list.appendChild(make("p", { class: "none-found note", hidden: "" }, none));
    input.addEventListener("input", function () {
      show(dialog, input.value);
    });
    input.addEventListener("keydown", function (event) {
      key(event, dialog);
    });
    list.addEventListener("click", function (event) {
      follow(dialog, event.target.closest("[role=option]"));
    });
  }

  function search() {
    var dialog = document.getElementById("suche");
    if (!dialog) return;
    furnish(dialog);
    open(dialog);
    var input = dialog.querySelector("input");
    input.value = "";
    input.focus();
    var query = window.location.search;
    if (loaded.query === query) return show(dialog, "");
    fetch(dialog.dataset.entries + query)
      .then(function (answer) {
        return answer.json();
      })
      .then(function (data) {
        loaded = { query: query, data: data };
        show(dialog, input.value);
      });
  }

  function run(what) {
    if (what === "search") search();
    if (what === "help") open(document.getElementById("hilfe"));
    if (what === "print") window.print();
    if (what === "theme") window.kimTheme.next();
  }

  function click(event) {
    var target = event.target;
    var button = target.closest && target.closest("[data-do]");
    if (button && (button.dataset.do === "search" || button.dataset.do === "help")) run(button.dataset.do);
    if (button && button.dataset.do === "close") button.closest("dialog").close();
    // Outside the sheet, and a link in it, both close it.
    var inside = target.closest && target.closest("dialog[open]");
    if (inside && (target === inside || target.closest("a[href]"))) inside.close();
  }

  function shortcut(event) {
    if (event.key.toLowerCase() !== "k" || !(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey) return;
    event.preventDefault();
    search();
  }

  document.addEventListener("click", click);
  document.addEventListener("keydown", shortcut);
  document.addEventListener(
    "close",
    function () {
      if (before && document.contains(before)) before.focus();
      before = null;
    },
    true
  );
})();
