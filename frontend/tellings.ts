import type { Message, Telling } from './thread-model';

/** A kind of tacit knowledge by which messages are marked. */
export type Kind = { id: string; sort: 'about' | 'is'; name: string; own: boolean };

/** Words of a message, and which of them where they stand there more than once. */
export type Quoted = { words: string; nth: number };

/** Where a kind is searched for: in all rooms of the alliance, or in a sealed one from inside. */
export function searchFor(kind: Kind, alliance: string, sealed: string): string {
  const q = `${kind.sort}:${kind.id}`;
  return `/search?${new URLSearchParams(sealed ? { q, inside: sealed } : { q: `${q} alliance:${alliance}` })}`;
}

/** The kinds that a message is marked by, in their order, with the marks of each. */
export function told(message: Message, kinds: Kind[]): { kind: Kind; tellings: Telling[] }[] {
  return kinds
    .map((kind) => ({ kind, tellings: message.tellings.filter((telling) => telling.kind === kind.id) }))
    .filter(({ tellings }) => tellings.length > 0);
}

/** Where everything stands that is no white space. */
const placesOf = (words: string) =>
  [...Array(words.length).keys()].filter((place) => !/\p{White_Space}/u.test(words[place]));

/** Words without white space, which is not the same wherever they are shown. */
const dense = (words: string) => words.replace(/\p{White_Space}+/gu, '');

/** Where words begin for the nth time, counted from 0; -1 where they do not. */
function placeOf(text: string, words: string, nth: number): number {
  let place = words ? text.indexOf(words) : -1;
  for (let before = 0; place >= 0 && before < nth; before++) {
    place = text.indexOf(words, place + 1);
  }
  return place;
}

/** How often words begin before a place. */
function countBefore(text: string, words: string, end: number): number {
  let count = 0;
  for (let place = text.indexOf(words); place >= 0 && place < end; place = text.indexOf(words, place + 1)) {
    count++;
  }
  return count;
}

/** Words as they stand from one place of a text to another; nothing where there is only white space. */
export function quoted(text: string, from: number, to: number): Quoted | null {
  const words = text.slice(from, to).trim();
  return words ? { words, nth: countBefore(dense(text), dense(words), dense(text.slice(0, from)).length) } : null;
}

/** Where quoted words stand in a text. */
export function found(text: string, { words, nth }: Quoted): { from: number; to: number } | null {
  const sought = dense(words);
  const place = placeOf(dense(text), sought, nth);
  if (place < 0) {
    return null;
  }
  const places = placesOf(text);
  return { from: places[place], to: places[place + sought.length - 1] + 1 };
}

function textsIn(root: Element): Text[] {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const texts: Text[] = [];
  while (walker.nextNode()) {
    texts.push(walker.currentNode as Text);
  }
  return texts;
}

/** Where quoted words are shown. */
export function shown(root: Element, { words, nth }: Quoted): Range | null {
  const units = textsIn(root).flatMap((text) =>
    placesOf(text.data).map((place) => [text, place] as const),
  );
  const sought = dense(words);
  const place = placeOf(units.map(([text, i]) => text.data[i]).join(''), sought, nth);
  if (place < 0) {
    return null;
  }
  const range = document.createRange();
  const [first, from] = units[place];
  const [last, to] = units[place + sought.length - 1];
  range.setStart(first, from);
  range.setEnd(last, to + 1);
  return range;
}

/** What the reader has selected of what is shown there. */
export function selectedIn(root: Element): Quoted | null {
  const range = selection(root.getRootNode() as ShadowRoot);
  if (!range || range.collapsed || !root.contains(range.startContainer) || !root.contains(range.endContainer)) {
    return null;
  }
  const before = document.createRange();
  before.setStart(root, 0);
  before.setEnd(range.startContainer, range.startOffset);
  const within = document.createRange();
  within.setStart(range.startContainer, range.startOffset);
  within.setEnd(range.endContainer, range.endOffset);
  const from = before.toString().length;
  return quoted(root.textContent ?? '', from, from + within.toString().length);
}

/** The selection inside a component, in whatever way this browser tells it. */
function selection(root: ShadowRoot): AbstractRange | null {
  const all = document.getSelection() as any;
  const composed = all?.getComposedRanges?.({ shadowRoots: [root] })[0];
  if (composed) {
    return composed;
  }
  const inside = (root as any).getSelection?.() ?? all;
  return inside && inside.rangeCount > 0 ? inside.getRangeAt(0) : null;
}

const registry = (CSS as any).highlights as Map<string, Set<AbstractRange>> | undefined;

/** Ranges that are shown in one way, in all components together; none where a browser cannot. */
function highlight(name: string): Set<AbstractRange> | undefined {
  if (registry && !registry.has(name)) {
    registry.set(name, new (window as any).Highlight());
  }
  return registry?.get(name);
}

/** The marked parts of one message, as far as they are on the screen. */
export class Underlining {
  private ranges = new Map<Telling, Range>();

  /** Underlines these parts and nothing else. */
  show(root: Element | null, tellings: Telling[]): void {
    this.clear();
    for (const telling of root ? tellings : []) {
      const range = telling.words === null ? null : shown(root!, { words: telling.words, nth: telling.nth ?? 0 });
      if (range) {
        this.ranges.set(telling, range);
        highlight('told')?.add(range);
      }
    }
  }

  /** Points out some of them, or no more. */
  point(tellings: Telling[], on: boolean): void {
    for (const telling of tellings) {
      const range = this.ranges.get(telling);
      if (range) {
        highlight('pointed-out')?.[on ? 'add' : 'delete'](range);
      }
    }
  }

  clear(): void {
    for (const range of this.ranges.values()) {
      highlight('told')?.delete(range);
      highlight('pointed-out')?.delete(range);
    }
    this.ranges.clear();
  }
}
