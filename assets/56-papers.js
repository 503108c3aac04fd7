// Vorlagen: boxes are ticked as the draft has them.
(function () {
  "use strict";

  function fill() {
    Array.from(document.querySelectorAll("input[data-ticked]")).forEach(function (box) {
      box.checked = box.dataset.ticked === "1";
    });
  }

  window.addEventListener("kim-arrived", fill);
})();
