// Grids of rows below a record: rows are added, pasted as a block from a spreadsheet, taken away.
export function fillGrids(): void {
  for (const grid of document.querySelectorAll<HTMLElement>("[data-grid]")) prepare(grid);
  document.addEventListener("click", act);
  document.addEventListener("change", strike);
  document.addEventListener("keydown", addByTab);
  document.addEventListener("paste", pasteBlock);
}

const spares = new Map<HTMLElement, HTMLTableRowElement>();

// The blank row that the page came with is kept as the pattern of all new ones; an answer's grid comes with several,
// which stay.
function prepare(grid: HTMLElement): void {
  if ("takesMore" in grid.dataset) {
    const last = rowsOf(grid).slice(-1)[0];
    if (last) spares.set(grid, last.cloneNode(true) as HTMLTableRowElement);
    return;
  }
  const spare = rowsOf(grid).find((row) => row.querySelector('[name*=".n0."]'));
  if (!spare) return;
  spares.set(grid, spare.cloneNode(true) as HTMLTableRowElement);
  spare.remove();
  foldWhereEmpty(grid);
}

function rowsOf(grid: HTMLElement): HTMLTableRowElement[] {
  return [...grid.querySelectorAll<HTMLTableRowElement>("tr[data-row]")];
}

function foldWhereEmpty(grid: HTMLElement): void {
  grid.classList.toggle("no-rows", rowsOf(grid).length === 0);
}

function addRow(grid: HTMLElement): HTMLTableRowElement | null {
  const spare = spares.get(grid);
  if (!spare) return null;
  const number = Number(grid.dataset["next"] ?? "1");
  grid.dataset["next"] = String(number + 1);
  const row = spare.cloneNode(true) as HTMLTableRowElement;
  for (const each of row.querySelectorAll<HTMLElement>("*")) {
    for (const name of ["id", "name", "aria-describedby", "data-unit-of", "data-into"]) {
      const value = each.getAttribute(name);
      if (value) each.setAttribute(name, numbered(value, number));
    }
  }
  const place = row.querySelector("td.narrow");
  if ("takesMore" in grid.dataset && place) place.textContent = String(rowsOf(grid).length + firstNumber(grid));
  grid.querySelector("tbody")?.append(row);
  row.dispatchEvent(new Event("rows-changed", { bubbles: true }));
  foldWhereEmpty(grid);
  return row;
}

// Names of the fields of a new row: `.n0.` and `-n0-` in a record's form, `|new7|` in an answer's grid.
function numbered(name: string, number: number): string {
  return name
    .replace(".n0.", `.n${number}.`)
    .replace("-n0-", `-n${number}-`)
    .replace(/\|new\d+\|/, `|new${FIRST_OF_PAGE + number}|`);
}

// Beyond the blank rows that any page comes with.
const FIRST_OF_PAGE = 1000;

function firstNumber(grid: HTMLElement): number {
  return Number(rowsOf(grid)[0]?.querySelector("td.narrow")?.textContent ?? "1");
}

function cells(row: HTMLTableRowElement): HTMLElement[] {
  return [...row.querySelectorAll<HTMLElement>("td[data-label]")];
}

function control(cell: Element | undefined): HTMLInputElement | HTMLSelectElement | null {
  return cell?.querySelector("input:not([type=hidden]), select, textarea") ?? null;
}

function act(event: Event): void {
  const target = event.target as Element;
  const grid = target.closest<HTMLElement>("[data-grid]");
  if (!grid) return;
  if (target.closest("[data-add-row]")) {
    const row = addRow(grid);
    if (row) control(cells(row)[0])?.focus();
  } else if (target.closest("[data-remove-row]")) {
    const row = target.closest("tr");
    const beside = (row?.nextElementSibling ?? row?.previousElementSibling)?.querySelector<HTMLElement>(
      "input:not([type=hidden]), select, button",
    );
    row?.remove();
    foldWhereEmpty(grid);
    (beside ?? grid.querySelector<HTMLElement>("[data-add-row]"))?.focus();
    grid.dispatchEvent(new Event("input", { bubbles: true }));
  }
}

// A row that goes is struck out until it is saved.
function strike(event: Event): void {
  const box = event.target as HTMLInputElement;
  if (box.matches("input[data-gone]")) box.closest("tr")?.toggleAttribute("data-gone", box.checked);
}

// Tab in the last cell of the last row begins another one.
function addByTab(event: KeyboardEvent): void {
  if (event.key !== "Tab" || event.shiftKey || event.isComposing) return;
  const target = event.target as HTMLElement;
  const row = target.closest<HTMLTableRowElement>("tr[data-row]");
  const grid = target.closest<HTMLElement>("[data-grid]");
  if (!row || !grid || rowsOf(grid).slice(-1)[0] !== row) return;
  const last = cells(row).map(control).filter(Boolean).slice(-1)[0];
  const isBlank = cells(row).every((cell) => !control(cell)?.value);
  if (target !== last || isBlank) return;
  const next = addRow(grid);
  if (!next) return;
  event.preventDefault();
  control(cells(next)[0])?.focus();
}

// A block of a spreadsheet goes into the cells from the one it is pasted into, right and down.
function pasteBlock(event: ClipboardEvent): void {
  const target = event.target as HTMLElement;
  const grid = target.closest<HTMLElement>("[data-grid]");
  const row = target.closest<HTMLTableRowElement>("tr[data-row]");
  const cell = target.closest<HTMLElement>("td[data-label]");
  const text = event.clipboardData?.getData("text/plain") ?? "";
  if (!grid || !row || !cell || !/[\t\n]/.test(text.trim())) return;
  event.preventDefault();
  const first = cells(row).indexOf(cell);
  let at: HTMLTableRowElement | null = row;
  const lines = linesOf(text);
  for (const [number, line] of lines.entries()) {
    at ??= addRow(grid);
    if (!at) {
      tell(grid, lines.length - number);
      break;
    }
    const places = cells(at);
    line.forEach((value, column) => put(control(places[first + column]), value));
    at = at.nextElementSibling as HTMLTableRowElement | null;
  }
  grid.dispatchEvent(new Event("input", { bubbles: true }));
}

// Rows of a block for which there is no place are told, not dropped in silence.
function tell(grid: HTMLElement, rows: number): void {
  const words = grid.dataset["tooLong"];
  if (!words) return;
  const told = grid.querySelector("[data-not-pasted]") ?? document.createElement("p");
  told.className = "fault";
  told.setAttribute("role", "alert");
  told.setAttribute("data-not-pasted", "");
  told.textContent = words.replace("{n}", String(rows));
  grid.append(told);
}

// What spreadsheets copy: tabs between cells, line ends between rows, quotes around cells with either.
function linesOf(text: string): string[][] {
  const lines: string[][] = [[]];
  const pattern = /"((?:[^"]|"")*)"(?=[\t\n]|$)|([^\t\n]*)/y;
  const clean = text.replace(/\r\n?/g, "\n").replace(/\n+$/, "");
  let at = 0;
  while (at <= clean.length) {
    pattern.lastIndex = at;
    const found = pattern.exec(clean);
    if (!found) break;
    const quoted = found[1];
    lines[lines.length - 1]!.push((quoted === undefined ? (found[2] ?? "") : quoted.replace(/""/g, '"')).trim());
    at += found[0].length;
    if (at >= clean.length) break;
    if (clean[at] === "\n") lines.push([]);
    at += 1;
  }
  return lines;
}

// What a field cannot hold is put in as it is: the server says what is wrong with it.
function put(field: HTMLInputElement | HTMLSelectElement | null, value: string): void {
  if (!field) return;
  if (field instanceof HTMLSelectElement) {
    const options = [...field.options];
    const meant = options.find((each) => [each.value, each.text.trim()].includes(value));
    if (!meant && value) field.append(new Option(value, value));
    field.value = meant ? meant.value : value;
  } else field.value = value;
  field.dispatchEvent(new Event("change", { bubbles: true }));
}
