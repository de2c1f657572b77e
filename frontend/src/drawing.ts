// Pages with charts load what draws them; all others do not.
export function drawWhereAsked(): void {
  look(document);
  document.addEventListener("htmx:afterSettle", () => look(document));
}

function look(root: ParentNode): void {
  if (!root.querySelector("[data-chart]:not([data-drawn])")) return;
  void import("./charts/index").then(({ drawCharts }) => drawCharts(root));
}
