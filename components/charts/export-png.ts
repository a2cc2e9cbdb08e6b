/** What the picture says around the chart: an exported image has to speak for itself. */
export interface PngCaption {
  readonly title: string;
  /** `● read  ■ write`: what the shapes mean. */
  readonly legend: string;
  /** Labels to the left of the chart, each at its height in the chart's pixels. */
  readonly labels: ReadonlyArray<{ readonly text: string; readonly value: string; readonly y: number }>;
}

const SCALE = 2;
const PADDING = 16;
const TITLE_HEIGHT = 32;
const LABEL_WIDTH = 240;
const LABEL_CHARS = 36;
const SVG_NS = 'http://www.w3.org/2000/svg';

/** CSS that an image does not inherit from the page, because an SVG in an image has no page. */
const STYLES = [
  'fill',
  'fill-opacity',
  'stroke',
  'stroke-width',
  'stroke-dasharray',
  'font-size',
  'font-style',
];

/** Draws an on-screen SVG chart, with a caption, as a PNG in the colours of the present theme. */
export async function chartToPng(chart: SVGSVGElement, caption: PngCaption): Promise<Blob> {
  const { width, height } = chart.getBoundingClientRect();
  const total = { width: width + LABEL_WIDTH + 2 * PADDING, height: height + TITLE_HEIGHT + 2 * PADDING };
  const picture = document.createElementNS(SVG_NS, 'svg');
  picture.setAttribute('xmlns', SVG_NS);
  picture.setAttribute('width', String(total.width));
  picture.setAttribute('height', String(total.height));

  const page = getComputedStyle(document.body);
  picture.append(rect(total.width, total.height, page.backgroundColor));
  picture.append(text(caption.title, PADDING, PADDING + 12, page.color, 14));
  const legend = text(caption.legend, total.width - PADDING, PADDING + 12, page.color, 12);
  legend.setAttribute('text-anchor', 'end');
  picture.append(legend);
  for (const label of caption.labels) {
    const y = PADDING + TITLE_HEIGHT + label.y;
    picture.append(text(label.text, PADDING, y - 6, page.color, 12));
    picture.append(text(cut(label.value), PADDING, y + 10, page.color, 11));
  }
  const inner = copyWithStyles(chart);
  inner.setAttribute('x', String(PADDING + LABEL_WIDTH));
  inner.setAttribute('y', String(PADDING + TITLE_HEIGHT));
  inner.setAttribute('overflow', 'visible');
  picture.append(inner);
  return rasterise(picture, total.width, total.height);
}

function copyWithStyles(chart: SVGSVGElement): SVGSVGElement {
  const copy = chart.cloneNode(true) as SVGSVGElement;
  const originals = chart.querySelectorAll('*');
  for (const [at, target] of copy.querySelectorAll('*').entries()) {
    const original = originals[at];
    if (!original) continue;
    const computed = getComputedStyle(original);
    for (const name of STYLES) target.setAttribute(name, computed.getPropertyValue(name));
    target.removeAttribute('class');
  }
  copy.setAttribute('font-family', 'sans-serif');
  return copy;
}

function rect(width: number, height: number, fill: string): SVGElement {
  const element = document.createElementNS(SVG_NS, 'rect');
  element.setAttribute('width', String(width));
  element.setAttribute('height', String(height));
  element.setAttribute('fill', fill);
  return element;
}

function text(content: string, x: number, y: number, fill: string, size: number): SVGElement {
  const element = document.createElementNS(SVG_NS, 'text');
  element.setAttribute('x', String(x));
  element.setAttribute('y', String(y));
  element.setAttribute('fill', fill);
  element.setAttribute('font-size', String(size));
  element.setAttribute('font-family', 'sans-serif');
  element.textContent = content;
  return element;
}

function cut(value: string): string {
  return value.length <= LABEL_CHARS ? value : `${value.slice(0, LABEL_CHARS - 9)}…${value.slice(-8)}`;
}

async function rasterise(picture: SVGSVGElement, width: number, height: number): Promise<Blob> {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(new XMLSerializer().serializeToString(picture))}`;
  await image.decode();

  const canvas = document.createElement('canvas');
  canvas.width = Math.round(width * SCALE);
  canvas.height = Math.round(height * SCALE);
  const context = canvas.getContext('2d');
  if (!context) throw new Error('This browser gave no canvas to draw on.');
  context.scale(SCALE, SCALE);
  context.drawImage(image, 0, 0);
  return new Promise((resolve, reject) => {
    canvas.toBlob(
      (blob) => (blob ? resolve(blob) : reject(new Error('The picture could not be encoded.'))),
      'image/png',
    );
  });
}
