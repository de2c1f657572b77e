// Figures are found as one types: characters, pinyin, initials or a code, without asking the server.
const MOST = 12;

// As the server folds what is found: letters and digits alone, of one width and case.
function folded(text: string): string {
  return text.normalize("NFKC").toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
}

export function findOnThePage(): void {
  const form = document.querySelector<HTMLFormElement>("form[data-find-in]");
  const list = document.getElementById(form?.dataset["findIn"] ?? "");
  const field = form?.querySelector<HTMLInputElement>('input[type="search"]');
  const said = form?.querySelector<HTMLElement>("[data-found]");
  if (!form || !list || !field || !said) return;
  const lines = [...list.querySelectorAll<HTMLElement>("[data-find]")];
  const rows = [...document.querySelectorAll<HTMLElement>("table.figures tr.figure-row")];
  const addresses = new Map(lines.map((line) => [codeOf(line), line]));

  function find(): void {
    const words = field!.value.split(/\s+/).map(folded).filter(Boolean);
    const holds = (line: HTMLElement | undefined): boolean =>
      words.every((word) => line?.dataset["find"]?.includes(word));
    let shown = 0;
    for (const line of lines) {
      const isFound = words.length > 0 && holds(line) && ++shown <= MOST;
      line.hidden = !isFound;
    }
    list!.hidden = shown === 0 || rows.length > 0;
    // A table on the page shows the rows themselves.
    for (const row of rows) row.hidden = words.length > 0 && !holds(addresses.get(row.dataset["code"] ?? ""));
    for (const body of document.querySelectorAll<HTMLElement>("table.figures tbody")) {
      body.hidden = !body.querySelector("tr.figure-row:not([hidden])");
    }
    if (rows.length && words.length && !rows.some((row) => !row.hidden)) list!.hidden = shown === 0;
    said!.textContent = words.length && shown === 0 ? (said!.dataset["none"] ?? "") : "";
  }

  field.addEventListener("input", (event) => {
    if (!(event as InputEvent).isComposing) find();
  });
  field.addEventListener("compositionend", find);
  form.addEventListener("submit", (event) => {
    const first = lines.find((line) => !line.hidden)?.querySelector<HTMLAnchorElement>("a");
    if (!first || !field!.value) return;
    event.preventDefault();
    first.click();
  });
  if (field.value) find();
}

function codeOf(line: HTMLElement): string {
  return line.querySelector<HTMLAnchorElement>("a")?.pathname.split("/").filter(Boolean).pop() ?? "";
}
