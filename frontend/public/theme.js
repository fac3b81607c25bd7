// Runs before the first paint, in a file of its own so that a content security policy can forbid inline scripts.
(function () {
  var choice = null;
  try {
    choice = localStorage.getItem('storeweaver.theme');
  } catch (e) {
    // Storage may be forbidden; the system's preference counts then.
  }
  var dark = choice === 'dark' || (choice !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.dataset.theme = dark ? 'dark' : 'light';
})();
