// Runs before the first paint, so that a chosen theme, text size or language does not flash the default first.
(() => {
  const root = document.documentElement;
  try {
    const chosen = JSON.parse(localStorage.getItem("mueen.preferences")) ?? {};
    if (chosen.theme) root.dataset.theme = chosen.theme;
    if (chosen.size) root.dataset.size = chosen.size;
    if (chosen.language === "en") Object.assign(root, { lang: "en", dir: "ltr" });
  } catch {
    // Storage is blocked or damaged: the page's defaults stand.
  }
})();
