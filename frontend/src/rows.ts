// A click anywhere on a row opens it; the link in it serves screen readers, j, k and Enter the keyboard.
const ROWS = "tr.entry, .register tbody tr";

export function openRows(): void {
  document.addEventListener("click", (event) => {
    const target = event.target as Element;
    if (target.closest("a, button, input, select, summary, label")) return;
    if (document.getSelection()?.toString()) return;
    // A figure opens its receipt over the page; only a row without one leads to another page.
    const row = target.closest(ROWS);
    const link = row?.querySelector<HTMLAnchorElement>("a.figure") ?? row?.querySelector("th a");
    (link as HTMLAnchorElement | null | undefined)?.click();
  });
  document.addEventListener("keydown", walk);
}

// j and k walk from row to row by the rows' own links, so that Enter opens as it always does.
function walk(event: KeyboardEvent): void {
  if (event.key !== "j" && event.key !== "k") return;
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if ((event.target as Element).closest("input, textarea, select, dialog, [contenteditable]")) return;
  const links = [...document.querySelectorAll<HTMLAnchorElement>(".register tbody th a")];
  if (!links.length) return;
  const here = links.findIndex((link) => link === document.activeElement);
  const next = event.key === "j" ? Math.min(here + 1, links.length - 1) : Math.max(here - 1, 0);
  links[next]?.focus();
  links[next]?.scrollIntoView({ block: "nearest" });
  event.preventDefault();
}
