// Buttons of the frame, links without reloading, and what a new page needs: title, focus, top of the page.
(function () {
  "use strict";
  var visits = 0;
  var place = "";
  // The page is built anew; who only changed a choice shall find focus and place again.
  var held = { id: "", y: 0 };

  function go(href) {
    if (href === window.location.href) return;
    held = { id: document.activeElement ? document.activeElement.id : "", y: window.scrollY };
    window.history.pushState({}, "", href);
    window.dispatchEvent(new CustomEvent("kim-moved"));
  }

  function inside(link) {
    return (
      link.origin === window.location.origin &&
      !link.target &&
      !link.hasAttribute("download") &&
      link.getAttribute("href").charAt(0) === "/" &&
      link.getAttribute("href").indexOf("/herunterladen/") !== 0 &&
      link.pathname.indexOf("/assets/") !== 0
    );
  }

  function visit(event) {
    var link = event.target.closest && event.target.closest("a[href]");
    if (!link || event.defaultPrevented || event.button || !inside(link)) return;
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    go(link.href);
  }

  function act(event) {
    var button = event.target.closest && event.target.closest("[data-do]");
    if (!button) return;
    if (button.dataset.do === "theme") window.kimTheme.next();
    if (button.dataset.do === "print") window.print();
  }

  function closeMenu(event) {
    if (event.key !== "Escape") return;
    var menu = document.querySelector("details.menu[open]");
    if (!menu) return;
    menu.open = false;
    menu.querySelector("summary").focus();
  }

  function resume(same) {
    var again = same && held.id ? document.getElementById(held.id) : null;
    var main = again || document.getElementById("inhalt");
    if (main) main.focus({ preventScroll: true });
    window.scrollTo(0, same ? held.y : 0);
    held = { id: "", y: 0 };
  }

  document.addEventListener("click", visit);
  document.addEventListener("click", act);
  document.addEventListener("keydown", closeMenu);

  window.kim = window.kim || {};
  window.kim.go = go;
  window.kim.arrive = function (title) {
    document.title = title;
    document.documentElement.lang = new URLSearchParams(window.location.search).get("lang") === "en" ? "en" : "de";
    visits += 1;
    var same = place === window.location.pathname;
    place = window.location.pathname;
    document.getElementById("announce").textContent = visits === 1 ? "" : title;
    window.dispatchEvent(new CustomEvent("kim-arrived"));
    if (visits > 1) resume(same);
    var target = window.location.hash.length > 1 && document.getElementById(window.location.hash.slice(1));
    if (target) target.scrollIntoView();
  };
})();
