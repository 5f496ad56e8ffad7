import { css, html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { api, link, Refused, tell, type Frame, type LinkState } from './live-link';
import { outboxOf, waitingIn, withdraw, type Leaving, type Outbox } from './outbox';
import { controls } from './shared-styles';
import './talanoa-composer';
import type { Composed, Composer, Person } from './talanoa-composer';
import './talanoa-message';
import './talanoa-related';
import './talanoa-telling';
import { REACTIONS, type Act, type MessageElement } from './talanoa-message';
import type { Kind, Quoted } from './tellings';
import { isOwn, ThreadModel, type Message, type Mine, type Standing, type Thread, type Waiting } from './thread-model';
import { dayOf, fullTimeOf, say, startOf, type Texts } from './words';

const PAGE = 50;
const NEAR = 600;
const TYPING_FOR = 6_000;
const TRY_AGAIN = 4_000;
const MEETING_MILLIS = 3_000;
const TOGETHER_MILLIS = 400;
const GROUP_WITHIN = 5 * 60_000;

const GROUNDS = ['identifies-somebody', 'disrespect', 'breaks-confidentiality', 'off-topic', 'other'];

type Letter = { key: string; thread: string; markdown: string; at: string; refused: string | null };

/** The live stream of one thread, and where one writes. */
@customElement('talanoa-conversation')
export class Conversation extends LitElement {
  @property() alliance = '';
  @property() room = '';
  @property() thread = '';
  @property() me = '';
  @property() zone = 'UTC';
  @property() kind = 'open';
  @property() rule = '';
  @property({ type: Boolean }) mayspeak = false;
  @property({ type: Boolean }) maykeep = false;
  /** Whether nobody may be named here, and whether one holds a position from which to stand behind others. */
  @property({ type: Boolean }) naming = false;
  @property({ type: Boolean }) senior = false;
  /** Whether the whole room hides who holds which position. */
  @property({ type: Boolean }) rankhidden = false;
  @property({ attribute: false }) texts: Texts = {};

  @state() private model = new ThreadModel();
  @state() private mine: Mine | null = null;
  @state() private state: LinkState = 'online';
  @state() private people: Person[] = [];
  @state() private typing = new Map<string, { name: string; until: number }>();
  @state() private unreadFrom = 0;
  @state() private problem = '';
  @state() private editing = 0;
  @state() private branch = 0;
  @state() private below = 0;
  @state() private marked = 0;
  @state() private dialog: { title: string; content: unknown; act?: unknown } | null = null;
  @state() private announced = '';
  @state() private answers = new Map<number, Message>();
  @state() private letters: Letter[] = [];
  @state() private consents = new Set<number>();
  @state() private pseudonym = '';
  @state() private unapproved: Waiting[] = [];
  @state() private standings = new Map<string, Standing>();
  @state() private kinds: Kind[] = [];
  /** The message that is being marked, and what was selected in it. */
  @state() private telling: { number: number; selected: Quoted | null } | null = null;

  @query('.stream') private stream!: HTMLElement;
  @query('talanoa-composer') private composer!: Composer;
  @query('dialog') private box!: HTMLDialogElement;
  @query('.jump input') private days!: HTMLInputElement;
  private stop: (() => void)[] = [];
  private outbox?: Outbox;
  private loading = false;
  private catching = false;
  private stick = true;
  private place: { number: number; top: number } | null = null;
  private settling = false;
  private readonly sizes = new ResizeObserver(() => this.stream && this.keepPlace());

  /** What is held, for comparing with what the server has. */
  snapshot(): { revision: number; last: number; head?: Thread; messages: Message[] } {
    const { revision, head } = this.model;
    return { revision, last: head?.last ?? 0, head, messages: this.model.list() };
  }

  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener('keydown', this.pressed);
    document.addEventListener('visibilitychange', this.seen);
    addEventListener('hashchange', this.hashed);
    addEventListener('pagehide', this.tellRead);
    if (this.hasUpdated && this.thread) {
      void this.open();
    }
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener('keydown', this.pressed);
    document.removeEventListener('visibilitychange', this.seen);
    removeEventListener('hashchange', this.hashed);
    removeEventListener('pagehide', this.tellRead);
    this.leave();
  }

  override willUpdate(changed: PropertyValues): void {
    if ((changed.has('thread') || changed.has('room')) && this.room && this.thread && this.me) {
      void this.open();
    }
  }

  private t(key: string, ...values: (string | number)[]): string {
    return say(this.texts, key, ...values);
  }

  private get path(): string {
    return `/rooms/${this.room}/threads/${this.thread}`;
  }

  private leave(): void {
    this.tellRead();
    clearTimeout(this.delivery);
    clearTimeout(this.trying);
    clearTimeout(this.asking);
    clearTimeout(this.learning);
    this.sizes.disconnect();
    this.stop.forEach((stop) => stop());
    this.stop = [];
  }

  private async open(): Promise<void> {
    this.leave();
    this.model = new ThreadModel();
    this.mine = null;
    this.leftUnread = false;
    this.problem = '';
    this.branch = 0;
    this.editing = 0;
    this.below = 0;
    this.answers = new Map();
    this.letters = [];
    this.consents = new Set();
    this.pseudonym = '';
    this.unapproved = [];
    this.standings = new Map();
    this.met = new Set();
    this.strange = new Set();
    void this.loadKinds();
    void this.loadLetters();
    void this.loadUnapproved();
    void this.loadConsents();
    this.outbox = outboxOf(this.me);
    const outbox = this.outbox;
    const changed = () => this.requestUpdate();
    const posted = (event: Event) => this.posted((event as CustomEvent).detail);
    outbox.addEventListener('changed', changed);
    outbox.addEventListener('posted', posted);
    const waits = () => void this.loadUnapproved();
    outbox.addEventListener('waits', waits);
    this.stop.push(() => {
      outbox.removeEventListener('changed', changed);
      outbox.removeEventListener('posted', posted);
      outbox.removeEventListener('waits', waits);
    });
    this.stop.push(link.watch((state) => (this.state = state)));
    const address = `/room/${this.room}/thread/${this.thread}`;
    this.stop.push(link.listen(address, (frame) => this.heard(frame)));
    void api<Person[]>('GET', `/rooms/${this.room}/people`).then(
      (people) => (this.people = people),
      () => undefined,
    );
    await this.load();
  }

  private async load(number = hashed()): Promise<void> {
    try {
      const { thread, mine, pseudonym } = await api('GET', this.path);
      this.mine = mine;
      this.pseudonym = pseudonym ?? '';
      this.unreadFrom = mine.read < thread.last ? mine.read + 1 : 0;
      const target = number || this.unreadFrom;
      const from = target ? Math.max(1, target - 15) : Math.max(1, thread.last - PAGE + 1);
      await this.openPage(from);
      this.stick = this.model.atEnd && !target;
      this.changed();
      const moved = await this.movedTo(this.model.messages.get(number)).catch(() => null);
      if (moved) {
        location.replace(this.placeOf(moved));
        return;
      }
      void this.loadStandings();
      await this.updateComplete;
      this.show(target || thread.last, Boolean(number));
      this.seen();
    } catch (refused) {
      this.problem = this.wordsOf(refused);
    }
  }

  /** Begins anew with a page; what came live while it was asked for is caught up with. */
  private async openPage(from: number): Promise<void> {
    const page = await api('GET', `${this.path}/messages?from=${from}&count=${PAGE}`);
    this.model.open(page.thread, page.messages);
    this.catchUpAgain();
  }

  private heard(frame: Frame): void {
    if (frame.type === 'listening') {
      void this.catchUp();
    } else if (frame.type === 'typing') {
      this.someoneTypes(frame);
    } else if (frame.type === 'ended') {
      this.problem = this.t('live.ended');
      this.mayspeak = false;
      this.model = new ThreadModel();
    } else if (!this.model.apply(frame as any)) {
      void this.catchUp();
    } else {
      if (frame.type === 'message') {
        this.came(frame.message);
      }
      this.changed();
    }
  }

  /** Where a message stands now; another room than this tells only those who may enter it. */
  private async movedTo(message?: Message): Promise<Message['moved']> {
    return message?.state === 'moved'
      ? (message.moved ?? (await api('GET', `${this.path}/messages/${message.number}/moved`)))
      : null;
  }

  private placeOf(place: { room: string; thread: string; number?: number }): string {
    const hash = place.number ? `#${place.number}` : '';
    return `/a/${this.alliance}/r/${place.room}/t/${place.thread}${hash}`;
  }

  /** Who holds which position, of those who speak here by name; nobody while that is hidden. */
  private async loadStandings(): Promise<void> {
    clearTimeout(this.asking);
    const people: Standing[] = await api('GET', `${this.path}/standings`).catch(() => []);
    this.standings = new Map(people.map((person) => [person.id, person]));
  }

  /** Whether positions were hidden in this thread when they were last asked for. */
  private hidesRank = false;

  /** Asks once for the position of somebody who was not heard here before, soon but not all at once. */
  private meet(person: string | null): void {
    const hidden = this.rankhidden || this.model.head?.rankHidden;
    if (person && !hidden && !this.standings.has(person) && !this.met.has(person)) {
      this.met.add(person);
      clearTimeout(this.asking);
      this.asking = window.setTimeout(() => void this.loadStandings(), Math.random() * MEETING_MILLIS);
    }
  }
  private met = new Set<string>();
  private asking?: number;

  private async loadKinds(): Promise<void> {
    this.kinds = await api<Kind[]>('GET', `/alliances/${this.alliance}/kinds`).catch(() => this.kinds);
  }

  /** Asks once for a kind that was not known here before, soon but not all at once. */
  private learnKinds(): void {
    const known = new Set([...this.kinds.map(({ id }) => id), ...this.strange]);
    const strange = this.model
      .list()
      .flatMap(({ tellings }) => tellings)
      .filter(({ kind }) => !known.has(kind));
    if (this.kinds.length > 0 && strange.length > 0) {
      strange.forEach(({ kind }) => this.strange.add(kind));
      clearTimeout(this.learning);
      this.learning = window.setTimeout(() => void this.loadKinds(), Math.random() * MEETING_MILLIS);
    }
  }
  private strange = new Set<string>();
  private learning?: number;

  private async loadUnapproved(): Promise<void> {
    if (this.mayspeak) {
      this.unapproved = (await waitingIn(this.room)).filter((one) => one.thread === this.thread);
    }
  }

  private async withdraw(one: Waiting): Promise<void> {
    try {
      await withdraw(this.room, one);
    } catch (refused) {
      this.note(this.wordsOf(refused));
    }
    await this.loadUnapproved();
  }

  /** The names that are one's own here; the first message under one makes it so. */
  private async loadMine(): Promise<void> {
    const { mine, pseudonym } = await api('GET', this.path);
    const read = Math.max(mine.read, this.mine?.read ?? 0);
    this.mine = { ...mine, read };
    this.pseudonym = pseudonym ?? '';
  }

  private isOwn(message?: Message): boolean {
    return message !== undefined && isOwn(message.by, this.me, this.mine?.pseudonyms ?? []);
  }

  private came(message: Message): void {
    this.meet(message.by.person);
    if (this.unapproved.length > 0) {
      void this.loadUnapproved();
    }
    if (message.by.person) {
      this.typing.delete(message.by.person);
    }
    if (this.isOwn(message) || message.number !== this.model.head?.last) {
      return;
    }
    if (message.revision === this.model.revision && !message.edited && message.state === 'said') {
      const text = new DOMParser().parseFromString(message.html, 'text/html').body.textContent ?? '';
      this.announced = `${message.by.name}: ${text.slice(0, 300)}`;
      if (!this.stick) {
        this.below++;
      }
    }
  }

  private async catchUp(): Promise<void> {
    this.wanted = true;
    if (this.catching || !this.model.head) {
      return;
    }
    this.catching = true;
    try {
      while (this.wanted) {
        this.wanted = false;
        const { revision, end } = this.model;
        const missed = await api('GET', `${this.path}/since?revision=${revision}&number=${end}`);
        if (!this.model.catchUp(missed)) {
          await this.load(this.firstShown());
        }
        this.changed();
      }
    } catch (refused) {
      if (refused instanceof Refused && refused.status === 404) {
        this.problem = refused.message;
      } else {
        clearTimeout(this.trying);
        this.trying = window.setTimeout(() => void this.catchUp(), TRY_AGAIN);
      }
      return;
    } finally {
      this.catching = false;
    }
    this.catchUpAgain();
  }

  /** What came while something was being fetched did not fit, or was overwritten by it. */
  private catchUpAgain(): void {
    if (this.model.head && this.model.behind) {
      void this.catchUp();
    }
  }
  private wanted = false;
  private trying?: number;

  private posted(detail: { thread: string; message: Message }): void {
    if (detail.thread === this.thread) {
      if (detail.message.by.kind === 'pseudonym' && !this.isOwn(detail.message)) {
        void this.loadMine().catch(() => undefined);
      }
      if (this.model.atEnd && detail.message.number === this.model.end + 1) {
        this.model.put(detail.message);
      }
      this.stick = true;
      this.changed();
    }
  }

  private someoneTypes(frame: Frame): void {
    if (frame.person === this.me) {
      return;
    }
    this.typing.set(frame.person, { name: frame.name, until: Date.now() + TYPING_FOR });
    this.requestUpdate();
    setTimeout(() => {
      for (const [person, { until }] of this.typing) {
        if (until <= Date.now()) {
          this.typing.delete(person);
        }
      }
      this.requestUpdate();
    }, TYPING_FOR + 50);
  }

  private changed(): void {
    const { rankHidden = false, locked = false } = this.model.head ?? {};
    if (this.hidesRank !== (rankHidden && !locked)) {
      this.hidesRank = rankHidden && !locked;
      void this.loadStandings();
    }
    if (!this.settling) {
      this.remember();
      this.settling = true;
    }
    this.requestUpdate();
    this.learnKinds();
    void this.fetchAnswered();
  }

  /** Answers that point to messages not held are fetched for their first words. */
  private async fetchAnswered(): Promise<void> {
    const wanted = this.model
      .list()
      .map((message) => message.answers)
      .filter((n): n is number => n !== null && !this.model.messages.has(n) && !this.answers.has(n));
    for (const number of [...new Set(wanted)].slice(-20)) {
      try {
        this.answers.set(number, await api('GET', `${this.path}/messages/${number}`));
        this.requestUpdate();
      } catch {
        return;
      }
    }
  }

  // Keeping the place while anything in the list grows or shrinks.

  private remember(): void {
    if (!this.stream || this.stick) {
      this.place = null;
      return;
    }
    const top = this.stream.getBoundingClientRect().top;
    const row = this.rows().find((candidate) => candidate.getBoundingClientRect().bottom > top);
    this.place = row
      ? { number: Number(row.dataset.number), top: row.getBoundingClientRect().top - top }
      : null;
  }

  private keepPlace(): void {
    this.settling = false;
    const row = this.place && this.row(this.place.number);
    if (this.stick) {
      this.stream.scrollTop = this.stream.scrollHeight;
    } else if (this.place && row) {
      const top = this.stream.getBoundingClientRect().top;
      this.stream.scrollTop += row.getBoundingClientRect().top - top - this.place.top;
    }
    this.seen();
  }

  /** Complete when the messages are too, which render after the list. */
  protected override async getUpdateComplete(): Promise<boolean> {
    const complete = await super.getUpdateComplete();
    const messages = this.renderRoot.querySelectorAll<MessageElement>('talanoa-message');
    await Promise.all([...messages].map((message) => message.updateComplete));
    return complete;
  }

  private rows(): HTMLElement[] {
    return [...this.renderRoot.querySelectorAll<HTMLElement>('[data-number]')];
  }

  private row(number: number): HTMLElement | null {
    return this.renderRoot.querySelector(`[data-number="${number}"]`);
  }

  private firstShown(): number {
    const top = this.stream?.getBoundingClientRect().top ?? 0;
    const first = this.rows().find((row) => row.getBoundingClientRect().bottom > top);
    return Number(first?.dataset.number ?? 0);
  }

  protected override updated(): void {
    const list = this.renderRoot.querySelector('.stream > section');
    if (list) {
      this.sizes.observe(list);
      this.sizes.observe(this.stream);
      void this.updateComplete.then(() => this.isConnected && this.stream && this.keepPlace());
    }
    if ((this.dialog || this.telling) && !this.box.open) {
      this.box.showModal();
    }
  }

  private scrolled(): void {
    const { scrollTop, scrollHeight, clientHeight } = this.stream;
    const atBottom = scrollHeight - scrollTop - clientHeight < 60;
    this.stick = atBottom && this.model.atEnd;
    if (this.stick) {
      this.below = 0;
    }
    if (!this.settling) {
      this.remember();
    }
    if (scrollTop < NEAR && this.model.first > 1) {
      void this.more(true);
    } else if (scrollHeight - scrollTop - clientHeight < NEAR && !this.model.atEnd) {
      void this.more(false);
    }
    this.seen();
  }

  private async more(older: boolean): Promise<void> {
    if (this.loading || !this.model.head || this.branch) {
      return;
    }
    this.loading = true;
    try {
      const from = older ? Math.max(1, this.model.first - PAGE) : this.model.end + 1;
      const count = older ? this.model.first - from : PAGE;
      const page = await api('GET', `${this.path}/messages?from=${from}&count=${count}`);
      this.remember();
      this.settling = true;
      this.model.extend(page.messages, older);
      this.changed();
    } catch {
      return; // The next scroll asks again.
    } finally {
      this.loading = false;
    }
    await this.updateComplete;
    this.keepPlace();
    this.scrolled();
  }

  private async goto(number: number): Promise<void> {
    this.branch = 0;
    this.stick = false;
    if (!this.model.messages.has(number)) {
      const from = Math.max(1, number - 20);
      await this.openPage(from);
      this.changed();
    }
    await this.updateComplete;
    this.show(number, true);
  }

  private show(number: number, mark: boolean): void {
    const row = this.row(number);
    if (row && !this.stick) {
      const { top, height } = this.stream.getBoundingClientRect();
      this.stream.scrollTop += row.getBoundingClientRect().top - top - height * (mark ? 0.4 : 0.15);
    }
    if (mark && row) {
      this.marked = number;
      row.focus({ preventScroll: true });
    }
    this.settling = false;
    this.remember();
  }

  private hashed = (): void => {
    const number = hashed();
    if (number) {
      void this.goto(number);
    }
  };

  // What has been read.

  private seen = (): void => {
    const looking = document.visibilityState === 'visible' && !this.leftUnread;
    if (!looking || !this.mine || !this.stream || this.branch) {
      return;
    }
    const bottom = this.stream.getBoundingClientRect().bottom;
    const shown = this.rows().filter((row) => row.getBoundingClientRect().top < bottom - 20);
    const last = Number(shown.at(-1)?.dataset.number ?? 0);
    if (last > this.mine.read) {
      this.mine = { ...this.mine, read: last };
      clearTimeout(this.reading);
      const address = `${this.path}/read`;
      this.readUpTo = () => tell('PUT', address, { number: last });
      this.reading = window.setTimeout(this.tellRead, TOGETHER_MILLIS);
    }
  };
  private reading?: number;
  /** What was left to be read another time stays so while one looks at it. */
  private leftUnread = false;
  private readUpTo?: () => void;

  private tellRead = (): void => {
    clearTimeout(this.reading);
    this.readUpTo?.();
    this.readUpTo = undefined;
  };

  // What one can do.

  private async act(act: Act): Promise<void> {
    const { number, detail } = act;
    const message = this.model.messages.get(number);
    const one = `${this.path}/messages/${number}`;
    try {
      switch (act.act) {
        case 'react':
          this.took(await api(detail.on ? 'PUT' : 'DELETE', `${one}/reactions/${detail.kind}`));
          break;
        case 'pin':
          this.took(await api('PUT', `${one}/pin`));
          break;
        case 'unpin':
          this.took(await api('DELETE', `${one}/pin`));
          break;
        case 'vote':
          this.took(await api('PUT', `${one}/votes`, { options: detail }));
          break;
        case 'closePoll':
          this.took(await api('DELETE', `${one}/poll`));
          break;
        case 'reply':
          this.composer.answer(number, message?.by.name ?? '');
          break;
        case 'quote': {
          const { markdown } = await api('GET', `${one}/source`);
          this.composer.quote(markdown, message?.by.name ?? '');
          break;
        }
        case 'edit': {
          const { markdown } = await api('GET', `${one}/source`);
          this.stick = false;
          this.editing = number;
          await this.updateComplete;
          await this.element(number)?.fill(markdown);
          break;
        }
        case 'save':
          this.took(await api('PUT', one, { markdown: detail }));
          this.editing = 0;
          break;
        case 'cancel':
          this.editing = 0;
          break;
        case 'delete':
          if (confirm(this.t('live.deleteSure'))) {
            this.took(await api('DELETE', one));
          }
          break;
        case 'history':
          await this.showHistory(one);
          break;
        case 'branch':
          this.branch = number;
          this.stick = false;
          break;
        case 'goto':
          await this.goto(detail);
          break;
        case 'bookmark':
          this.askReminder(one);
          break;
        case 'unread':
          this.leftUnread = true;
          this.mine = await api('PUT', `${this.path}/unread`, { number });
          this.unreadFrom = number;
          break;
        case 'link':
          await this.copyLink(number);
          break;
        case 'moved':
          location.assign(this.placeOf((await this.movedTo(message))!));
          break;
        case 'sponsor':
          this.took(await api(detail ? 'PUT' : 'DELETE', `${one}/sponsor`));
          break;
        case 'tell':
          this.telling = { number, selected: detail };
          break;
        case 'report':
          this.askReport(number);
          break;
        case 'quotation':
          await this.quotation(one);
          break;
        case 'navigate':
          location.assign(detail);
          break;
      }
    } catch (refused) {
      if (act.act === 'save') {
        this.element(number)?.refuse(this.wordsOf(refused));
      } else {
        this.announced = this.wordsOf(refused);
        this.note(this.wordsOf(refused));
      }
    }
  }

  private took(message: Message): void {
    this.model.put(message);
    this.changed();
  }

  private element(number: number): MessageElement | null {
    return this.row(number)?.querySelector('talanoa-message') ?? null;
  }

  private wordsOf(refused: unknown): string {
    return (refused instanceof Refused && refused.message) || this.t('live.offline');
  }

  private note(words: string): void {
    this.dialog = { title: '', content: html`<p>${words}</p>` };
  }

  private async copyLink(number: number): Promise<void> {
    const address = `/a/${this.alliance}/r/${this.room}/t/${this.thread}#${number}`;
    history.replaceState(history.state, '', address);
    try {
      await navigator.clipboard.writeText(location.origin + address);
      this.announced = this.t('live.copied');
    } catch {
      this.dialog = {
        title: this.t('live.copyLink'),
        content: html`<input readonly .value=${location.origin + address} aria-label=${this.t('live.copyLink')} />`,
      };
    }
  }

  private async showHistory(one: string): Promise<void> {
    const wordings: { at: string; html: string }[] = await api('GET', `${one}/history`);
    this.dialog = {
      title: this.t('live.history'),
      content: wordings.map((wording) => {
        const text = new DOMParser().parseFromString(wording.html, 'text/html').body.textContent;
        return html`<h3>${fullTimeOf(wording.at, this.zone)}</h3>
          <p class="wording">${text}</p>`;
      }),
    };
  }

  /** Why somebody should look at a message, said by name or not. */
  private askReport(number: number): void {
    const send = async (event: Event) => {
      event.preventDefault();
      const form = new FormData(event.target as HTMLFormElement);
      try {
        await api('POST', `/rooms/${this.room}/reports`, {
          thread: this.thread,
          number,
          grounds: form.get('grounds'),
          words: form.get('words'),
          anonymous: form.get('anonymous') === 'on',
        });
        this.dialog = { title: this.t('live.report'), content: html`<p>${this.t('live.reported')}</p>` };
      } catch (refused) {
        this.dialog = { title: this.t('live.report'), content: html`<p role="alert">${this.wordsOf(refused)}</p>` };
      }
    };
    this.dialog = {
      title: this.t('live.report'),
      act: html`<button class="primary" form="report">${this.t('live.reportSend')}</button>`,
      content: html`<form class="report" id="report" @submit=${send}>
        <p>${this.t('live.reportWhy')}</p>
        ${GROUNDS.map(
          (ground, i) =>
            html`<label><input type="radio" name="grounds" value=${ground} ?checked=${i === 0} /> ${this.t('live.grounds.' + ground)}</label>`,
        )}
        <label class="words">${this.t('live.reportWords')}<textarea name="words" rows="3" maxlength="2000" dir="auto"></textarea></label>
        <label><input type="checkbox" name="anonymous" /> ${this.t('live.reportAnonymous')}</label>
      </form>`,
    };
  }

  /** What of a message may be repeated outside the room, as the room's rule says. */
  private async quotation(one: string): Promise<void> {
    const title = this.t('live.quotation');
    try {
      const { words, by } = await api('GET', `${one}/quotation`);
      const text = by ? `${words}\n\n— ${by.name}` : words;
      this.dialog = {
        title,
        content: html`<p>${this.t('live.quotationRule')}</p>
          <textarea readonly rows="6" dir="auto" aria-label=${title} .value=${text}></textarea>`,
      };
    } catch (refused) {
      const ask = async () => {
        await api('POST', `${one}/consent-asked`).then(
          () => this.note(this.t('live.consentAsked')),
          (why) => this.note(this.wordsOf(why)),
        );
      };
      const mayAsk = refused instanceof Refused && refused.error === 'quote.noConsent';
      this.dialog = {
        title,
        content: html`<p>${this.wordsOf(refused)}</p>
          ${mayAsk ? html`<button @click=${ask}>${this.t('live.consentAsk')}</button>` : nothing}`,
      };
    }
  }

  /** Own messages of this thread that somebody would like to quote outside. */
  private async loadConsents(): Promise<void> {
    const asked: { thread: string; number: number }[] = await api('GET', '/me/consents').catch(() => []);
    this.consents = new Set(asked.filter((one) => one.thread === this.thread).map((one) => one.number));
  }

  private async consent(number: number, agreed: boolean): Promise<void> {
    try {
      await api('PUT', `${this.path}/messages/${number}/consent`, { agreed });
      await this.loadConsents();
    } catch (refused) {
      this.note(this.wordsOf(refused));
    }
  }

  private consentAsked(number: number) {
    return html`<p class="consent">
      ${this.t('live.consentWanted')}
      <button @click=${() => this.consent(number, true)}>${this.t('live.consentGive')}</button>
      <button class="quiet" @click=${() => this.consent(number, false)}>${this.t('live.consentRefuse')}</button>
    </p>`;
  }

  private askReminder(one: string): void {
    const keep = async (remindAt: string | null) => {
      this.box.close();
      await api('PUT', `${one}/bookmark`, { remindAt }).catch((r) => this.note(this.wordsOf(r)));
      this.announced = this.t('live.bookmarked');
    };
    const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();
    this.dialog = {
      title: this.t('live.bookmark'),
      content: html`<p>${this.t('live.remindWhen')}</p>
        <div class="choices">
          <button @click=${() => keep(null)}>${this.t('live.remindNever')}</button>
          <button @click=${() => keep(inDays(1))}>${this.t('live.remindTomorrow')}</button>
          <button @click=${() => keep(inDays(7))}>${this.t('live.remindNextWeek')}</button>
        </div>`,
    };
  }

  private showKeys(): void {
    const keys: [string, string][] = [
      ['j / k', 'live.keysMove'],
      ['r', 'live.reply'],
      ['q', 'live.quote'],
      ['e', 'live.edit'],
      ['1 – 5', 'live.keysReact'],
      ['p', 'live.pin'],
      ['t', 'live.tell'],
      ['b', 'live.bookmark'],
      ['u', 'live.unreadFrom'],
      ['l', 'live.copyLink'],
      ['m', 'live.more'],
      ['c', 'live.keysWrite'],
      ['End', 'live.keysLatest'],
      ['/', 'live.keysSearch'],
      ['Ctrl + Enter', 'live.send'],
      ['Esc', 'live.keysLeave'],
    ];
    this.dialog = {
      title: this.t('live.keys'),
      content: html`<dl>
        ${keys.map(([key, text]) => html`<dt><kbd>${key}</kbd></dt><dd>${this.t(text)}</dd>`)}
      </dl>`,
    };
  }

  private pressed = (event: KeyboardEvent): void => {
    const target = event.composedPath()[0] as HTMLElement;
    const writing = /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName) || target.isContentEditable;
    if (writing || event.ctrlKey || event.metaKey || event.altKey || this.box?.open) {
      return;
    }
    const focused = (this.renderRoot as ShadowRoot).activeElement?.closest<HTMLElement>('[data-number]');
    const number = Number(focused?.dataset.number ?? 0);
    const act = (name: string, detail?: any) => number && void this.act({ act: name, number, detail });
    const reaction = REACTIONS[Number(event.key) - 1];
    const own = this.isOwn(this.model.messages.get(number));
    const handlers: Record<string, () => unknown> = {
      j: () => this.move(number, 1),
      k: () => this.move(number, -1),
      r: () => act('reply'),
      q: () => act('quote'),
      e: () => own && act('edit'),
      p: () => act(this.model.messages.get(number)?.pinned ? 'unpin' : 'pin'),
      t: () => this.mayspeak && this.said(number) && act('tell', this.element(number)?.selection() ?? null),
      b: () => act('bookmark'),
      u: () => act('unread'),
      l: () => act('link'),
      m: () => this.element(number)?.showMenu(),
      c: () => this.composer?.focusWords(),
      End: () => this.toEnd(),
      '?': () => this.showKeys(),
    };
    const handler = reaction
      ? () => act('react', { kind: reaction, on: !this.model.messages.get(number)?.reactions[reaction]?.includes(this.me) })
      : handlers[event.key];
    if (handler) {
      event.preventDefault();
      handler();
    }
  };

  private said(number: number): boolean {
    return this.model.messages.get(number)?.state === 'said';
  }

  private move(from: number, step: number): void {
    const rows = this.rows();
    const at = rows.findIndex((row) => Number(row.dataset.number) === from);
    const next = at < 0 ? rows.at(step > 0 ? 0 : -1) : rows[at + step];
    this.stick = false;
    next?.focus();
    next?.scrollIntoView({ block: 'nearest' });
  }

  private async toEnd(): Promise<void> {
    this.below = 0;
    if (!this.model.atEnd && this.model.head) {
      const from = Math.max(1, this.model.head.last - PAGE + 1);
      await this.openPage(from);
    }
    this.stick = true;
    this.changed();
  }

  private compose(composed: Composed): void {
    const { key, markdown, answers, attachments, poll, pseudonym } = composed;
    const leaving: Leaving = {
      key,
      room: this.room,
      thread: this.thread,
      markdown,
      answers,
      attachments,
      poll,
      pseudonym,
      at: new Date().toISOString(),
    };
    this.stick = true;
    this.unreadFrom = 0;
    this.outbox!.add(leaving);
    void this.toEnd();
  }

  private async jump(event: Event): Promise<void> {
    const day = (event.target as HTMLInputElement).value;
    if (day) {
      const { number } = await api('GET', `${this.path}/number?at=${startOf(day, this.zone)}`);
      await this.goto(number);
    }
  }

  override render() {
    const head = this.model.head;
    if (this.problem && !head) {
      return html`<div class="empty" role="alert"><p>${this.problem}</p></div>`;
    }
    if (!head) {
      return html`<div class="empty"><p>${this.t('live.loading')}</p></div>`;
    }
    const leaving = this.outbox?.of(this.thread) ?? [];
    return html`
      <header class="top">
        <slot name="back"></slot>
        <div class="title">
          <h1 dir="auto">${head.title}</h1>
          <p class="soft">
            ${head.last === 1 ? this.t('live.countOne') : this.t('live.count', head.last)} ${head.locked ? html`· ${this.t('live.locked')}` : nothing}
          </p>
        </div>
        <span class="jump">
          <button
            class="quiet"
            aria-label=${this.t('live.jump')}
            title=${this.t('live.jump')}
            @click=${() => this.days.showPicker()}
          >
            <svg viewBox="0 0 24 24" width="20" height="20" fill="none" stroke="currentColor" stroke-width="1.8" aria-hidden="true">
              <rect x="3.5" y="5" width="17" height="15.5" rx="2.5" />
              <path d="M3.5 10h17M8 2.8v4M16 2.8v4" stroke-linecap="round" />
            </svg>
          </button>
          <input
            type="date"
            tabindex="-1"
            aria-label=${this.t('live.jump')}
            @change=${this.jump}
            min=${head.startedAt.slice(0, 10)}
            max=${head.at.slice(0, 10)}
          />
        </span>
        <button class="quiet" aria-label=${this.t('live.keys')} title=${this.t('live.keys')} @click=${this.showKeys}>?</button>
        ${this.maykeep || (this.mayspeak && isOwn(head.by, this.me, this.mine?.pseudonyms ?? []))
          ? html`<button class="quiet" aria-label=${this.t('live.rename')} title=${this.t('live.rename')} @click=${() => this.rename(head)}>
              ✎
            </button>`
          : nothing}
        ${this.maykeep && !head.locked
          ? html`<button class="quiet wide" @click=${() => this.hideRank(!head.rankHidden)}>
              ${this.t(head.rankHidden ? 'live.showRank' : 'live.hideRank')}
            </button>`
          : nothing}
        ${this.maykeep
          ? html`<button class="quiet" @click=${() => this.lock(!head.locked)}>
              ${this.t(head.locked ? 'live.unlock' : 'live.lock')}
            </button>`
          : nothing}
      </header>
      ${head.movedTo
        ? html`<p class="notice">
            ${this.t('live.threadMoved')} <a href=${this.placeOf(head.movedTo)}>${this.t('live.movedGo')}</a>
          </p>`
        : nothing}
      ${(head.rankHidden || this.rankhidden) && !head.locked ? html`<p class="notice">${this.t('live.rankHidden')}</p>` : nothing}
      ${this.branch
        ? html`<p class="notice">
            ${this.t('live.branchOf', this.branch)}
            <button class="quiet" @click=${() => (this.branch = 0)}>${this.t('live.wholeThread')}</button>
          </p>`
        : nothing}
      ${head.pins.length > 0 && !this.branch
        ? html`<p class="notice">
            ${this.t('live.pins')}
            ${head.pins.map((n) => html`<button class="quiet" @click=${() => this.goto(n)}>#${n}</button>`)}
          </p>`
        : nothing}
      ${this.branch ? nothing : html`<talanoa-related .texts=${this.texts} path=${this.path}></talanoa-related>`}
      <div class="stream" @scroll=${this.scrolled} tabindex="-1">
        ${this.model.first > 1 ? html`<p class="soft centre">${this.t('live.loading')}</p>` : nothing}
        <section aria-label=${head.title}>${this.listed()}</section>
        ${leaving.map((one) => this.pending(one))} ${this.unapproved.map((one) => this.awaiting(one))} ${this.letters.map((letter) => this.waiting(letter))}
      </div>
      ${this.below > 0 && !this.stick
        ? html`<button class="below" @click=${this.toEnd}>${this.t('live.below', this.below)} ↓</button>`
        : nothing}
      <p class="status">${this.status()}</p>
      <div class="hidden" role="log" aria-live="polite">${this.announced}</div>
      ${this.foot(head.locked)}
      <dialog aria-label=${this.telling ? this.t('live.tell') : (this.dialog?.title ?? '')} @close=${this.closed}>
        <h2>${this.telling ? this.t('live.tell') : this.dialog?.title}</h2>
        ${this.telling ? this.marking(this.telling) : this.dialog?.content}
        <form method="dialog" class="foot">
          ${this.dialog?.act ?? nothing}
          <button class=${this.dialog?.act ? '' : 'primary'}>${this.t(this.dialog?.act ? 'live.cancel' : 'live.close')}</button>
        </form>
      </dialog>
    `;
  }

  private closed(): void {
    this.dialog = null;
    this.telling = null;
  }

  private marking({ number, selected }: { number: number; selected: Quoted | null }) {
    const message = this.model.messages.get(number);
    return !message
      ? nothing
      : html`<talanoa-telling
          .message=${message}
          .kinds=${this.kinds}
          .texts=${this.texts}
          .selected=${selected}
          .path=${this.path}
          @marked=${(event: CustomEvent<Message>) => this.took(event.detail)}
        ></talanoa-telling>`;
  }

  private listed() {
    const names = new Map(this.people.map((person) => [person.id, person.name]));
    const shown = this.model.list().filter((message) => !this.branch || this.inBranch(message));
    let before: Message | null = null;
    return repeat(
      shown,
      (message) => message.number,
      (message) => {
        const newDay = !before || dayOf(before.at, this.zone) !== dayOf(message.at, this.zone);
        const continues =
          !newDay &&
          before !== null &&
          same(before, message) &&
          message.answers === null &&
          !message.pinned &&
          message.number !== this.unreadFrom &&
          Date.parse(message.at) - Date.parse(before.at) < GROUP_WITHIN;
        before = message;
        const answered = message.answers
          ? (this.model.messages.get(message.answers) ?? this.answers.get(message.answers) ?? null)
          : null;
        return html`
          ${newDay ? html`<p class="day">${dayOf(message.at, this.zone)}</p>` : nothing}
          ${message.number === this.unreadFrom
            ? html`<p class="unread">${this.t('live.unreadLine')}</p>`
            : nothing}
          <div class="row ${this.marked === message.number ? 'marked' : ''}" data-number=${message.number} tabindex="-1">
            <talanoa-message
              .message=${message}
              .answered=${answered}
              .texts=${this.texts}
              .names=${names}
              .standings=${this.standings}
              .pseudonyms=${this.mine?.pseudonyms ?? []}
              .kinds=${this.kinds}
              .alliance=${this.alliance}
              .sealed=${this.kind === 'sealed' ? this.room : ''}
              .me=${this.me}
              .zone=${this.zone}
              ?continues=${continues}
              ?mayspeak=${this.mayspeak}
              ?maykeep=${this.maykeep}
              ?senior=${this.senior}
              ?editing=${this.editing === message.number}
              @act=${(event: CustomEvent<Act>) => this.act(event.detail)}
            ></talanoa-message>
            ${this.consents.has(message.number) ? this.consentAsked(message.number) : nothing}
          </div>
        `;
      },
    );
  }

  /** Whether a message leads to the chosen one or answers it. */
  private inBranch(message: Message): boolean {
    const leadsTo = (from: number | null, to: number): boolean =>
      from !== null && (from === to || leadsTo(this.model.messages.get(from)?.answers ?? null, to));
    return leadsTo(message.number, this.branch) || leadsTo(this.branch, message.number);
  }

  private pending(one: Leaving) {
    return html`<div class="pending ${one.refused ? 'refused' : ''}">
      <p dir="auto">${one.markdown}</p>
      ${one.refused
        ? html`<p class="problem" role="alert">${one.refused}</p>
            <button @click=${() => this.reword(one)}>${this.t('live.reword')}</button>
            <button class="quiet" @click=${() => this.outbox!.retry(one.key)}>${this.t('live.retry')}</button>
            <button class="quiet" @click=${() => this.outbox!.drop(one.key)}>${this.t('live.discard')}</button>`
        : html`<p class="soft">${this.t(this.state === 'online' ? 'live.sending' : 'live.waiting')}</p>`}
    </div>`;
  }

  private awaiting(one: Waiting) {
    const text = new DOMParser().parseFromString(one.html, 'text/html').body.textContent;
    return html`<div class="pending">
      <p dir="auto">${text}</p>
      <p class="soft">${one.by.kind === 'pseudonym' ? html`<bdi>${one.by.name}</bdi> · ` : nothing}${this.t('live.waitsForApproval')}</p>
      <button class="quiet" @click=${() => this.withdraw(one)}>${this.t('live.withdraw')}</button>
    </div>`;
  }

  private waiting(letter: Letter) {
    return html`<div class="pending ${letter.refused ? 'refused' : ''}">
      <p dir="auto">${letter.markdown}</p>
      <p class="soft" role=${letter.refused ? 'alert' : nothing}>
        ${letter.refused
          ? this.t('live.laterRefused', letter.refused)
          : this.t('live.laterAt', fullTimeOf(letter.at, this.zone))}
      </p>
      <button @click=${() => this.takeBack(letter, true)}>${this.t('live.reword')}</button>
      <button class="quiet" @click=${() => this.takeBack(letter, false)}>${this.t('live.laterDrop')}</button>
    </div>`;
  }

  private async sendLater(letter: { message: Composed; at: string }): Promise<void> {
    try {
      await api('POST', `${this.path}/later`, letter);
      this.composer.clear();
      this.stick = true;
      await this.loadLetters();
    } catch (refused) {
      this.composer.refuse(this.wordsOf(refused));
    }
  }

  private async takeBack(letter: Letter, reword: boolean): Promise<void> {
    try {
      await api('DELETE', `/me/later/${letter.key}`);
      if (reword) {
        this.composer.take(letter.markdown);
      }
      await this.loadLetters();
    } catch (refused) {
      this.note(this.wordsOf(refused));
    }
  }

  /** What waits to be said here; whatever was due since is said by now or was refused. */
  private async loadLetters(): Promise<void> {
    if (!this.mayspeak) {
      return;
    }
    const letters: Letter[] = await api('GET', '/me/later').catch(() => []);
    this.letters = letters.filter((letter) => letter.thread === this.thread);
    clearTimeout(this.delivery);
    const next = Math.min(...this.letters.filter((l) => !l.refused).map((l) => Date.parse(l.at)));
    if (next < Date.now() + 86_400_000) {
      this.delivery = window.setTimeout(() => void this.loadLetters(), Math.max(1_500, next - Date.now() + 1_500));
    }
  }
  private delivery?: number;

  private async rename(head: Thread): Promise<void> {
    const title = prompt(this.t('live.rename'), head.title);
    if (title && title !== head.title && !isOwn(head.by, this.me, this.mine?.pseudonyms ?? [])) {
      this.askWhy(this.t('live.rename'), { title });
    } else if (title && title !== head.title) {
      await api('PUT', this.path, { title }).catch((refused) => this.note(this.wordsOf(refused)));
    }
  }

  private reword(one: Leaving): void {
    this.outbox!.drop(one.key);
    this.composer.take(one.markdown);
  }

  private hideRank(rankHidden: boolean): void {
    this.askWhy(this.t(rankHidden ? 'live.hideRank' : 'live.showRank'), { rankHidden });
  }

  private lock(locked: boolean): void {
    this.askWhy(this.t(locked ? 'live.lock' : 'live.unlock'), { locked });
  }

  /** Whoever keeps order says why before anything is done; what was written stays where it is refused. */
  private askWhy(title: string, change: object, written = '', refusal = ''): void {
    const send = async (event: Event) => {
      event.preventDefault();
      const reason = String(new FormData(event.target as HTMLFormElement).get('reason'));
      this.box.close();
      await api('PUT', this.path, { ...change, reason }).catch((refused) =>
        this.askWhy(title, change, reason, this.wordsOf(refused)),
      );
    };
    this.dialog = {
      title,
      act: html`<button class="primary" form="why">${title}</button>`,
      content: html`<form class="report" id="why" @submit=${send}>
        ${refusal ? html`<p role="alert">${refusal}</p>` : nothing}
        <label class="words"
          >${this.t('live.why')}<textarea name="reason" rows="3" maxlength="2000" dir="auto" required .value=${written}></textarea>
        </label>
      </form>`,
    };
  }

  private status() {
    if (this.state === 'signed-out') {
      return html`${this.t('live.signedOut')} <a href="/sign-in?to=${encodeURIComponent(location.pathname)}">${this.t('live.signIn')}</a>`;
    }
    if (this.state === 'reconnecting') {
      return this.t('live.reconnecting');
    }
    const names = [...this.typing.values()].map(({ name }) => name);
    return names.length === 0
      ? ''
      : names.length === 1
        ? this.t('live.typingOne', names[0])
        : this.t('live.typingMany', names.length);
  }

  private foot(locked: boolean) {
    if (this.problem) {
      return html`<p class="notice" role="alert">${this.problem}</p>`;
    }
    if (!this.mayspeak || (locked && !this.maykeep)) {
      return html`<p class="notice">${this.t(locked ? 'live.lockedHint' : 'live.listening')}<slot name="join"></slot></p>`;
    }
    return html`<talanoa-composer
      .texts=${this.texts}
      .people=${this.people}
      person=${this.me}
      room=${this.room}
      place=${this.thread}
      rule=${this.rule}
      kind=${this.kind}
      ?pseudonyms=${this.pseudonym !== ''}
      pseudonym=${this.pseudonym}
      ?borne=${(this.mine?.pseudonyms.length ?? 0) > 0}
      ?naming=${this.naming}
      @composed=${(event: CustomEvent<Composed>) => this.compose(event.detail)}
      @later=${(event: CustomEvent<{ message: Composed; at: string }>) => this.sendLater(event.detail)}
      @typing=${(event: Event) => link.send(`/room/${this.room}/thread/${this.thread}/typing`, {}) || event.preventDefault()}
      @leave=${() => this.move(0, -1)}
    ></talanoa-composer>`;
  }

  static override styles = [
    controls,
    css`
      :host {
        display: flex;
        flex-direction: column;
        min-height: 0;
        height: 100%;
        position: relative;
        background: var(--paper);
      }
      .top {
        display: flex;
        align-items: center;
        gap: 0.6rem;
        padding: 0.7rem 1rem;
        border-bottom: 1px solid var(--line);
        background: var(--paper-raised);
      }
      .title {
        flex: 1;
        min-width: 0;
      }
      h1 {
        font-family: var(--head-font);
        font-size: 1.2rem;
        line-height: 1.3;
        margin: 0;
        overflow-wrap: anywhere;
      }
      .soft {
        color: var(--ink-soft);
        font-size: 0.85rem;
        margin: 0;
      }
      .jump {
        position: relative;
      }
      .jump input {
        position: absolute;
        inset: auto 0 0 auto;
        width: 1px;
        height: 1px;
        opacity: 0;
        border: 0;
        padding: 0;
        color-scheme: inherit;
      }
      .stream {
        flex: 1;
        min-height: 0;
        overflow-y: auto;
        overflow-anchor: none;
        padding-block: 1rem;
      }
      .row {
        outline-offset: -3px;
      }
      .row:focus-visible {
        outline: 3px solid var(--focus);
        border-radius: 8px;
      }
      .row.marked {
        background: var(--sand-tint);
      }
      .day {
        text-align: center;
        color: var(--ink-soft);
        font-size: 0.85rem;
        margin: 1.2rem 0 0.6rem;
      }
      .unread {
        display: flex;
        align-items: center;
        gap: 0.8rem;
        margin: 0.8rem 1rem;
        color: var(--sea-ink);
        font-size: 0.85rem;
        font-weight: 600;
      }
      .unread::before,
      .unread::after {
        content: '';
        flex: 1;
        border-top: 1px solid var(--sea);
      }
      .notice {
        margin: 0;
        padding: 0.6rem 1rem;
        background: var(--sand-tint);
        font-size: 0.92rem;
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 0.4rem;
      }
      .notice a {
        color: var(--sea-ink);
      }
      .centre {
        text-align: center;
      }
      .status {
        min-height: 1.3rem;
        margin: 0;
        padding: 0.1rem 1rem;
        color: var(--ink-soft);
        font-size: 0.85rem;
      }
      .status a {
        color: var(--sea-ink);
      }
      .below {
        position: absolute;
        inset-block-end: 11rem;
        inset-inline-start: 50%;
        transform: translateX(-50%);
        border-radius: 999px;
        box-shadow: var(--shadow);
        z-index: 4;
      }
      .consent {
        margin: 0 0 0.4rem 4.25rem;
        padding: 0.4rem 0.7rem;
        background: var(--sand-tint);
        border-radius: 8px;
        font-size: 0.9rem;
      }
      dialog .foot {
        display: flex;
        flex-wrap: wrap;
        gap: 0.6rem;
        margin-top: 1rem;
      }
      dialog .report {
        display: grid;
        gap: 0.5rem;
      }
      dialog .report p:first-child {
        margin-block-end: 0.2rem;
      }
      dialog .report .words {
        margin-block-start: 0.6rem;
      }
      dialog .report p {
        margin: 0;
      }
      dialog .report label:not(.words) {
        display: flex;
        gap: 0.5rem;
        align-items: baseline;
      }
      dialog .report .words {
        display: grid;
        gap: 0.3rem;
      }
      dialog textarea {
        width: 100%;
        box-sizing: border-box;
        font: inherit;
        color: var(--ink);
        background: var(--paper);
        border: 1px solid var(--line-strong);
        border-radius: 8px;
        padding: 0.5rem 0.7rem;
      }
      .pending {
        margin-block: 0.6rem;
        margin-inline: 3.2rem 1rem;
        padding-inline-start: 0.9rem;
        border-inline-start: 3px dotted var(--line-strong);
        color: var(--ink-soft);
      }
      .pending.refused {
        color: var(--ink);
        border-inline-start: 3px solid var(--alarm);
      }
      .pending > button.quiet:last-child {
        margin-inline-start: -0.55rem;
      }
      .pending > button + button.quiet:last-child {
        margin-inline-start: 0;
      }
      .pending p {
        margin: 0 0 0.3rem;
        white-space: pre-wrap;
        overflow-wrap: anywhere;
      }
      .problem {
        color: var(--alarm);
      }
      .empty {
        flex: 1;
        display: grid;
        place-items: center;
        padding: 2rem;
        text-align: center;
        color: var(--ink-soft);
      }
      dialog {
        color: var(--ink);
        background: var(--paper-raised);
        border: 1px solid var(--line-strong);
        border-radius: 14px;
        padding: 1.2rem 1.5rem;
        max-width: min(34rem, 90vw);
        box-shadow: var(--shadow);
      }
      dialog::backdrop {
        background: rgb(10 30 35 / 45%);
      }
      dialog h2 {
        margin-top: 0;
        font-size: 1.1rem;
      }
      dialog dl {
        display: grid;
        grid-template-columns: auto 1fr;
        gap: 0.4rem 1rem;
      }
      dialog dd {
        margin: 0;
      }
      kbd {
        border: 1px solid var(--line-strong);
        border-radius: 5px;
        padding: 0 0.4rem;
        font-size: 0.85rem;
      }
      .choices {
        display: flex;
        gap: 0.5rem;
        flex-wrap: wrap;
        margin-bottom: 1rem;
      }
      .wording {
        white-space: pre-wrap;
      }
      @media (max-width: 700px) {
        .top {
          flex-wrap: wrap;
          gap: 0 0.4rem;
          padding: 0.4rem 0.8rem;
        }
        slot[name='back'] {
          display: block;
          flex: 1 0 100%;
        }
        h1 {
          font-size: 1.1rem;
        }
        .pending {
          margin-inline-start: 1rem;
        }
      }
    `,
  ];
}

function hashed(): number {
  return Number(location.hash.match(/^#(\d{1,9})$/)?.[1] ?? 0);
}

function same(before: Message, after: Message): boolean {
  return (
    before.by.kind === after.by.kind &&
    before.by.name === after.by.name &&
    before.by.person === after.by.person &&
    before.state === 'said'
  );
}
