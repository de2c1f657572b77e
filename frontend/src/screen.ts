// Screen mode: the subjects take turns; any key pauses; what is lost of the connection is told.
const TURN_MS = 20_000;
const FRESH_MS = 300_000;

export function turnTheScreen(): void {
  const main = document.getElementById("screen");
  if (document.body.dataset["screen"] === undefined || !main) return;
  let at = 0;
  let isPaused = false;
  let seen = new Date();

  const turns = (): HTMLElement[] => [...main.querySelectorAll<HTMLElement>(".turn")];
  const said = (): HTMLElement | null => main.querySelector("[role=status]");

  function show(place: number): void {
    const all = turns();
    at = all.length ? (place + all.length) % all.length : 0;
    all.forEach((turn, number) => (turn.hidden = number !== at));
    main!.querySelectorAll(".dot").forEach((dot, number) => dot.classList.toggle("on", number === at));
  }

  function tell(words: string): void {
    const place = said();
    if (place) place.textContent = words;
  }

  async function refresh(): Promise<void> {
    const answer = await fetch(location.href).catch(() => null);
    const page = answer?.ok ? new DOMParser().parseFromString(await answer.text(), "text/html") : null;
    const fresh = page?.getElementById("screen");
    if (!fresh) {
      // The last figures stay, with the time that they are of.
      tell(`${said()?.dataset["lost"] ?? ""} ${seen.toLocaleTimeString()}`);
      return;
    }
    main!.replaceChildren(...fresh.childNodes);
    seen = new Date();
    show(at);
  }

  document.addEventListener("keydown", (event) => {
    if (event.key === "Tab" || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Enter" && event.target instanceof HTMLAnchorElement) return;
    if (event.key === "ArrowRight") show(at + 1);
    else if (event.key === "ArrowLeft") show(at - 1);
    else isPaused = !isPaused;
    tell(isPaused ? (said()?.dataset["paused"] ?? "") : "");
  });
  window.setInterval(() => !isPaused && show(at + 1), TURN_MS);
  window.setInterval(() => void refresh(), FRESH_MS);
  show(0);
}
