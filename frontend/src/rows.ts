// A click anywhere on a row opens it; the link in it serves screen readers, j, k and Enter the keyboard.
const ROWS = "tr.figure-row, .register tbody tr";

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

const STEPS: Record<string, number> = { j: 1, ArrowDown: 1, k: -1, ArrowUp: -1 };

// j and k walk from row to row by the rows' own links, so that Enter opens as it always does; so do
// the arrows once the walk has begun: before, they scroll.
function walk(event: KeyboardEvent): void {
  const step = STEPS[event.key];
  if (!step) return;
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if ((event.target as Element).closest("input, textarea, select, dialog, [contenteditable]")) return;
  const links = [...document.querySelectorAll<HTMLAnchorElement>(".register tbody th a")];
  if (!links.length) return;
  const here = links.findIndex((link) => link === document.activeElement);
  if (here < 0 && event.key.startsWith("Arrow")) return;
  const next = Math.max(0, Math.min(here + step, links.length - 1));
  links[next]?.focus();
  links[next]?.scrollIntoView({ block: "nearest" });
  event.preventDefault();
}
