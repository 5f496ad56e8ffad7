import { api, link, Refused } from './live-link';
import type { Byline } from './thread-model';
import { randomKey } from './words';

export const PARTS = ['what', 'why', 'whom', 'care', 'how', 'solved'];
export const ASPECTS = ['authority', 'acceptance', 'ability'] as const;
export const LEVELS = ['none', 'little', 'some', 'much'];
/** How far causes of causes are followed. */
export const DEEPEST = 3;

export type Aside = { revision: number; words: string; by: Byline; at: string };

export type Passage = {
  words: string;
  version: number;
  by: Byline | null;
  at: string | null;
  asides: Aside[];
};

export type Cause = {
  id: string;
  parent: string | null;
  place: number;
  words: Passage;
  authority: string;
  acceptance: string;
  ability: string;
  roomToAct: boolean;
  removed: boolean;
};

export type Endorsement = { by: Byline; variant: string; at: string };

export type Problem = {
  id: string;
  revision: number;
  status: string;
  author: Byline;
  at: string;
  thread: string | null;
  parts: Record<string, Passage>;
  causes: Cause[];
  endorsements: Endorsement[];
};

export type Revision = {
  number: number;
  at: string;
  by: Byline;
  what: string;
  spot: string;
  patch: {
    whole: boolean;
    parts: Record<string, Passage>;
    causes: Cause[];
    status?: string;
    endorsements?: Endorsement[];
    thread?: string;
  };
};

const NOTHING: Passage = { words: '', version: 0, by: null, at: null, asides: [] };

/** What a reader holds of a statement. Knows nothing of the page or the network. */
export class ProblemModel {
  problem?: Problem;

  get revision(): number {
    return this.problem?.revision ?? 0;
  }

  open(problem: Problem): void {
    if (problem.revision >= this.revision) {
      this.problem = problem;
    }
  }

  /** Takes in an edit; false where one before it is missing and has to be fetched. */
  apply(edit: Revision): boolean {
    const before = this.problem;
    if (!before || edit.number <= before.revision) {
      return true;
    }
    if (edit.number !== before.revision + 1) {
      return false;
    }
    const { whole, parts, causes, status, endorsements, thread } = edit.patch;
    const kept = whole ? [] : before.causes.filter((one) => !causes.some((other) => other.id === one.id));
    this.problem = {
      ...before,
      revision: edit.number,
      at: edit.at,
      status: status ?? before.status,
      thread: thread ?? before.thread,
      parts: whole ? parts : { ...before.parts, ...parts },
      causes: [...kept, ...causes],
      endorsements: endorsements ?? before.endorsements,
    };
    return true;
  }

  at(spot: string): Passage {
    return this.problem?.parts[spot] ?? this.cause(spot)?.words ?? NOTHING;
  }

  cause(id: string): Cause | undefined {
    return this.problem?.causes.find((cause) => cause.id === id);
  }

  /** The causes that are there below this one, or below the problem itself, in their order. */
  below(parent: string | null): Cause[] {
    return (this.problem?.causes ?? [])
      .filter((cause) => cause.parent === parent && !cause.removed)
      .sort((one, other) => one.place - other.place || (one.id < other.id ? -1 : 1));
  }

  depth(id: string): number {
    const parent = this.cause(id)?.parent;
    return parent ? 1 + this.depth(parent) : 1;
  }

  /** The causes that were taken out and not what lies below them. */
  removed(): Cause[] {
    return (this.problem?.causes ?? []).filter((cause) => cause.removed);
  }
}

export type Edit = { what: string; spot?: string; words?: string; base?: number; own?: boolean; [field: string]: unknown };

/** An edit on its way. What builds on words that are still on their way names them. */
export type Leaving = { key: string; edit: Edit; tried: boolean; after?: string; refused?: string };

const RETRY = 3_000;

/**
 * Edits on their way: kept in this browser until the server has them durably, and sent once each, in
 * the order they were made. Words that are still being written replace those not sent yet.
 */
export class EditQueue extends EventTarget {
  private readonly name: string;
  private readonly stop: () => void;
  private timer?: number;
  private sending = false;
  /** Whether what was sent last did not arrive. */
  late = false;

  constructor(
    person: string,
    private readonly path: string,
    private readonly model: ProblemModel,
    /** Shows what was made; done when nothing before it is missing any more. */
    private readonly taken: (made: Revision) => Promise<void>,
  ) {
    super();
    this.name = `talanoa:${person}:edits:${path}`;
    this.stop = link.watch((state) => state === 'online' && void this.flush());
  }

  close(): void {
    clearTimeout(this.timer);
    this.stop();
  }

  all(): Leaving[] {
    return JSON.parse(localStorage.getItem(this.name) ?? '[]');
  }

  /** The words at a spot as they are written here, where they are still on their way. */
  pending(spot: string): string | undefined {
    return this.all().findLast((one) => isWrite(one, spot) && !one.refused)?.edit.words;
  }

  /** Writes words at a spot, soon. */
  write(spot: string, words: string): void {
    const all = this.all();
    const last = all.findLast((one) => isWrite(one, spot) && !one.refused);
    if (last && !last.tried) {
      last.edit.words = words;
    } else {
      const base = { base: this.model.at(spot).version, own: false };
      all.push({ key: randomKey(), edit: { what: 'write', spot, ...base, words }, tried: false, after: last?.key });
    }
    this.keep(all);
    this.soon(700);
  }

  /** Makes an edit at once. */
  add(edit: Edit): void {
    this.keep([...this.all(), { key: randomKey(), edit, tried: false }]);
    void this.flush();
  }

  drop(key: string): void {
    this.keep(this.all().filter((one) => one.key !== key));
  }

  soon(wait = RETRY): void {
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => void this.flush(), wait);
  }

  async flush(): Promise<void> {
    if (this.sending) {
      this.soon(300);
      return;
    }
    this.sending = true;
    clearTimeout(this.timer);
    try {
      for (let next = this.next(); next; next = this.next()) {
        await this.send(next);
        this.late = false;
      }
    } catch (refused) {
      this.late = true;
      this.dispatchEvent(new Event('changed'));
      this.soon(refused instanceof Refused && refused.retryAfter ? refused.retryAfter * 1_000 : RETRY);
    } finally {
      this.sending = false;
    }
  }

  private next(): Leaving | undefined {
    return this.all().find((one) => !one.refused);
  }

  private async send(leaving: Leaving): Promise<void> {
    this.keep(this.all().map((one) => (one.key === leaving.key ? { ...one, tried: true } : one)));
    try {
      const { made } = await api('POST', `${this.path}/edits`, { key: leaving.key, ...leaving.edit });
      if (made) {
        await this.taken(made);
      }
      const spot = leaving.edit.spot ?? '';
      const now = this.model.at(spot);
      const { base = 0, own = false } = leaving.edit;
      const same = now.words === leaving.edit.words;
      this.done(
        leaving.key,
        made ? { base: made.number, own: true } : same ? { base: now.version, own: false } : { base, own },
      );
    } catch (refused) {
      if (!(refused instanceof Refused) || refused.passing || refused.status === 401) {
        throw refused;
      }
      const { base = 0, own = false } = leaving.edit;
      this.rebase(leaving.key, { base, own });
      this.keep(this.all().map((one) => (one.key === leaving.key ? { ...one, refused: refused.message } : one)));
    }
  }

  private done(key: string, base: { base: number; own: boolean }): void {
    this.rebase(key, base);
    this.drop(key);
  }

  private rebase(key: string, base: { base: number; own: boolean }): void {
    this.keep(
      this.all().map((one) =>
        one.after === key ? { ...one, after: undefined, edit: { ...one.edit, ...base } } : one,
      ),
    );
  }

  private keep(all: Leaving[]): void {
    if (all.length > 0) {
      localStorage.setItem(this.name, JSON.stringify(all));
    } else {
      localStorage.removeItem(this.name);
    }
    this.dispatchEvent(new Event('changed'));
  }
}

function isWrite(one: Leaving, spot: string): boolean {
  return one.edit.what === 'write' && one.edit.spot === spot;
}
