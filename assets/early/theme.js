// The stored choice of light or dark, applied before anything is painted. Without a choice the system decides.
(function () {
  "use strict";
  var KEY = "kim-darstellung";
  var ORDER = ["system", "light", "dark"];
  var root = document.documentElement;

  function stored() {
    try {
      var choice = window.localStorage.getItem(KEY);
      return ORDER.indexOf(choice) > 0 ? choice : "system";
    } catch (error) {
      return "system"; // storage may be forbidden; then the choice holds for this page
    }
  }

  function apply(choice) {
    root.setAttribute("data-theme-choice", choice);
    if (choice === "system") root.removeAttribute("data-bs-theme");
    else root.setAttribute("data-bs-theme", choice);
  }

  function next() {
    var choice = ORDER[(ORDER.indexOf(root.getAttribute("data-theme-choice")) + 1) % ORDER.length];
    try {
      window.localStorage.setItem(KEY, choice);
    } catch (error) {
      // as above
    }
    apply(choice);
    return choice;
  }

  apply(stored());
  window.kimTheme = { next: next };
})();
