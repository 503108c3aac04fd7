// Sorts a table by the heading that was pressed; rows with a sign in place of a number stay last.
(function () {
  "use strict";
  var GERMAN = ["Sortiert nach ", "aufsteigend", "absteigend"];
  var ENGLISH = ["Sorted by ", "ascending", "descending"];

  function key(row, column) {
    var cell = row.cells[column];
    var number = cell.dataset.number;
    if (number === undefined) return cell.textContent;
    return number === "" ? null : Number(number);
  }

  function compare(a, b) {
    if (typeof a === "number" && typeof b === "number") return a - b;
    return String(a).localeCompare(String(b), "de");
  }

  function sort(event) {
    var button = event.target.closest && event.target.closest("[data-do=sort]");
    if (!button) return;
    var heading = button.closest("th");
    var table = heading.closest("table");
    var column = heading.cellIndex;
    var figure = heading.classList.contains("figure");
    var now = heading.getAttribute("aria-sort");
    var first = figure ? "descending" : "ascending";
    var next = now === first ? (figure ? "ascending" : "descending") : first;
    var factor = next === "ascending" ? 1 : -1;
    var body = table.tBodies[0];
    var rows = Array.from(body.rows).map(function (row) {
      return [key(row, column), row];
    });
    rows.sort(function (a, b) {
      if (a[0] === null || b[0] === null) return (a[0] === null) - (b[0] === null);
      return factor * compare(a[0], b[0]);
    });
    Array.from(table.tHead.rows[0].cells).forEach(function (cell) {
      cell.removeAttribute("aria-sort");
    });
    heading.setAttribute("aria-sort", next);
    rows.forEach(function (pair) {
      body.appendChild(pair[1]);
    });
    var announce = document.getElementById("announce");
    if (announce) {
      var words = document.documentElement.lang === "en" ? ENGLISH : GERMAN;
      announce.textContent = words[0] + button.textContent + ", " + words[next === "ascending" ? 1 : 2];
    }
  }

  document.addEventListener("click", sort);
})();
