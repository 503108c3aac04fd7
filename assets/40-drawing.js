// Builds an SVG from [tag, attributes, children] with React, which escapes every text.
(function () {
  "use strict";
  var TAGS = ["svg", "g", "path", "rect", "circle", "text", "title"];

  function attribute(name) {
    if (name === "class") return "className";
    if (name.indexOf("aria-") === 0) return name;
    return name.replace(/-([a-z])/g, function (_, letter) {
      return letter.toUpperCase();
    });
  }

  function build(node, key) {
    if (typeof node === "string") return node;
    if (TAGS.indexOf(node[0]) < 0) return null;
    var props = { key: key };
    Object.keys(node[1]).forEach(function (name) {
      props[attribute(name)] = node[1][name];
    });
    return window.React.createElement(node[0], props, node[2].map(build));
  }

  window.kim = window.kim || {};
  window.kim.Drawing = function (props) {
    return props.root ? build(props.root, "0") : null;
  };
})();
