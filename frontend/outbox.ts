import { api, link, Refused } from './live-link';
import type { Waiting } from './thread-model';

/**
 * A message on its way: kept in this browser until the server has it durably. One to be said under
 * a pseudonym is kept by this tab only, and never where the next user of the machine would find it.
 */
export type Leaving = {
  key: string;
  room: string;
  thread: string;
  markdown: string;
  answers: number | null;
  attachments: string[];
  poll: { question: string; options: string[]; several: boolean } | null;
  at: string;
  pseudonym?: boolean;
  refused?: string;
};

const PREFIX = 'talanoa:';
const RETRY = 4_000;

function box(person: string): string {
  return `${PREFIX}${person}:outbox`;
}

/**
 * Words begun but not sent; kept at once, so that nothing is lost with the page. Where there are
 * none any more that is kept too, because the server may still have some that are older. Words to
 * be said under a pseudonym are with this tab only; a draft that does not say stays where it is.
 */
export function keepDraft(person: string, place: string, draft: Record<string, unknown>): void {
  const name = `${PREFIX}${person}:draft:${place}`;
  const veiled = draft.pseudonym ?? sessionStorage.getItem(name) !== null;
  const [kept, other] = veiled ? [sessionStorage, localStorage] : [localStorage, sessionStorage];
  other.removeItem(name);
  kept.setItem(name, JSON.stringify(draft));
}

export function draftOf(person: string, place: string): any {
  const name = `${PREFIX}${person}:draft:${place}`;
  return JSON.parse(sessionStorage.getItem(name) ?? localStorage.getItem(name) ?? 'null');
}

/** Sends each message once, as soon as it can, in the order they were written. */
export class Outbox extends EventTarget {
  private timer?: number;
  private sending = false;

  constructor(private readonly person: string) {
    super();
    link.watch((state) => state === 'online' && void this.flush());
    addEventListener('storage', (event) => event.key === box(person) && this.changed());
  }

  all(): Leaving[] {
    const here = [localStorage, sessionStorage].flatMap(
      (storage): Leaving[] => JSON.parse(storage.getItem(box(this.person)) ?? '[]'),
    );
    return here.sort((one, other) => one.at.localeCompare(other.at));
  }

  of(thread: string): Leaving[] {
    return this.all().filter((leaving) => leaving.thread === thread);
  }

  add(leaving: Leaving): void {
    this.write([...this.all(), leaving]);
    void this.flush();
  }

  drop(key: string): void {
    this.write(this.all().filter((leaving) => leaving.key !== key));
  }

  retry(key: string): void {
    this.write(this.all().map((l) => (l.key === key ? { ...l, refused: undefined } : l)));
    void this.flush();
  }

  async flush(): Promise<void> {
    if (this.sending) {
      return;
    }
    this.sending = true;
    clearTimeout(this.timer);
    try {
      for (let next = this.next(); next; next = this.next()) {
        await this.post(next);
      }
    } catch {
      this.timer = window.setTimeout(() => void this.flush(), RETRY);
    } finally {
      this.sending = false;
    }
  }

  /** The first that still has to go; what is written while another goes out is not forgotten. */
  private next(): Leaving | undefined {
    return this.all().find((leaving) => !leaving.refused);
  }

  private async post(leaving: Leaving): Promise<void> {
    const { key, markdown, answers, attachments, poll, room, thread, pseudonym } = leaving;
    try {
      const message = await api('POST', `/rooms/${room}/threads/${thread}/messages`, {
        key,
        markdown,
        answers,
        attachments,
        poll,
        pseudonym,
      });
      this.drop(key);
      if (message.waiting) {
        this.dispatchEvent(new Event('waits'));
        return;
      }
      this.dispatchEvent(new CustomEvent('posted', { detail: { thread, key, message } }));
    } catch (refused) {
      if (!(refused instanceof Refused) || refused.passing || refused.status === 401) {
        throw refused;
      }
      this.write(this.all().map((l) => (l.key === key ? { ...l, refused: refused.message } : l)));
    }
  }

  private write(all: Leaving[]): void {
    this.put(localStorage, all.filter((leaving) => !leaving.pseudonym));
    this.put(sessionStorage, all.filter((leaving) => leaving.pseudonym));
    this.changed();
  }

  private put(storage: Storage, leaving: Leaving[]): void {
    if (leaving.length > 0) {
      storage.setItem(box(this.person), JSON.stringify(leaving));
    } else {
      storage.removeItem(box(this.person));
    }
  }

  private changed(): void {
    this.dispatchEvent(new Event('changed'));
  }
}

/** What this person has written in the room that a moderator has to approve first. */
export function waitingIn(room: string): Promise<Waiting[]> {
  return api<Waiting[]>('GET', `/rooms/${room}/waiting`).catch(() => []);
}

export function withdraw(room: string, waiting: Waiting): Promise<unknown> {
  return api('DELETE', `/rooms/${room}/waiting/${waiting.id}`);
}

const outboxes = new Map<string, Outbox>();

/** The outbox of this person in this page. */
export function outboxOf(person: string): Outbox {
  let outbox = outboxes.get(person);
  if (!outbox) {
    outbox = new Outbox(person);
    outboxes.set(person, outbox);
  }
  return outbox;
}
