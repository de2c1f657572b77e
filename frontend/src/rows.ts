// A click anywhere on a row opens its receipt; the link in it serves keyboards and screen readers.
export function openRows(): void {
  document.addEventListener("click", (event) => {
    const target = event.target as Element;
    if (target.closest("a, button, input, select, summary")) return;
    if (document.getSelection()?.toString()) return;
    target.closest("tr.entry")?.querySelector<HTMLAnchorElement>("a.figure")?.click();
  });
}
