import { css, html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { api, link, Refused, type Frame } from './live-link';
import { outboxOf, waitingIn, withdraw } from './outbox';
import { controls } from './shared-styles';
import './talanoa-composer';
import type { Composer, Person } from './talanoa-composer';
import './talanoa-related';
import { callsAfter, isOwn, unreadAfter, type Mine, type Thread, type Waiting } from './thread-model';
import { agoOf, say, type Texts } from './words';

type Listed = { thread: Thread; mine: Mine };
const PAGE = 50;

/** The threads of a room, latest first, with what is unread; live. */
@customElement('talanoa-threads')
export class Threads extends LitElement {
  @property() alliance = '';
  @property() room = '';
  @property() current = '';
  @property() me = '';
  @property() rule = '';
  @property() kind = 'open';
  /** Whether nobody may be named here. */
  @property({ type: Boolean }) naming = false;
  @property({ type: Boolean }) mayspeak = false;
  /** Whom one came to ask, and about what. */
  @property() ask = '';
  @property() askabout = '';
  @property({ attribute: false }) texts: Texts = {};

  @state() private drafted = '';
  @state() private listed = new Map<string, Listed>();
  @state() private more = false;
  @state() private loaded = false;
  @state() private problem = '';
  @state() private starting = false;
  @state() private present = new Set<string>();
  @state() private people: Person[] = [];
  @state() private waiting: Waiting[] = [];
  private stop: (() => void)[] = [];

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.hasUpdated && this.room) {
      this.open();
    }
  }

  override willUpdate(changed: PropertyValues): void {
    if ((changed.has('room') || changed.has('me')) && this.room && this.me) {
      this.open();
    }
  }

  private open(): void {
    this.leave();
    this.listed = new Map();
    this.loaded = false;
    outboxOf(this.me);
    void this.loadWaiting();
    this.stop.push(link.listen(`/room/${this.room}`, (frame) => this.heard(frame)));
    this.stop.push(link.listen('/me', (frame) => this.heard(frame)));
    if (this.alliance) {
      this.stop.push(link.listen(`/alliance/${this.alliance}`, () => undefined));
    }
    void api<Person[]>('GET', `/rooms/${this.room}/people`).then(
      (people) => {
        this.people = people;
        void this.askSomebody();
      },
      () => undefined,
    );
  }

  /** Opens where a thread is begun, as a question to whom one came to ask. */
  private async askSomebody(): Promise<void> {
    const person = this.people.find(({ id }) => id === this.ask);
    if (person && this.mayspeak) {
      this.ask = '';
      this.starting = true;
      await this.updateComplete;
      await this.renderRoot.querySelector<Composer>('talanoa-composer')?.ask(person, this.askabout);
    }
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.leave();
  }

  private leave(): void {
    this.stop.forEach((stop) => stop());
    this.stop = [];
  }

  private t(key: string, ...values: (string | number)[]): string {
    return say(this.texts, key, ...values);
  }

  private heard(frame: Frame): void {
    if (frame.type === 'listening' || (frame.type === 'mine' && frame.room === this.room)) {
      void this.refresh();
    } else if (frame.type === 'thread') {
      this.take(frame.thread);
      if (this.waiting.length > 0) {
        void this.loadWaiting();
      }
    } else if (frame.type === 'presence') {
      this.present = new Set(frame.people);
    } else if (frame.type === 'ended') {
      this.listed = new Map();
      this.problem = this.t('live.ended');
      this.dispatchEvent(new Event('ended'));
    }
  }

  /** Reads the list anew; one reading at a time, and once more where it was wanted meanwhile. */
  private async refresh(): Promise<void> {
    this.again = true;
    if (this.refreshing) {
      return;
    }
    this.refreshing = true;
    while (this.again) {
      this.again = false;
      await this.load();
    }
    this.refreshing = false;
  }
  private refreshing = false;
  private again = false;

  private async load(before?: string): Promise<void> {
    try {
      const from = before ? `&before=${encodeURIComponent(before)}` : '';
      const page = await api('GET', `/rooms/${this.room}/threads?count=${PAGE}${from}`);
      const listed = new Map(this.listed);
      page.threads.forEach((one: Listed) => listed.set(one.thread.id, this.latest(one)));
      this.listed = listed;
      this.more = page.more;
      this.problem = '';
      this.loaded = true;
    } catch (refused) {
      this.problem = (refused instanceof Refused && refused.message) || this.t('live.offline');
    }
  }

  /** What came live while something was asked for is newer than the answer. */
  private latest(answer: Listed): Listed {
    const held = this.listed.get(answer.thread.id);
    return held && held.thread.revision > answer.thread.revision
      ? this.marked(held.thread, answer.mine, answer.thread.last)
      : answer;
  }

  /** The mark of a thread that has gone on since it had this many messages. */
  private marked(thread: Thread, mine: Mine, before: number): Listed {
    const own = isOwn(thread.lastBy, this.me, mine.pseudonyms) && thread.last > before;
    const read = own ? thread.last : mine.read;
    const unread = unreadAfter(thread, read);
    return { thread, mine: { ...mine, read, unread, calls: callsAfter(thread, read, this.me, mine.pseudonyms) } };
  }

  private take(thread: Thread): void {
    const held = this.listed.get(thread.id);
    if (held && held.thread.revision >= thread.revision) {
      return;
    }
    if (!held && thread.last > 1) {
      void this.fetch(thread.id);
      return;
    }
    const mine = held?.mine ?? { thread: thread.id, read: 0, unread: 0, calls: 0, following: 'normal', pseudonyms: [] };
    this.listed = new Map(this.listed).set(thread.id, this.marked(thread, mine, held?.thread.last ?? 0));
  }

  /** A thread from further down the list, with how far it has been read. */
  private async fetch(thread: string): Promise<void> {
    try {
      const one = await api<Listed>('GET', `/rooms/${this.room}/threads/${thread}`);
      this.listed = new Map(this.listed).set(thread, this.latest(one));
    } catch {
      // The next change of the thread asks again.
    }
  }

  private choose(event: Event, thread: string): void {
    const click = event as MouseEvent;
    if (click.ctrlKey || click.metaKey || click.shiftKey) {
      return;
    }
    event.preventDefault();
    this.dispatchEvent(new CustomEvent('thread-chosen', { detail: { thread } }));
  }

  private async start(event: CustomEvent): Promise<void> {
    const composer = event.target as Composer;
    try {
      const { thread, waiting } = await api('POST', `/rooms/${this.room}/threads`, event.detail);
      composer.clear();
      this.starting = false;
      if (waiting) {
        await this.loadWaiting();
        return;
      }
      this.take(thread);
      this.dispatchEvent(new CustomEvent('thread-chosen', { detail: { thread: thread.id } }));
    } catch (refused) {
      composer.refuse((refused instanceof Refused && refused.message) || this.t('live.offline'));
    }
  }

  /** What one has begun here that a moderator has to approve first. */
  private async loadWaiting(): Promise<void> {
    if (this.mayspeak) {
      this.waiting = (await waitingIn(this.room)).filter((one) => one.thread === null);
    }
  }

  private async withdraw(one: Waiting): Promise<void> {
    await withdraw(this.room, one).catch(() => undefined);
    await this.loadWaiting();
  }

  private async follow(one: Listed): Promise<void> {
    const next = one.mine.following === 'normal' ? 'follow' : one.mine.following === 'follow' ? 'mute' : 'normal';
    const mine = await api('PUT', `/rooms/${this.room}/threads/${one.thread.id}/following`, { following: next });
    this.listed = new Map(this.listed).set(one.thread.id, { ...one, mine });
  }

  override render() {
    const threads = [...this.listed.values()].sort((a, b) => b.thread.at.localeCompare(a.thread.at));
    const here = this.people.filter((person) => this.present.has(person.id));
    return html`
      <div class="top">
        <h2>${this.t('live.threads')}</h2>
        ${this.mayspeak
          ? html`<button class="primary" @click=${() => (this.starting = true)}>${this.t('live.newThread')}</button>`
          : nothing}
      </div>
      ${here.length > 0
        ? html`<p class="here" title=${here.map((p) => p.name).join(', ')}>
            <span class="dot" aria-hidden="true"></span>${this.t('live.here', here.map((p) => p.name).slice(0, 3).join(', '), Math.max(0, here.length - 3))}
          </p>`
        : nothing}
      ${this.starting ? this.beginning() : nothing}
      ${this.waiting.map(
        (one) =>
          html`<p class="soft waits">
            <b dir="auto">${one.title}</b> ${this.t('live.waitsForApproval')}
            <button class="quiet" @click=${() => this.withdraw(one)}>${this.t('live.withdraw')}</button>
          </p>`,
      )}
      ${this.problem ? html`<p class="soft" role="alert">${this.problem}</p>` : nothing}
      ${this.loaded && threads.length === 0 && !this.problem
        ? html`<p class="empty">${this.t(this.mayspeak ? 'live.noThreads' : 'live.noThreadsYet')}</p>`
        : nothing}
      <ul>
        ${repeat(
          threads,
          (one) => one.thread.id,
          (one) => this.row(one),
        )}
      </ul>
      ${this.more
        ? html`<button class="quiet" @click=${() => this.load(threads.at(-1)?.thread.at)}>${this.t('live.older')}</button>`
        : nothing}
    `;
  }

  /** Where a thread is begun; whatever is written stays when it is closed. */
  private beginning() {
    return html`<dialog aria-labelledby="begin" @close=${() => (this.starting = false)}>
      <header>
        <h2 id="begin">${this.t('live.newThread')}</h2>
        <form method="dialog"><button class="quiet">${this.t('live.close')}</button></form>
      </header>
      <talanoa-composer
        titled
        .texts=${this.texts}
        .people=${this.people}
        person=${this.me}
        room=${this.room}
        place="new-${this.room}"
        rule=${this.rule}
        kind=${this.kind}
        ?pseudonyms=${this.kind !== 'open'}
        ?naming=${this.naming}
        @composed=${this.start}
        @drafted=${(event: CustomEvent) => (this.drafted = event.detail.words)}
      ></talanoa-composer>
      <talanoa-related open .texts=${this.texts} room=${this.room} words=${this.drafted}></talanoa-related>
    </dialog>`;
  }

  protected override updated(): void {
    const box = this.renderRoot.querySelector('dialog');
    if (box && !box.open) {
      box.showModal();
    }
  }

  private row(one: Listed) {
    const { thread, mine } = one;
    const unread = mine.following === 'mute' ? 0 : thread.id === this.current ? 0 : mine.unread;
    const calls = thread.id === this.current ? 0 : mine.calls;
    const by = thread.lastBy.kind === 'former' ? this.t('live.former') : thread.lastBy.name;
    return html`<li class="${unread || calls ? 'unread' : ''} ${mine.following}">
      <a
        href="/a/${this.alliance}/r/${this.room}/t/${thread.id}"
        aria-current=${thread.id === this.current ? 'page' : 'false'}
        @click=${(event: Event) => this.choose(event, thread.id)}
      >
        <span class="title" dir="auto">${thread.title}</span>
        <span class="soft"
          ><bdi>${by}</bdi> · ${agoOf(thread.at)}${thread.locked ? ` · ${this.t('live.locked')}` : ''}${thread.question && !thread.answered ? ` · ${this.t('live.unanswered')}` : ''}</span
        >
        ${calls ? html`<span class="calls">${this.t('live.calls', calls)}</span>` : nothing}
      </a>
      ${unread ? html`<span class="count" aria-label=${this.t('live.unreadCount', unread)}>${unread > 99 ? '99+' : unread}</span>` : nothing}
      <button
        class="quiet"
        title=${this.t('live.following.' + mine.following)}
        aria-label=${`${this.t('live.following.' + mine.following)}: ${thread.title}`}
        @click=${() => this.follow(one)}
      >
        ${mine.following === 'follow' ? '★' : mine.following === 'mute' ? '–' : '☆'}
      </button>
    </li>`;
  }

  static override styles = [
    controls,
    css`
      dialog {
        width: min(44rem, 94vw);
        max-height: 90dvh;
        box-sizing: border-box;
        padding: 0;
        color: var(--ink);
        background: var(--paper-raised);
        border: 1px solid var(--line-strong);
        border-radius: 14px;
        box-shadow: var(--shadow);
      }
      dialog::backdrop {
        background: rgb(10 30 35 / 45%);
      }
      dialog header {
        display: flex;
        align-items: center;
        justify-content: space-between;
        padding: 0.6rem 0.6rem 0.6rem 1rem;
      }
      :host {
        display: block;
        overflow-y: auto;
        height: 100%;
        background: var(--paper-raised);
      }
      .top {
        display: flex;
        align-items: center;
        justify-content: space-between;
        padding: 0.9rem 1rem 0.4rem;
      }
      h2 {
        font-family: var(--head-font);
        font-size: 1.05rem;
        margin: 0;
      }
      ul {
        list-style: none;
        margin: 0.4rem 0;
        padding: 0 0.5rem;
      }
      li {
        display: flex;
        align-items: center;
        gap: 0.3rem;
        border-radius: 10px;
      }
      li:hover,
      li:focus-within {
        background: var(--paper-sunk);
      }
      li:has([aria-current='page']) {
        background: var(--sea-tint);
      }
      a {
        flex: 1;
        min-width: 0;
        padding: 0.55rem 0.5rem;
        text-decoration: none;
        color: var(--ink);
        border-radius: 10px;
      }
      .title {
        display: block;
        overflow-wrap: anywhere;
        line-height: 1.35;
      }
      .unread .title {
        font-weight: 650;
      }
      .mute {
        opacity: 0.65;
      }
      .soft {
        color: var(--ink-soft);
        font-size: 0.82rem;
      }
      .count {
        color: var(--sea-ink);
        font-weight: 600;
        font-size: 0.85rem;
      }
      .calls {
        display: inline-block;
        margin-top: 0.2rem;
        background: var(--sand-tint);
        border-radius: 999px;
        padding: 0.05rem 0.6rem;
        font-size: 0.8rem;
        font-weight: 600;
      }
      .here {
        margin: 0;
        padding: 0 1rem;
        color: var(--ink-soft);
        font-size: 0.85rem;
      }
      .dot {
        display: inline-block;
        width: 0.55rem;
        height: 0.55rem;
        border-radius: 50%;
        background: var(--leaf);
        margin-inline-end: 0.4rem;
      }
      .empty,
      p.soft {
        padding: 0.5rem 1rem;
        color: var(--ink-soft);
        margin: 0;
      }
      li button {
        opacity: 0.55;
      }
      li:hover button,
      li button:focus-visible,
      .follow button {
        opacity: 1;
      }
    `,
  ];
}
