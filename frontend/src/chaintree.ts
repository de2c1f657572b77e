// The tree in which a chain is edited: a segment is dragged by its handle, or carried by keys.

interface Held {
  item: HTMLElement;
  list: HTMLElement;
  next: Element | null;
}

class ChainTree {
  private held: Held | null = null;
  private placing = false;
  private readonly lists: HTMLElement[];
  private readonly said: HTMLElement | null;

  constructor(
    private readonly tree: HTMLElement,
    private readonly form: HTMLFormElement,
  ) {
    this.lists = [...tree.querySelectorAll<HTMLElement>("ul.tree")];
    this.said = tree.querySelector("[data-tree-said]");
    for (const grip of tree.querySelectorAll<HTMLElement>(".grip")) {
      grip.addEventListener("pointerdown", (event) => this.onDown(grip, event));
      grip.addEventListener("keydown", (event) => this.onKey(grip, event));
      // An item that is put elsewhere loses the focus for a moment; only who goes away lets go.
      grip.addEventListener("blur", () => !this.placing && !this.isDragged() && this.putBack());
    }
    // Of the window, for an item that is put elsewhere keeps no pointer.
    window.addEventListener("pointermove", (event) => this.onMove(event));
    window.addEventListener("pointerup", () => this.isDragged() && this.drop());
    window.addEventListener("pointercancel", () => this.putBack());
  }

  private hold(grip: HTMLElement): void {
    const item = grip.closest<HTMLElement>("li");
    const list = item?.closest<HTMLElement>("ul.tree");
    if (!item || !list) return;
    this.held = { item, list, next: item.nextElementSibling };
    item.classList.add("held");
    grip.setAttribute("aria-pressed", "true");
  }

  private onDown(grip: HTMLElement, event: PointerEvent): void {
    if (event.button !== 0) return;
    event.preventDefault();
    grip.focus({ preventScroll: true });
    if (this.held) this.putBack();
    this.hold(grip);
    this.held?.item.classList.add("dragged");
  }

  private isDragged(): boolean {
    return this.held?.item.classList.contains("dragged") ?? false;
  }

  private onMove(event: PointerEvent): void {
    if (!this.isDragged()) return;
    if (event.clientY < 80) window.scrollBy(0, -16);
    else if (event.clientY > window.innerHeight - 60) window.scrollBy(0, 16);
    const list = this.nearest(event.clientY);
    const before = segmentsOf(list)
      .filter((item) => item !== this.held?.item)
      .find((item) => event.clientY < middleOf(item));
    this.place(list, before ?? null);
  }

  // The list that the pointer is in, with the room above it where its name stands.
  private nearest(y: number): HTMLElement {
    const below = this.lists.filter((list) => {
      const head = list.previousElementSibling ?? list;
      return head.getBoundingClientRect().top <= y;
    });
    return below[below.length - 1] ?? (this.lists[0] as HTMLElement);
  }

  private place(list: HTMLElement, before: Element | null): void {
    const item = this.held?.item;
    if (!item || before === item) return;
    const left = item.closest<HTMLElement>("ul.tree");
    const end = list.querySelector(":scope > li.none");
    const next = before ?? end;
    if (item.parentElement === list && item.nextElementSibling === next) return;
    this.placing = true;
    list.insertBefore(item, next);
    this.placing = false;
    for (const each of new Set([left, list])) {
      const none = each?.querySelector<HTMLElement>(":scope > li.none");
      if (each && none) none.hidden = segmentsOf(each).length > 0;
    }
    this.say("at");
  }

  private onKey(grip: HTMLElement, event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      if (this.held) this.drop();
      else {
        this.hold(grip);
        this.say("held");
      }
    } else if (this.held && event.key === "Escape") {
      event.preventDefault();
      event.stopPropagation();
      this.putBack();
      grip.focus();
    } else if (this.held && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
      event.preventDefault();
      this.step(event.key === "ArrowDown");
      grip.focus();
      grip.scrollIntoView({ block: "nearest" });
    }
  }

  // One place on; at the end of a stream, into the next one.
  private step(down: boolean): void {
    const item = this.held?.item;
    const list = item?.closest<HTMLElement>("ul.tree");
    if (!item || !list) return;
    const own = segmentsOf(list);
    const at = own.indexOf(item);
    if (down ? at < own.length - 1 : at > 0) {
      this.place(list, down ? (own[at + 2] ?? null) : (own[at - 1] ?? null));
      return;
    }
    const next = this.lists[this.lists.indexOf(list) + (down ? 1 : -1)];
    if (next) this.place(next, down ? (segmentsOf(next)[0] ?? null) : null);
  }

  private drop(): void {
    const held = this.held;
    if (!held) return;
    const { item } = held;
    const list = item.closest<HTMLElement>("ul.tree");
    if (list === held.list && item.nextElementSibling === held.next) {
      this.putBack();
      return;
    }
    const next = item.nextElementSibling as HTMLElement | null;
    this.held = null;
    item.classList.remove("dragged");
    sendMove(this.form, item.dataset["code"], item.dataset["version"], `${list?.dataset["stream"]}:${next?.dataset["code"] ?? ""}`);
  }

  private putBack(): void {
    const held = this.held;
    if (!held) return;
    this.place(held.list, held.next);
    this.say("back");
    held.item.classList.remove("held", "dragged");
    held.item.querySelector(".grip")?.setAttribute("aria-pressed", "false");
    this.held = null;
  }

  private say(what: "held" | "at" | "back"): void {
    const item = this.held?.item;
    const list = item?.closest<HTMLElement>("ul.tree");
    if (!item || !list || !this.said) return;
    const own = segmentsOf(list);
    this.said.textContent = filled(this.tree.dataset[what] ?? "", {
      name: item.dataset["name"] ?? "",
      stream: list.dataset["name"] ?? "",
      place: String(own.indexOf(item) + 1),
      count: String(own.length),
    });
  }
}

function segmentsOf(list: HTMLElement): HTMLElement[] {
  return [...list.querySelectorAll<HTMLElement>(":scope > li[data-code]")];
}

function middleOf(item: HTMLElement): number {
  const box = item.getBoundingClientRect();
  return box.top + box.height / 2;
}

export function filled(words: string, facts: Record<string, string>): string {
  return words.replace(/\{(\w+)\}/g, (whole, name: string) => facts[name] ?? whole);
}

export function sendMove(form: HTMLFormElement, segment = "", version = "", place = ""): void {
  for (const [name, value] of Object.entries({ segment, version, place })) {
    const field = form.elements.namedItem(name);
    if (field instanceof HTMLInputElement) field.value = value;
  }
  form.requestSubmit();
}

export function editChainTrees(): void {
  const tree = document.querySelector<HTMLElement>("[data-tree]");
  const form = document.querySelector<HTMLFormElement>("[data-move-form]");
  if (!tree || !form) return;
  new ChainTree(tree, form);
  // Whoever moved a segment by keys goes on from its handle.
  if (location.hash.startsWith("#move-")) document.getElementById(decodeURIComponent(location.hash.slice(1)))?.focus();
}
