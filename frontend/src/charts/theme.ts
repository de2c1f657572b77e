// The house theme: the colours of the page, in light, in dark, and on paper.
export interface Theme {
  readonly text: string;
  readonly muted: string;
  readonly line: string;
  readonly surface: string;
  readonly accent: string;
  readonly bar: string;
  readonly track: string;
  readonly tick: string;
  readonly fall: string;
  readonly font: string;
}

// Single quotes: the picture puts this into an attribute.
const FONT = "'PingFang SC','Microsoft YaHei','Noto Sans CJK SC',system-ui,sans-serif";

// Paper is white whatever the screen is.
export const PAPER: Theme = {
  text: "#1d2733",
  muted: "#586475",
  line: "#c3cad3",
  surface: "#fff",
  accent: "#1f5d9f",
  bar: "#5b8fc7",
  track: "#dfe5ec",
  tick: "#1d2733",
  fall: "#a3262a",
  font: FONT,
};

export function themeOfPage(): Theme {
  const style = getComputedStyle(document.documentElement);
  const colour = (name: string): string => style.getPropertyValue(`--${name}`).trim();
  return {
    text: colour("text"),
    muted: colour("muted"),
    line: colour("line-strong"),
    surface: colour("surface"),
    accent: colour("accent"),
    bar: colour("bar"),
    track: colour("track"),
    tick: colour("tick"),
    fall: colour("lack"),
    font: FONT,
  };
}
