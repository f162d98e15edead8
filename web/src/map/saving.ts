// Pictures as files: what the style sheet says is written into the SVG, so that it looks the same elsewhere.

const SHOWN = ["fill", "fill-opacity", "stroke", "stroke-width", "stroke-opacity", "stroke-dasharray", "opacity"];
const WORDS = ["font-size", "font-weight", "font-family", "text-anchor"];
const SCALE = 2;

function withStyle(picture: SVGSVGElement): SVGSVGElement {
  const copy = picture.cloneNode(true) as SVGSVGElement;
  const shown = [picture, ...picture.querySelectorAll("*")];
  const copied = [copy, ...copy.querySelectorAll("*")];
  shown.forEach((element, index) => {
    const style = getComputedStyle(element);
    const names = element.tagName === "text" ? [...SHOWN, ...WORDS] : SHOWN;
    for (const name of names) copied[index]?.setAttribute(name, style.getPropertyValue(name));
    copied[index]?.removeAttribute("class");
  });
  const { width, height } = sizeOf(picture);
  copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  copy.setAttribute("width", String(width));
  copy.setAttribute("height", String(height));
  return copy;
}

function sizeOf(picture: SVGSVGElement): { width: number; height: number } {
  const { width, height } = picture.getBoundingClientRect();
  return { width: Math.round(width), height: Math.round(height) };
}

function source(picture: SVGSVGElement): Blob {
  return new Blob([new XMLSerializer().serializeToString(withStyle(picture))], { type: "image/svg+xml" });
}

function save(blob: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

export function saveSvg(picture: SVGSVGElement, name: string): void {
  save(source(picture), `${name}.svg`);
}

export async function savePng(picture: SVGSVGElement, name: string): Promise<void> {
  const { width, height } = sizeOf(picture);
  const address = URL.createObjectURL(source(picture));
  try {
    const image = new Image();
    image.src = address;
    await image.decode();
    const canvas = document.createElement("canvas");
    canvas.width = width * SCALE;
    canvas.height = height * SCALE;
    const pen = canvas.getContext("2d");
    if (!pen) throw new Error("this browser draws no pictures");
    pen.fillStyle = getComputedStyle(document.body).backgroundColor;
    pen.fillRect(0, 0, canvas.width, canvas.height);
    pen.drawImage(image, 0, 0, canvas.width, canvas.height);
    const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done));
    if (!blob) throw new Error("it is too large");
    save(blob, `${name}.png`);
  } finally {
    URL.revokeObjectURL(address);
  }
}
