// Runs before the first paint, so that a chosen theme or language never flashes in the wrong one.
// A file of its own because the content security policy allows no inline script.
(function () {
  var root = document.documentElement;
  try {
    var theme = localStorage.getItem("vtp.theme");
    if (theme === "light" || theme === "dark") root.dataset.theme = theme;
    var locale = localStorage.getItem("vtp.locale") || navigator.language;
    if (/^ar\b/.test(locale)) {
      root.lang = "ar";
      root.dir = "rtl";
    }
  } catch {
    // Storage is blocked: the system's theme and English are shown.
  }
})();
