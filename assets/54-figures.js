// Figures: chart or table (one choice for all, kept), and the picture as PNG, drawn from the SVG that the server gives.
(function () {
  "use strict";
  var KEY = "kim-ansicht";
  var SCALE = 2;

  function stored() {
    try {
      return window.localStorage.getItem(KEY) === "table" ? "table" : "chart";
    } catch (error) {
      return "chart"; // storage may be forbidden; then every page begins with the chart
    }
  }

  function apply(figure, kind) {
    figure.setAttribute("data-shown", kind);
    Array.from(figure.querySelectorAll("[data-do=figure]")).forEach(function (button) {
      button.setAttribute("aria-pressed", String(button.dataset.as === kind));
    });
  }

  function all() {
    var kind = stored();
    Array.from(document.querySelectorAll("figure.framed")).forEach(function (figure) {
      apply(figure, kind);
    });
  }

  function press(event) {
    var button = event.target.closest && event.target.closest("[data-do=figure]");
    if (!button) return;
    apply(button.closest("figure"), button.dataset.as);
    try {
      window.localStorage.setItem(KEY, button.dataset.as);
    } catch (error) {
      // as above
    }
  }

  function save(blob, name) {
    var link = document.createElement("a");
    link.href = URL.createObjectURL(blob);
    link.download = name;
    link.click();
    window.setTimeout(function () {
      URL.revokeObjectURL(link.href);
    }, 1000);
  }

  function draw(text, name) {
    var picture = new Image();
    picture.onload = function () {
      var canvas = document.createElement("canvas");
      canvas.width = picture.width * SCALE;
      canvas.height = picture.height * SCALE;
      canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
      canvas.toBlob(function (blob) {
        save(blob, name);
      }, "image/png");
    };
    picture.src = "data:image/svg+xml;charset=utf-8," + encodeURIComponent(text);
  }

  function png(event) {
    var link = event.target.closest && event.target.closest("[data-download=png]");
    if (!link) return;
    event.preventDefault();
    fetch(link.href).then(function (answer) {
      if (!answer.ok) return;
      var said = /filename="([^"]+)"/.exec(answer.headers.get("Content-Disposition") || "");
      var name = (said ? said[1] : "bild.svg").replace(/svg$/, "png");
      return answer.text().then(function (text) {
        draw(text, name);
      });
    });
  }

  document.addEventListener("click", press);
  document.addEventListener("click", png);
  window.addEventListener("kim-arrived", all);
})();
