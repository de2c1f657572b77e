// The graph in which a chain is edited: a segment goes to another stream, or becomes a supplier.
import { codeOf, nodeOf } from "./chainmap";
import { filled, sendMove } from "./chaintree";

interface Carried {
  node: SVGAElement;
  how: "drag" | "move" | "link";
  x: number;
  y: number;
  zone: SVGGElement | null;
  buyer: SVGAElement | null;
}

// How far the pointer goes before a click becomes a drag, in pixels.
const AWAY = 6;

class ChainGraph {
  private readonly zones: SVGGElement[];
  private readonly said: HTMLElement | null;
  private carried: Carried | null = null;
  private pressed: { node: SVGAElement; x: number; y: number } | null = null;

  constructor(
    private readonly view: HTMLElement,
    private readonly svg: SVGSVGElement,
    private readonly form: HTMLFormElement,
  ) {
    this.zones = [...svg.querySelectorAll<SVGGElement>("g.zone")];
    this.said = document.querySelector("[data-edit-said]");
    svg.addEventListener("dragstart", (event) => event.preventDefault());
    svg.addEventListener("pointerdown", (event) => this.onDown(event));
    window.addEventListener("pointermove", (event) => this.onMove(event));
    window.addEventListener("pointerup", () => this.onUp());
    window.addEventListener("pointercancel", () => this.letGo());
    view.addEventListener("keydown", (event) => this.onKey(event), true);
  }

  private onDown(event: PointerEvent): void {
    const node = nodeOf(event.target);
    if (!node || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey) return;
    this.letGo();
    this.pressed = { node, x: event.clientX, y: event.clientY };
  }

  private onMove(event: PointerEvent): void {
    const from = this.pressed;
    if (!from) return;
    if (!this.carried) {
      if (Math.hypot(event.clientX - from.x, event.clientY - from.y) < AWAY) return;
      this.take(from.node, "drag");
    }
    const scale = this.svg.getScreenCTM()?.a ?? 1;
    from.node.setAttribute("transform", `translate(${(event.clientX - from.x) / scale} ${(event.clientY - from.y) / scale})`);
    const below = document.elementFromPoint(event.clientX, event.clientY);
    const buyer = nodeOf(below);
    this.aim(buyer ? null : (below?.closest<SVGGElement>("g.zone") ?? null), buyer);
  }

  private onUp(): void {
    const wasDragged = this.carried?.how === "drag";
    this.pressed = null;
    if (!wasDragged) return;
    // The click that ends a drag opens nothing.
    window.addEventListener("click", stop, { capture: true, once: true });
    setTimeout(() => window.removeEventListener("click", stop, { capture: true }));
    this.drop();
  }

  private take(node: SVGAElement, how: Carried["how"]): void {
    this.carried = { node, how, x: 0, y: 0, zone: null, buyer: null };
    this.svg.classList.add("carrying");
    node.classList.add("carried");
  }

  private aim(zone: SVGGElement | null, buyer: SVGAElement | null): void {
    const carried = this.carried;
    if (!carried || (carried.zone === zone && carried.buyer === buyer)) return;
    carried.zone?.classList.remove("aimed");
    carried.buyer?.classList.remove("aimed");
    carried.zone = zone;
    carried.buyer = buyer === carried.node ? null : buyer;
    carried.zone?.classList.add("aimed");
    carried.buyer?.classList.add("aimed");
    if (carried.buyer) this.say("supplies", { buyer: nameOf(carried.buyer) });
    else if (zone) this.say("to", { stream: streamName(zone) });
    else this.say("free");
  }

  private drop(): void {
    const carried = this.carried;
    if (!carried) return;
    const { node, zone, buyer } = carried;
    const code = codeOf(node);
    if (buyer) {
      const address = new URL(buyer.href.baseVal, location.href);
      address.searchParams.set("supplier", code);
      address.hash = "new-link";
      this.clear();
      location.assign(address);
    } else if (zone && zone !== this.home(node)) {
      this.clear(false);
      sendMove(this.form, code, node.dataset["version"], zone.dataset["stream"]);
    } else this.letGo();
  }

  private letGo(): void {
    this.pressed = null;
    if (!this.carried) return;
    this.say("free");
    this.clear();
  }

  // A segment that is sent stays where it was dropped until the answer is there.
  private clear(putBack = true): void {
    const carried = this.carried;
    if (!carried) return;
    this.carried = null;
    this.svg.classList.remove("carrying");
    carried.node.classList.remove("carried");
    if (putBack) carried.node.removeAttribute("transform");
    for (const each of [carried.zone, carried.buyer]) each?.classList.remove("aimed");
  }

  private home(node: SVGAElement): SVGGElement | undefined {
    return this.zones.find((zone) => zone.dataset["stream"] === node.dataset["stream"]);
  }

  private onKey(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const node = nodeOf(document.activeElement);
    const key = event.key.toLowerCase();
    if (!this.carried && node && (key === "m" || key === "l")) {
      this.take(node, key === "m" ? "move" : "link");
      if (key === "m") {
        this.aim(this.home(node) ?? null, null);
        this.say("held");
      } else this.say("links");
    } else if (this.carried && key === "escape") this.letGo();
    else if (this.carried?.how === "move" && key.startsWith("arrow")) this.turn(key);
    else if (this.carried && key === "enter") {
      if (this.carried.how === "link") this.aim(null, node);
      this.drop();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  }

  private turn(key: string): void {
    const at = this.carried?.zone ? this.zones.indexOf(this.carried.zone) : 0;
    const step = key === "arrowright" || key === "arrowdown" ? 1 : -1;
    this.aim(this.zones[(at + step + this.zones.length) % this.zones.length] ?? null, null);
  }

  private say(what: string, facts: Record<string, string> = {}): void {
    if (!this.said || !this.carried) return;
    this.said.textContent = filled(this.view.dataset[what] ?? "", { name: nameOf(this.carried.node), ...facts });
  }
}

function stop(event: Event): void {
  event.preventDefault();
  event.stopPropagation();
}

function nameOf(node: SVGAElement): string {
  return [...node.querySelectorAll(".cm-name")].map((line) => line.textContent ?? "").join("");
}

function streamName(zone: SVGGElement): string {
  return zone.dataset["name"] ?? "";
}

export function editChainGraphs(): void {
  const view = document.querySelector<HTMLElement>("[data-map-edit]");
  const svg = view?.querySelector<SVGSVGElement>("svg[data-map]");
  const form = document.querySelector<HTMLFormElement>("[data-move-form]");
  if (view && svg && form) new ChainGraph(view, svg, form);
}
