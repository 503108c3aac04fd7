// Pages after the first: built from [tag, attributes, children] with React, which escapes every text.
(function () {
  "use strict";
  var FORBIDDEN = ["base", "embed", "iframe", "link", "meta", "object", "script", "style"];
  var AS_IS = /^(aria|data)-/;

  function attribute(name) {
    if (name === "class") return "className";
    if (AS_IS.test(name)) return name;
    return name.replace(/-([a-z])/g, function (_, letter) {
      return letter.toUpperCase();
    });
  }

  function build(node) {
    if (typeof node === "string") return node;
    if (FORBIDDEN.indexOf(node[0]) >= 0) return null;
    var props = {};
    Object.keys(node[1]).forEach(function (name) {
      // A field that React itself would fill could not be turned by anybody.
      var own = node[0] === "input" && name === "value" ? "defaultValue" : attribute(name);
      props[own] = node[1][name];
    });
    return window.React.createElement.apply(null, [node[0], props].concat(node[2].map(build)));
  }

  function here() {
    return window.location.pathname + window.location.search;
  }

  // The first page came with the document and stays until another one takes its place in the same moment.
  function leaveFirst() {
    var first = document.getElementById("first");
    if (first) first.remove();
  }

  // The address is what a page depends on; the server answers with title and tree (`page`).
  window.kim = window.kim || {};
  window.kim.Screen = function (given) {
    var React = window.React;
    var told = React.useRef(window.kim.served);
    var arrivals = React.useRef(0);
    var page = given.page;

    React.useEffect(function () {
      function tell() {
        if (told.current === here()) return;
        told.current = here();
        given.setProps({ path: window.location.pathname, search: window.location.search });
      }
      function replaced() {
        told.current = here();
      }
      window.addEventListener("kim-replaced", replaced);
      window.addEventListener("popstate", tell);
      window.addEventListener("kim-moved", tell);
      tell();
      document.documentElement.setAttribute("data-dash", "ready");
      return function () {
        window.removeEventListener("kim-replaced", replaced);
        window.removeEventListener("popstate", tell);
        window.removeEventListener("kim-moved", tell);
      };
    }, []);

    React.useLayoutEffect(
      function () {
        if (!page) return;
        leaveFirst();
        window.kim.arrive(page.title);
      },
      [page]
    );

    return React.useMemo(
      function () {
        if (!page) return null;
        // A new key builds the page anew: scripts of ours have sorted its rows and filled its fields.
        arrivals.current += 1;
        return React.createElement.apply(null, ["div", { key: arrivals.current }].concat(page.root.map(build)));
      },
      [page]
    );
  };
})();
