import { html, nothing, svg, type TemplateResult } from 'lit';
import type { Cause, ProblemModel } from './problem-model';

const LINE = 17;
const BONE = 275;
const SLANT = 70;
const LETTERS = 26;

const LETTER = new Intl.Segmenter(undefined, { granularity: 'grapheme' });
const lettersOf = (words: string) => [...LETTER.segment(words)].map((each) => each.segment);

/** How much room words take, counted in small letters. */
function breadth(words: string): number {
  return lettersOf(words).reduce(
    (sum, letter) =>
      sum +
      (/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Extended_Pictographic}]/u.test(letter)
        ? 2
        : /[MWmw@%—]/.test(letter)
          ? 1.6
          : /\p{Lu}/u.test(letter)
            ? 1.3
            : 1),
    0,
  );
}

/** As many letters from the beginning as fit; one at least. */
function fitting(words: string, letters: number): string {
  let fits = '';
  for (const letter of lettersOf(words)) {
    if (fits && breadth(fits + letter) > letters) {
      break;
    }
    fits += letter;
  }
  return fits;
}

/** Words in lines that fit beside a bone; what does not fit is left out. */
export function wrapped(words: string, letters: number, most: number): string[] {
  const lines: string[] = [];
  let line = '';
  const add = (piece: string) => {
    if (line && breadth(line) + 1 + breadth(piece) > letters) {
      lines.push(line);
      line = piece;
    } else {
      line = line ? `${line} ${piece}` : piece;
    }
  };
  for (const word of words.split(/\s+/)) {
    for (let rest = word; rest; ) {
      const piece = fitting(rest, letters);
      add(piece);
      rest = rest.slice(piece.length);
    }
  }
  lines.push(line);
  return lines.length > most ? [...lines.slice(0, most - 1), `${fitting(lines[most - 1], letters - 1)}…`] : lines;
}

type Said = { room: (cause: Cause) => string; title: string; empty: string; label: string };
type Twig = { cause: Cause; lines: string[]; height: number; below: { cause: Cause; lines: string[] }[] };
type Bone = { cause: Cause; label: string[]; twigs: Twig[]; height: number };

function bone(model: ProblemModel, cause: Cause): Bone {
  const twigs = model.below(cause.id).map((child) => {
    const lines = wrapped(child.words.words, LETTERS, 3);
    const below = model.below(child.id).map((leaf) => ({
      cause: leaf,
      lines: wrapped(leaf.words.words, LETTERS, 2),
    }));
    const height = (lines.length + 1) * LINE + below.reduce((sum, leaf) => sum + (leaf.lines.length + 1) * LINE, 0) + 16;
    return { cause: child, lines, height, below };
  });
  const label = wrapped(cause.words.words, LETTERS, 3);
  const height = twigs.reduce((sum, twig) => sum + twig.height, 0) + 40;
  return { cause, label, twigs, height };
}

/** The statement as a fish: the problem is its head, the causes are its bones. */
export function fishbone(model: ProblemModel, said: Said): TemplateResult {
  const bones = model.below(null).map((cause) => bone(model, cause));
  const tops = bones.filter((_, i) => i % 2 === 0);
  const bottoms = bones.filter((_, i) => i % 2 === 1);
  // All bones of a side are as long as the longest, so that no label stands where a neighbour's twigs are.
  const reach = (side: Bone[]) => Math.max(0, ...side.map((each) => each.height));
  const half = (side: Bone[]) =>
    Math.max(90, reach(side) + Math.max(0, ...side.map((each) => (each.label.length + 1) * LINE)) + 20);
  const up = half(tops);
  const down = half(bottoms);
  const columns = Math.max(1, tops.length);
  const spine = up + 20;
  const headX = columns * BONE + 120;
  const width = headX + 230;
  const height = up + down + 40;
  const head = wrapped(said.title, 20, 5);
  const placed = (side: Bone[], upwards: boolean) =>
    side.map((each, i) => drawn(each, reach(side), headX - 40 - i * BONE, spine, upwards, said));
  return html`<svg
    class="fish"
    xmlns="http://www.w3.org/2000/svg"
    viewBox="0 0 ${width} ${height}"
    width=${width}
    height=${height}
    role="img"
    aria-label=${said.label}
  >
    ${svg`<line class="spine" x1="20" y1=${spine} x2=${headX} y2=${spine} data-drop="" />
      <g class="head" data-drop="">
        <rect x=${headX} y=${spine - 62} width="210" height="124" rx="16" />
        ${text(head, headX + 105, spine - (head.length * 20) / 2 + 15, 'middle', 20, 'title')}
      </g>
      ${bones.length === 0 ? text(wrapped(said.empty, 40, 3), 30, spine - 40, 'start', LINE, 'soft') : nothing}
      ${placed(tops, true)} ${placed(bottoms, false)}`}
  </svg>`;
}

function drawn(each: Bone, reach: number, joint: number, spine: number, upwards: boolean, said: Said) {
  const sign = upwards ? -1 : 1;
  const endX = joint - SLANT;
  const endY = spine + sign * reach;
  const boxHeight = (each.label.length + 1) * LINE + 12;
  const boxY = upwards ? endY - boxHeight : endY;
  let along = 24;
  const twigs = each.twigs.map((twig) => {
    const top = upwards ? spine - along - twig.height : spine + along;
    const lineY = top + twig.lines.length * LINE + 6;
    const x = joint - SLANT * (Math.abs(lineY - spine) / reach);
    along += twig.height;
    return { twig, x, lineY, textY: top + 14 };
  });
  return svg`<g class="bone">
    <line class="rib" x1=${endX} y1=${endY} x2=${joint} y2=${spine} />
    <g class="cause ${each.cause.roomToAct ? 'act' : ''}" data-cause=${each.cause.id}>
      <rect x=${endX - 125} y=${boxY} width="250" height=${boxHeight} rx="8" />
      ${text(each.label, endX, boxY + LINE + 1, 'middle', LINE, '')}
      ${text([said.room(each.cause)], endX, boxY + (each.label.length + 1) * LINE + 1, 'middle', LINE, 'room')}
    </g>
    ${twigs.map(({ twig, x, lineY, textY }) => twigged(twig, x, lineY, textY, said))}
  </g>`;
}

function twigged(twig: Twig, x: number, lineY: number, textY: number, said: Said) {
  let y = lineY + LINE - 2;
  return svg`<g class="cause twig ${twig.cause.roomToAct ? 'act' : ''}" data-cause=${twig.cause.id}>
      <rect class="grip" x=${x - 232} y=${textY - LINE + 2} width="227" height=${(twig.lines.length + 1) * LINE} />
      <line class="rib" x1=${x - 232} y1=${lineY} x2=${x} y2=${lineY} />
      ${text(twig.lines, x - 227, textY, 'start', LINE, '')}
      ${text([said.room(twig.cause)], x - 227, y, 'start', LINE, 'room')}
    </g>
    ${twig.below.map((leaf) => {
      y += LINE;
      const from = y;
      y += (leaf.lines.length - 1) * LINE + LINE;
      return svg`<g class="cause leaf ${leaf.cause.roomToAct ? 'act' : ''}" data-cause=${leaf.cause.id}>
        <rect class="grip" x=${x - 222} y=${from - LINE + 3} width="217" height=${(leaf.lines.length + 1) * LINE} />
        ${text(leaf.lines, x - 209, from, 'start', LINE, 'small', '– ')}
        ${text([said.room(leaf.cause)], x - 209, y, 'start', LINE, 'room')}
      </g>`;
    })}`;
}

function text(lines: string[], x: number, y: number, anchor: string, step: number, kind: string, before = '') {
  return svg`<text class=${kind} text-anchor=${anchor}>${lines.map(
    (line, i) => svg`<tspan x=${x} y=${y + i * step}>${i === 0 ? before : ''}${line}</tspan>`,
  )}</text>`;
}

const PICTURE_STYLE = `
  text { font: 14px 'Source Sans 3', 'Noto Sans', sans-serif; fill: #1d2b2f; unicode-bidi: plaintext; }
  .title { font: bold 17px Georgia, serif; fill: #fff; } .room, .soft { font-size: 12px; fill: #566569; }
  .cause.act > .room { font-weight: bold; fill: #0d5b64; } .small { font-size: 13px; }
  .head rect { fill: #0f6a73; } .cause > rect { fill: #fffdf9; stroke: #cdc3b0; }
  .cause.act > rect { stroke: #0f6a73; stroke-width: 2; } rect.grip { fill: none; stroke: none; }
  .spine { stroke: #0f6a73; stroke-width: 6; } .rib { stroke: #8d8674; stroke-width: 2; } .twig .rib { stroke-width: 1; }
`;

/** The picture as a file of its own, with the rule of its room in it. */
export function picture(shown: SVGSVGElement, rule: string): string {
  const copy = shown.cloneNode(true) as SVGSVGElement;
  const { width, height } = shown.viewBox.baseVal;
  copy.setAttribute('viewBox', `0 0 ${width} ${height + 40}`);
  copy.setAttribute('height', String(height + 40));
  const style = document.createElementNS(copy.namespaceURI, 'style');
  style.textContent = PICTURE_STYLE;
  const ground = document.createElementNS(copy.namespaceURI, 'rect');
  ground.setAttribute('width', '100%');
  ground.setAttribute('height', '100%');
  ground.setAttribute('style', 'fill: #fbf8f2');
  copy.prepend(style, ground);
  const words = document.createElementNS(copy.namespaceURI, 'text');
  words.setAttribute('class', 'soft');
  words.setAttribute('x', '20');
  words.setAttribute('y', String(height + 22));
  words.textContent = rule;
  copy.append(words);
  const walker = document.createTreeWalker(copy, NodeFilter.SHOW_COMMENT);
  const comments: Node[] = [];
  while (walker.nextNode()) {
    comments.push(walker.currentNode);
  }
  comments.forEach((comment) => comment.parentNode?.removeChild(comment));
  return new XMLSerializer().serializeToString(copy);
}

export async function asPng(source: string): Promise<Blob> {
  const image = new Image();
  image.src = 'data:image/svg+xml;charset=utf-8,' + encodeURIComponent(source);
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = image.naturalWidth * 2;
  canvas.height = image.naturalHeight * 2;
  const pen = canvas.getContext('2d')!;
  pen.scale(2, 2);
  pen.drawImage(image, 0, 0);
  return new Promise((done, failed) =>
    canvas.toBlob((blob) => (blob ? done(blob) : failed(new Error('no picture'))), 'image/png'),
  );
}

export function save(name: string, content: Blob): void {
  const anchor = document.createElement('a');
  anchor.href = URL.createObjectURL(content);
  anchor.download = name;
  anchor.click();
  setTimeout(() => URL.revokeObjectURL(anchor.href), 60_000);
}
