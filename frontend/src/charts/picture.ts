// A chart as a picture to take along: its title above, its source and cut-off beneath.
import { init } from "echarts/core";

import type { ChartData } from "./data";
import { heightOf, optionsOf } from "./options";
import { PAPER } from "./theme";

const WIDTH = 1000;
const HEAD = 44;
const FOOT = 34;
const MARGIN = 16;
const SCALE = 2;

export async function savePicture(data: ChartData): Promise<void> {
  const height = heightOf(data);
  const drawn = init(null, null, { renderer: "svg", ssr: true, width: WIDTH - 2 * MARGIN, height });
  drawn.setOption(optionsOf(data, PAPER, WIDTH));
  const svg = drawn.renderToSVGString();
  drawn.dispose();
  const picture = new Image();
  picture.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await picture.decode();
  const canvas = document.createElement("canvas");
  canvas.width = WIDTH * SCALE;
  canvas.height = (HEAD + height + FOOT) * SCALE;
  const pen = canvas.getContext("2d");
  if (!pen) return;
  pen.scale(SCALE, SCALE);
  pen.fillStyle = PAPER.surface;
  pen.fillRect(0, 0, WIDTH, HEAD + height + FOOT);
  pen.fillStyle = PAPER.text;
  pen.font = `600 18px ${PAPER.font}`;
  pen.fillText(data.title, MARGIN, 30, WIDTH - 2 * MARGIN);
  pen.drawImage(picture, MARGIN, HEAD);
  pen.fillStyle = PAPER.muted;
  pen.font = `12px ${PAPER.font}`;
  pen.fillText(data.source, MARGIN, HEAD + height + 22, WIDTH - 2 * MARGIN);
  const link = document.createElement("a");
  link.download = `${data.file}.png`;
  link.href = canvas.toDataURL("image/png");
  link.click();
}
