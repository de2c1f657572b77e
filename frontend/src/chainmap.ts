// The maps of a chain: what hangs together lights up, a segment opens beside it, and it grows.
import htmx from "htmx.org";

type Side = "from" | "to";

const STEP = 1.2;
const LEAST = 0.4;
const MOST = 3;

class ChainMap {
  private readonly nodes: SVGAElement[];
  private readonly edges: SVGGElement[];
  private readonly width: number;
  private readonly height: number;

  constructor(
    private readonly view: HTMLElement,
    private readonly svg: SVGSVGElement,
  ) {
    this.nodes = [...svg.querySelectorAll<SVGAElement>("a.map-node")];
    this.edges = [...svg.querySelectorAll<SVGGElement>("g.edge")];
    this.width = svg.viewBox.baseVal.width;
    this.height = svg.viewBox.baseVal.height;
    for (const kind of ["mouseover", "focusin"]) svg.addEventListener(kind, (event) => this.light(nodeOf(event.target)));
    for (const kind of ["mouseleave", "focusout"]) svg.addEventListener(kind, () => this.light(null));
    svg.addEventListener("click", (event) => this.open(event));
    view.addEventListener("keydown", (event) => !event.defaultPrevented && this.onKey(event));
    view.addEventListener("wheel", (event) => this.onWheel(event), { passive: false });
    this.fit();
  }

  // Everything upstream and downstream by essential links, and what the node is linked to directly.
  private light(node: SVGAElement | null): void {
    this.svg.classList.toggle("lit", node !== null);
    for (const each of [...this.nodes, ...this.edges]) each.classList.remove("on");
    if (!node) return;
    const code = codeOf(node);
    const reached = new Set([code, ...this.walk(code, "from", "to"), ...this.walk(code, "to", "from")]);
    for (const edge of this.edges) {
      const from = edge.dataset["from"] ?? "";
      const to = edge.dataset["to"] ?? "";
      const isOfPath = edge.classList.contains("essential") && reached.has(from) && reached.has(to);
      if (!isOfPath && from !== code && to !== code) continue;
      edge.classList.add("on");
      reached.add(from === code ? to : from === "" ? code : from);
    }
    for (const each of this.nodes) each.classList.toggle("on", reached.has(codeOf(each)));
  }

  private walk(start: string, at: Side, next: Side): Set<string> {
    const found = new Set<string>();
    const waiting = [start];
    for (let code = waiting.pop(); code !== undefined; code = waiting.pop()) {
      for (const edge of this.edges) {
        const other = edge.dataset[next] ?? "";
        if (!edge.classList.contains("essential") || edge.dataset[at] !== code || found.has(other)) continue;
        found.add(other);
        waiting.push(other);
      }
    }
    return found;
  }

  private open(event: MouseEvent): void {
    const node = nodeOf(event.target);
    // Where a chain is edited, its segment opens as a page of its own.
    if ("mapEdit" in this.view.dataset) return;
    if (!node || event.ctrlKey || event.metaKey || event.shiftKey) return;
    // Beside the map opens what has a place there; all else is a page of its own.
    if (!new URL(node.href.baseVal, location.href).searchParams.has("segment")) return;
    event.preventDefault();
    void this.show(node.href.baseVal, codeOf(node));
  }

  async show(address: string, code: string): Promise<void> {
    await htmx.ajax("get", address, { target: "#segment", swap: "outerHTML" });
    history.pushState({ htmx: true }, "", address);
    this.mark(code);
    document.querySelector<HTMLElement>("#segment-title")?.focus();
  }

  mark(code: string): void {
    this.view.closest(".map-frame")?.classList.toggle("opened", code !== "");
    for (const node of this.nodes) {
      const isOpen = codeOf(node) === code;
      node.classList.toggle("open", isOpen);
      if (isOpen) this.bring(node);
    }
  }

  close(): void {
    const panel = document.getElementById("segment");
    if (!panel || panel.hidden) return;
    const code = panel.dataset["code"] ?? "";
    const link = panel.querySelector<HTMLAnchorElement>("a.close");
    panel.hidden = true;
    panel.replaceChildren();
    if (link) history.pushState({ htmx: true }, "", link.href);
    this.mark("");
    this.nodes.find((node) => codeOf(node) === code)?.focus();
  }

  // Dims what is not found; the first that is found comes into view.
  find(text: string): string {
    const words = text.trim().toLowerCase();
    let found = 0;
    for (const node of this.nodes) {
      const isFound = words !== "" && (node.dataset["find"] ?? "").toLowerCase().includes(words);
      node.classList.toggle("found", isFound);
      if (isFound && ++found === 1) this.bring(node);
    }
    this.svg.classList.toggle("finding", words !== "");
    return words === "" ? "" : String(found);
  }

  first(): SVGAElement | undefined {
    return this.nodes.find((node) => node.classList.contains("found"));
  }

  zoom(way: string): void {
    if (way === "fit") this.fit();
    else this.scale(this.now() * (way === "in" ? STEP : 1 / STEP));
  }

  private now(): number {
    return (this.svg.width.baseVal.value || this.width) / this.width;
  }

  // Never smaller than can be read: then it is moved instead.
  private fit(): void {
    this.scale(Math.max(0.9, Math.min(1.35, (this.view.clientWidth - 2) / this.width)));
  }

  private scale(wish: number): void {
    const factor = Math.max(LEAST, Math.min(MOST, wish));
    this.svg.setAttribute("width", String(Math.round(this.width * factor)));
    this.svg.setAttribute("height", String(Math.round(this.height * factor)));
  }

  private bring(node: SVGAElement): void {
    node.scrollIntoView({ block: "nearest", inline: "nearest" });
  }

  private onWheel(event: WheelEvent): void {
    if (!event.ctrlKey) return;
    event.preventDefault();
    this.zoom(event.deltaY < 0 ? "in" : "out");
  }

  private onKey(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "+" || event.key === "=") this.zoom("in");
    else if (event.key === "-") this.zoom("out");
    else if (event.key === "0") this.fit();
    else if (event.key.startsWith("Arrow")) this.step(event.key);
    else return;
    event.preventDefault();
  }

  // To the nearest node in that direction; what lies aside of the way counts as further.
  private step(key: string): void {
    const from = this.nodes.find((node) => node === document.activeElement);
    if (!from) {
      this.nodes[0]?.focus();
      return;
    }
    const here = middle(from);
    const ahead = (node: SVGAElement): number => {
      const dx = middle(node).x - here.x;
      const dy = middle(node).y - here.y;
      const along = { ArrowRight: dx, ArrowLeft: -dx, ArrowDown: dy, ArrowUp: -dy }[key] ?? 0;
      const aside = key === "ArrowLeft" || key === "ArrowRight" ? Math.abs(dy) : Math.abs(dx);
      return along > 4 ? along + aside * 3 : Infinity;
    };
    const next = this.nodes.reduce((best, node) => (ahead(node) < ahead(best) ? node : best), from);
    if (next !== from) next.focus();
  }
}

export function nodeOf(target: EventTarget | null): SVGAElement | null {
  return target instanceof Element ? target.closest<SVGAElement>("a.map-node") : null;
}

export function codeOf(node: SVGAElement): string {
  return node.dataset["code"] ?? "";
}

function middle(node: SVGAElement): { x: number; y: number } {
  const box = node.getBBox();
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

// Which links are shown is chosen without asking the server; pictures are taken as they are shown.
function chooseLinks(view: HTMLElement, field: HTMLSelectElement): void {
  view.dataset["shown"] = field.value;
  for (const link of document.querySelectorAll<HTMLAnchorElement>(".map-downloads a")) {
    const address = new URL(link.href);
    address.searchParams.set("links", field.value);
    link.href = address.href;
  }
}

function actOnTools(map: ChainMap, view: HTMLElement, tools: HTMLFormElement): void {
  tools.addEventListener("change", (event) => {
    const field = event.target;
    if (field instanceof HTMLSelectElement) chooseLinks(view, field);
    else if (field instanceof HTMLInputElement && field.name === "firms") tools.requestSubmit();
  });
  for (const button of tools.querySelectorAll<HTMLElement>("[data-zoom]")) {
    button.addEventListener("click", () => map.zoom(button.dataset["zoom"] ?? ""));
  }
  const field = tools.querySelector<HTMLInputElement>("[data-map-find]");
  const said = document.querySelector<HTMLElement>("[data-map-said]");
  field?.addEventListener("input", () => {
    const count = map.find(field.value);
    if (said) said.textContent = count;
  });
  field?.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing) return;
    event.preventDefault();
    map.first()?.focus();
  });
}

export function showChainMaps(): void {
  const view = document.querySelector<HTMLElement>("[data-map-view]");
  const svg = view?.querySelector<SVGSVGElement>("svg[data-map]");
  if (!view || !svg) return;
  const map = new ChainMap(view, svg);
  const tools = document.querySelector<HTMLFormElement>("[data-map-tools]");
  if (tools) actOnTools(map, view, tools);
  // On a phone the list comes first to hand; the drawing is there to be moved.
  const table = document.querySelector<HTMLDetailsElement>("#map-table");
  if (table && window.innerWidth < 700) table.open = true;
  const open = document.getElementById("segment")?.dataset["code"];
  if (open) map.mark(open);
  document.addEventListener("click", (event) => {
    if (!(event.target as Element).closest("[data-close-segment]")) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    map.close();
  }, true);
  document.addEventListener("keydown", (event) => {
    const receipt = document.getElementById("receipt");
    if (event.key === "Escape" && (!receipt || receipt.hidden)) map.close();
  });
}
