// Leads from an old address to the new one with the anchor that the reader came with, or to where that anchor went.
(function () {
  "use strict";
  var own = document.currentScript;
  var to = own.getAttribute("data-to");
  var moved = JSON.parse(own.getAttribute("data-moved") || "{}");
  var id = location.hash.slice(1);
  try { id = decodeURIComponent(id); } catch (error) { /* a lone % is part of the id */ }
  var anchor = Object.prototype.hasOwnProperty.call(moved, id) && moved[id];
  location.replace(anchor || to + (to.indexOf("#") < 0 ? location.hash : ""));
})();
