// The last script: the page that came with the document has arrived, and this is its address.
(function () {
  "use strict";
  window.kim.served = window.location.pathname + window.location.search;
  window.kim.arrive(document.title);
})();
