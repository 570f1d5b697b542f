// The page to ask on: YASGUI on our own endpoint, the questions beside it, and IRIs of the graph that lead to their pages.
"use strict";
(() => {
  const settings = JSON.parse(document.getElementById("settings").textContent);
  const endpoint = new URL("/sparql", location.href).href;
  Yasgui.Yasqe.defaults.autocompleters = []; // they ask servers elsewhere
  Yasgui.Yasqe.defaults.value = "SELECT ?what ?day WHERE {\n  ?event a kg:Event ; rdfs:label ?what ; sem:hasTimeStamp ?day .\n} ORDER BY ?day LIMIT 100";
  const yasgui = new Yasgui(document.getElementById("yasgui"), {
    persistenceId: "kabar",
    copyEndpointOnNewTab: true,
    requestConfig: { endpoint },
    yasr: { prefixes: { "": settings.base, kg: "https://w3id.org/kabar/ontology#" } }, // how IRIs are shown
    endpointCatalogueOptions: { getData: () => [{ endpoint }] },
  });
  const here = new URLSearchParams(location.search).get("query");
  if (here) yasgui.getTab().setQuery(here);

  const cut = document.getElementById("cut");
  const heard = new WeakSet(); // editors whose answers are looked at
  const look = (...told) => {
    const answer = told.find((each) => each && each.headers && each.headers.get);
    const shown = answer && answer.headers.get("Kabar-Cut");
    cut.hidden = !shown;
    cut.querySelector("b").textContent = shown || "";
  };
  yasgui.on("query", (_, tab) => {
    const editor = tab.getYasqe();
    if (!heard.has(editor)) editor.on("queryResponse", look);
    heard.add(editor);
  });

  for (const button of document.querySelectorAll("[data-question]")) {
    button.addEventListener("click", () => {
      const tab = yasgui.getTab();
      tab.setEndpoint(endpoint);
      tab.setQuery(settings.queries[button.dataset.question]);
      tab.query().catch(() => {}); // what went wrong is shown below the query
    });
  }
  document.getElementById("yasgui").addEventListener("click", (event) => {
    const link = event.target.closest("a[href]");
    const href = link && link.getAttribute("href");
    if (href && href.startsWith(settings.base)) {
      event.preventDefault();
      event.stopPropagation();
      window.open("/id/" + href.slice(settings.base.length), "_blank", "noopener");
    }
  }, true);
})();
