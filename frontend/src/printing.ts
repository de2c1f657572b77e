// Buttons that print the page; without scripts the browser's own menu does.
export function printPages(): void {
  document.addEventListener("click", (event) => {
    if ((event.target as Element).closest("[data-print]")) window.print();
  });
}
