export type Byline = {
  kind: 'person' | 'pseudonym' | 'imported' | 'former';
  person: string | null;
  name: string;
  initials: string;
  portrait: string | null;
};

export type Attachment = {
  id: string;
  name: string;
  size: number;
  type: string;
  image: boolean;
  url: string;
};

export type Poll = {
  question: string;
  several: boolean;
  closed: boolean;
  options: { text: string; votes: string[] }[];
};

export type Message = {
  number: number;
  revision: number;
  at: string;
  by: Byline;
  state: 'said' | 'deleted' | 'hidden' | 'moved';
  html: string;
  edited: string | null;
  answers: number | null;
  reactions: Record<string, string[]>;
  pinned: boolean;
  attachments: Attachment[];
  poll: Poll | null;
  redacted: boolean;
  sponsors: Standing[];
  tellings: Telling[];
  /** Where it stands now, if it was moved within the room. */
  moved: { room: string; thread: string; number: number } | null;
};

/** What a message tells, or a part of it: some of its plain words. */
export type Telling = {
  kind: string;
  from: number | null;
  to: number | null;
  words: string | null;
  nth: number | null;
};

/** A person with the position they hold. */
export type Standing = {
  id: string;
  name: string;
  institution: string;
  country: string;
  position: string;
};

/** One's own message that a moderator has to approve first. */
export type Waiting = {
  id: string;
  key: string;
  thread: string | null;
  title: string;
  html: string;
  by: Byline;
};

export type Thread = {
  id: string;
  room: string;
  title: string;
  last: number;
  revision: number;
  /** The message that the latest change was made to; 0 where it was made to this alone. */
  about: number;
  at: string;
  startedAt: string;
  by: Byline;
  lastBy: Byline;
  locked: boolean;
  question: boolean;
  answered: boolean;
  pins: number[];
  silent: number[];
  calls: { number: number; by: string; to: string[] }[];
  rankHidden: boolean;
  movedTo: { room: string; thread: string } | null;
};

/** How many messages after this number still say something. */
export function unreadAfter(thread: Thread, read: number): number {
  return Math.max(0, thread.last - read - thread.silent.filter((number) => number > read).length);
}

/**
 * How many messages after this number call this person, by their name or by one of the pseudonyms
 * that are theirs in the thread, or everybody in the room.
 */
export function callsAfter(thread: Thread, read: number, me: string, pseudonyms: string[]): number {
  const names = [me, ...pseudonyms.map((name) => '~' + name)];
  return thread.calls.filter(
    (call) =>
      call.number > read &&
      !names.includes(call.by) &&
      !thread.silent.includes(call.number) &&
      (call.to.includes('room') || names.some((name) => call.to.includes(name))),
  ).length;
}

/** What one has of a thread; the pseudonyms are known to oneself alone. */
export type Mine = {
  thread: string;
  read: number;
  unread: number;
  calls: number;
  following: string;
  pseudonyms: string[];
};

/** Whether a message is one's own, whatever name it bears. */
export function isOwn(by: Byline, me: string, pseudonyms: string[]): boolean {
  return by.kind === 'pseudonym' ? pseudonyms.includes(by.name) : by.person === me;
}

/** How many messages are held at most; the far end is let go and loaded again when wanted. */
export const MOST_HELD = 400;

/**
 * What a reader holds of a thread: its head, a run of messages without holes, and the revision up to
 * which it has seen everything. Knows nothing of the page or the network.
 */
export class ThreadModel {
  head?: Thread;
  revision = 0;
  private heard = 0;
  readonly messages = new Map<number, Message>();

  get first(): number {
    return this.messages.size === 0 ? 0 : Math.min(...this.messages.keys());
  }

  get end(): number {
    return this.messages.size === 0 ? 0 : Math.max(...this.messages.keys());
  }

  get atEnd(): boolean {
    return this.head !== undefined && this.end >= this.head.last;
  }

  /** Whether something was heard of that is not held, as while a page was being fetched. */
  get behind(): boolean {
    return this.heard > this.revision;
  }

  list(): Message[] {
    return [...this.messages.values()].sort((a, b) => a.number - b.number);
  }

  /** Begins anew with a page. */
  open(head: Thread, messages: Message[]): void {
    this.messages.clear();
    this.take(head);
    this.revision = head.revision;
    messages.forEach((message) => this.messages.set(message.number, message));
  }

  /** Adds a page next to what is held; lets the other end go when there is too much. */
  extend(messages: Message[], older: boolean): void {
    messages.forEach((message) => this.put(message));
    const numbers = [...this.messages.keys()].sort((a, b) => a - b);
    const surplus = numbers.length - MOST_HELD;
    if (surplus > 0) {
      (older ? numbers.slice(-surplus) : numbers.slice(0, surplus)).forEach((number) =>
        this.messages.delete(number),
      );
    }
  }

  /**
   * Takes in a live frame.
   *
   * @return false where something before it is missing and has to be fetched
   */
  apply(frame: { type: string; revision: number; message?: Message; thread?: unknown }): boolean {
    this.heard = Math.max(this.heard, frame.revision);
    if (!this.head || frame.revision <= this.revision) {
      if (frame.type === 'thread' && this.head && frame.revision >= this.head.revision) {
        this.take(frame.thread as Thread);
      }
      return true;
    }
    const withoutItsMessage = frame.type === 'thread' && (frame.thread as Thread).about > 0;
    if (frame.revision !== this.revision + 1 || withoutItsMessage) {
      return false;
    }
    this.revision = frame.revision;
    if (frame.type === 'message' && frame.message) {
      const message = frame.message;
      const wasAtEnd = this.atEnd;
      if (message.number > this.head.last) {
        this.head = { ...this.head, last: message.number, at: message.at, lastBy: message.by };
      }
      if (this.messages.has(message.number) || (wasAtEnd && message.number === this.end + 1)) {
        this.put(message);
      }
    } else {
      this.take(frame.thread as Thread);
    }
    return true;
  }

  /** Takes in what was missed; true where it fitted, false where pages have to be read anew. */
  catchUp(missed: { thread: Thread; messages: Message[]; complete: boolean }): boolean {
    if (!missed.complete) {
      return false;
    }
    const wasAtEnd = this.atEnd;
    for (const message of missed.messages) {
      if (this.messages.has(message.number) || (wasAtEnd && message.number === this.end + 1)) {
        this.put(message);
      }
    }
    this.take(missed.thread);
    this.revision = Math.max(this.revision, missed.thread.revision);
    return true;
  }

  /** One message as it is now, whatever way it came. */
  put(message: Message): void {
    const held = this.messages.get(message.number);
    if (!held || held.revision <= message.revision) {
      this.messages.set(message.number, message);
    }
  }

  private take(head: Thread): void {
    if (!this.head || head.revision >= this.head.revision) {
      this.head = head;
    }
  }
}
