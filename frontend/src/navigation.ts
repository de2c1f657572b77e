// The navigation folds to its icons; the browser remembers it.
const KEY = "navigation";
const NARROW = "nav-narrow";

export function foldNavigation(): void {
  const root = document.documentElement;
  root.classList.toggle(NARROW, localStorage.getItem(KEY) === "narrow");
  document.addEventListener("click", (event) => {
    const button = (event.target as Element).closest<HTMLElement>("[data-fold]");
    if (!button) return;
    const narrow = root.classList.toggle(NARROW);
    localStorage.setItem(KEY, narrow ? "narrow" : "wide");
    button.setAttribute("aria-expanded", String(!narrow));
  });
}
