// Buttons of the frame, links without reloading, and what a new page needs: title, focus, top of the page.
(function () {
  "use strict";
  var visits = 0;

  function inside(link) {
    return (
      link.origin === window.location.origin &&
      !link.target &&
      !link.hasAttribute("download") &&
      link.getAttribute("href").charAt(0) === "/" &&
      link.pathname.indexOf("/assets/") !== 0
    );
  }

  function visit(event) {
    var link = event.target.closest && event.target.closest("a[href]");
    if (!link || event.defaultPrevented || event.button || !inside(link)) return;
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    if (link.href === window.location.href) return;
    window.history.pushState({}, "", link.href);
    window.dispatchEvent(new CustomEvent("_dashprivate_pushstate", { detail: link.href }));
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

  document.addEventListener("click", visit);
  document.addEventListener("click", act);
  document.addEventListener("keydown", closeMenu);

  window.dash_clientside = window.dash_clientside || {};
  window.dash_clientside.kim = {
    arrive: function (title) {
      if (!title) return window.dash_clientside.no_update;
      document.title = title;
      visits += 1;
      if (visits === 1) return "";
      window.scrollTo(0, 0);
      window.requestAnimationFrame(function () {
        var main = document.getElementById("inhalt");
        if (main) main.focus({ preventScroll: true });
      });
      return title;
    },
  };
})();
