import { css, html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { unsafeHTML } from 'lit/directives/unsafe-html.js';
import { api, link, Refused, type Frame, type LinkState } from './live-link';
import { draftOf, keepDraft } from './outbox';
import { controls } from './shared-styles';
import type { Person } from './talanoa-composer';
import { randomKey, say, type Texts } from './words';

type Phase = {
  id: string;
  part: string;
  title: string;
  says: string;
  task: string;
  groupsOf: number;
  audience: string;
  nameless: boolean;
  shows: string[];
  dots: number;
  first: string | null;
  others: string | null;
};
type Contribution = {
  id: string;
  phase: number;
  by: Person | null;
  html: string;
  words: string;
  mine: boolean;
  late: boolean;
  lent: boolean;
  open: boolean;
  dots: number;
};
type Group = { number: number; members: string[]; turn: number; turnEnds: string | null };
type Present = { person: Person; here: boolean; helps: boolean };
type Activity = {
  revision: number;
  now: string;
  name: string;
  purpose: string;
  slowLine: string;
  overDays: boolean;
  phases: Phase[];
  stage: string;
  phase: number;
  settled: boolean;
  ends: string | null;
  paused: string | null;
  count: number;
  people: Present[];
  joined: boolean;
  leads: boolean;
  keeps: boolean;
  facilitator: Person | null;
  asked: Person | null;
  groups: Group[];
  group: number;
  mayWrite: boolean;
  written: number;
  shown: Contribution[];
  dots: string[];
  harvest: { thread: string | null; number: number } | null;
};
type Thread = { id: string; title: string; locked: boolean; movedTo: unknown };
type Leaving = { key: string; phase: number; words: string; refused?: string };

const RETRY = 3_000;
const LATEST = 1_500;
const LONGEST = 4_000;
/** The most threads among which one chooses where the harvest is said. */
const THREADS = 50;

/** The time that is left by the server's clock; the same for all who look. */
@customElement('talanoa-clock')
export class Clock extends LitElement {
  @property() until = '';
  @property() paused = '';
  @property({ type: Number }) offset = 0;
  @property({ attribute: false }) texts: Texts = {};
  @state() private left = 0;
  @state() private said = '';
  private ticking = 0;
  private over = false;

  override connectedCallback(): void {
    super.connectedCallback();
    this.ticking = window.setInterval(() => this.look(), 250);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.ticking);
  }

  override willUpdate(changed: PropertyValues): void {
    if (changed.has('until') || changed.has('paused')) {
      this.over = false;
      this.said = '';
      this.look();
    }
  }

  private look(): void {
    const now = this.paused ? Date.parse(this.paused) : Date.now() + this.offset;
    const left = Math.ceil((Date.parse(this.until) - now) / 1_000);
    if (left !== this.left) {
      this.said = left === 60 || left === 10 ? say(this.texts, 'live.activity.left', left) : this.said;
      this.left = left;
    }
    if (left <= 0 && !this.over) {
      this.over = true;
      this.dispatchEvent(new Event('over'));
    }
  }

  private shown(): string {
    const left = Math.max(0, this.left);
    const days = Math.floor(left / 86_400);
    const hours = Math.floor((left % 86_400) / 3_600);
    const minutes = Math.floor((left % 3_600) / 60);
    if (days > 0 || hours > 0) {
      return say(this.texts, 'live.activity.daysHours', days, hours, minutes);
    }
    return `${minutes}:${String(left % 60).padStart(2, '0')}`;
  }

  override render() {
    return html`<span role="timer">${this.shown()}</span><span class="hidden" aria-live="polite">${this.said}</span>`;
  }

  static override styles = [
    controls,
    css`
      :host {
        display: inline;
        font-variant-numeric: tabular-nums;
      }
    `,
  ];
}

/** An activity: what to do now, with whom, and what has been written. */
@customElement('talanoa-activity')
export class ActivityScreen extends LitElement {
  @property() alliance = '';
  @property() room = '';
  @property() activity = '';
  @property() kind = 'open';
  @property() me = '';
  @property({ type: Boolean }) mayspeak = false;
  @property({ attribute: false }) texts: Texts = {};
  @state() private view?: Activity;
  @state() private online: LinkState = 'online';
  @state() private problem = '';
  @state() private ended = false;
  @state() private words = '';
  @state() private earlier: { phase: number; words: string } | null = null;
  @state() private leaving: Leaving[] = [];
  @state() private usable: Contribution[] | null = null;
  @state() private harvest = '';
  @state() private heading = '';
  @state() private threads: Thread[] = [];
  /** The thread in which the harvest is said; a new one where it is empty. */
  @state() private into = '';
  @query('#words') private area!: HTMLTextAreaElement;
  private offset = 0;
  private stop: (() => void)[] = [];
  private loading = false;
  private again = false;
  private sending = false;
  private retrying = 0;
  private soon = 0;

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.hasUpdated) {
      this.open();
    }
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.stop.forEach((stop) => stop());
    this.stop = [];
    clearTimeout(this.retrying);
    clearTimeout(this.soon);
  }

  override firstUpdated(): void {
    this.open();
  }

  private open(): void {
    this.leaving = draftOf(this.me, this.place('outbox'))?.leaving ?? [];
    this.stop = [
      link.listen(`/room/${this.room}/activity/${this.activity}`, (frame) => this.heard(frame)),
      link.watch((state) => {
        this.online = state;
        if (state === 'online') {
          void this.flush();
        }
      }),
    ];
    void this.load();
  }

  private t(key: string, ...values: (string | number)[]): string {
    return say(this.texts, key, ...values);
  }

  private get path(): string {
    return `/rooms/${this.room}/activities/${this.activity}`;
  }

  private place(what: string | number): string {
    return `activity-${this.activity}-${what}`;
  }

  private heard(frame: Frame): void {
    if (frame.type === 'listening' || (frame.type === 'activity' && frame.revision > (this.view?.revision ?? -1))) {
      void this.load();
    } else if (frame.type === 'ended') {
      this.view = undefined;
      this.ended = true;
    }
  }

  /** Reads anew; one reading at a time, and once more where it was wanted meanwhile. */
  private async load(): Promise<void> {
    this.again = true;
    if (this.loading) {
      return;
    }
    this.loading = true;
    while (this.again) {
      this.again = false;
      const asked = Date.now();
      try {
        this.take(await api<Activity>('GET', this.path), asked);
        this.problem = '';
      } catch (refused) {
        this.problem = (refused instanceof Refused && refused.message) || this.t('live.offline');
      }
    }
    this.loading = false;
  }

  private take(view: Activity, asked?: number): void {
    if (this.view && view.revision < this.view.revision) {
      return;
    }
    if (asked !== undefined) {
      this.offset = Date.parse(view.now) - (asked + Date.now()) / 2;
    }
    const before = this.view;
    this.view = view;
    if (before?.phase !== view.phase) {
      this.entered(before, view);
    }
  }

  /** What was begun in a phase and not sent stays to be sent; each phase has a draft of its own. */
  private entered(before: Activity | undefined, view: Activity): void {
    if (before && before.phase >= 0 && this.words.trim()) {
      this.earlier = { phase: before.phase, words: this.words };
    }
    this.words = draftOf(this.me, this.place(view.phase))?.markdown ?? '';
    if (!before && view.phase > 0) {
      const words = draftOf(this.me, this.place(view.phase - 1))?.markdown ?? '';
      this.earlier = words.trim() ? { phase: view.phase - 1, words } : null;
    }
  }

  /** Words for oneself, or to be shown without names, are kept by this tab only. */
  private keep(phase: number, words: string): void {
    const own = this.view?.phases[phase]?.audience === 'author';
    keepDraft(this.me, this.place(phase), { markdown: words, pseudonym: own, at: Date.now() });
  }

  private written(event: Event): void {
    this.words = (event.target as HTMLTextAreaElement).value;
    this.keep(this.view!.phase, this.words);
  }

  private pressed(event: KeyboardEvent): void {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      this.send();
    }
  }

  private send(): void {
    const phase = this.view?.phase ?? -1;
    if (phase < 0 || !this.words.trim()) {
      this.area?.focus();
      return;
    }
    this.queue({ key: randomKey(), phase, words: this.words });
    this.words = '';
    this.keep(phase, '');
    this.area?.focus();
  }

  private sendEarlier(): void {
    const { phase, words } = this.earlier!;
    this.queue({ key: randomKey(), phase, words });
    this.keep(phase, '');
    this.earlier = null;
  }

  private queue(leaving: Leaving): void {
    this.left([...this.leaving, leaving]);
    void this.flush();
  }

  private left(leaving: Leaving[]): void {
    this.leaving = leaving;
    keepDraft(this.me, this.place('outbox'), { leaving, pseudonym: true, at: Date.now() });
  }

  /** Sends each once, in order; what the server has is dropped here, what it refuses stays. */
  private async flush(): Promise<void> {
    if (this.sending) {
      return;
    }
    this.sending = true;
    clearTimeout(this.retrying);
    try {
      for (let next = this.next(); next; next = this.next()) {
        await this.post(next);
      }
    } catch {
      this.retrying = window.setTimeout(() => void this.flush(), RETRY);
    } finally {
      this.sending = false;
    }
  }

  private next(): Leaving | undefined {
    return this.leaving.find((each) => !each.refused);
  }

  private async post(leaving: Leaving): Promise<void> {
    try {
      await api('POST', `${this.path}/contributions`, leaving);
      this.left(this.leaving.filter((each) => each.key !== leaving.key));
      await this.load();
    } catch (refused) {
      if (!(refused instanceof Refused) || refused.passing || refused.status === 401) {
        throw refused;
      }
      const why = refused.message;
      this.left(this.leaving.map((each) => (each.key === leaving.key ? { ...each, refused: why } : each)));
    }
  }

  private retry(leaving: Leaving): void {
    this.left(this.leaving.map((each) => (each.key === leaving.key ? { ...each, refused: undefined } : each)));
    void this.flush();
  }

  private drop(leaving: Leaving): void {
    this.left(this.leaving.filter((each) => each.key !== leaving.key));
  }

  private async act(method: string, path: string, body?: unknown): Promise<void> {
    try {
      this.take(await api<Activity>(method, this.path + path, body ?? {}));
      this.problem = '';
    } catch (refused) {
      this.problem = (refused instanceof Refused && refused.message) || this.t('live.offline');
    }
  }

  private lead(act: string, more: Record<string, unknown> = {}): Promise<void> {
    return this.act('POST', '/course', { act, phase: this.view!.phase, ...more });
  }

  private over(): void {
    clearTimeout(this.soon);
    this.soon = window.setTimeout(() => void this.load(), LATEST);
  }

  private dot(contribution: Contribution): void {
    const view = this.view!;
    const on = view.dots.includes(contribution.id)
      ? view.dots.filter((id) => id !== contribution.id)
      : [...view.dots, contribution.id];
    void this.act('PUT', '/dots', { phase: view.phase, contributions: on });
  }

  /** The text that is proposed: what may be used, by phase, without names. */
  private async propose(): Promise<void> {
    try {
      const [usable, there] = await Promise.all([
        api<Contribution[]>('GET', `${this.path}/harvest`),
        api('GET', `/rooms/${this.room}/threads?count=${THREADS}`),
      ]);
      this.usable = usable;
      this.threads = there.threads
        .map((one: { thread: Thread }) => one.thread)
        .filter((one: Thread) => !one.locked && !one.movedTo);
    } catch (refused) {
      this.problem = (refused instanceof Refused && refused.message) || this.t('live.offline');
      return;
    }
    const view = this.view!;
    const parts = view.phases
      .map((phase, number) => ({ phase, of: this.usable!.filter((each) => each.phase === number) }))
      .filter(({ of }) => of.length > 0)
      .map(({ phase, of }) => {
        const lines = of.map((each) => `- ${each.words.replace(/\s*\n\s*/g, ' ')}${each.dots ? ` (${each.dots} ●)` : ''}`);
        return `**${phase.title}**\n\n${lines.join('\n')}`;
      });
    this.heading = this.heading || view.name;
    this.harvest = this.harvest || parts.join('\n\n');
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('#harvest')?.focus();
  }

  private async bring(): Promise<void> {
    await this.act('POST', '/harvest', { title: this.heading, words: this.harvest, thread: this.into || null });
    if (this.view?.harvest) {
      this.usable = null;
    }
  }

  private name(id: string): string {
    return id === this.me
      ? this.t('live.activity.you')
      : (this.view?.people.find((each) => each.person.id === id)?.person.name ?? this.t('live.former'));
  }

  override render() {
    if (this.ended) {
      return html`<p class="notice" role="alert">${this.t('live.ended')}</p>`;
    }
    const view = this.view;
    if (!view) {
      return html`<p role=${this.problem ? 'alert' : 'status'}>${this.problem || this.t('live.loading')}</p>`;
    }
    const phase = view.phases[view.phase];
    return html`
      <header>
        <h1>${view.name}</h1>
        <p class="soft">${this.t('live.activity.stage.' + view.stage)} · ${this.t('live.activity.count', view.count)}${view.facilitator ? html` · ${this.t('live.activity.ledBy')} <bdi>${view.facilitator.name}</bdi>` : nothing}</p>
      </header>
      ${this.online === 'online' ? nothing : html`<p class="notice" role="status">${this.t(this.online === 'signed-out' ? 'live.activity.signedOut' : 'live.activity.offline')}</p>`}
      ${this.problem ? html`<p class="notice alarm" role="alert">${this.problem}</p>` : nothing}
      ${this.offer(view)} ${this.joining(view)}
      <div class="hidden" aria-live="polite">${phase && this.lasts(view) ? `${this.t('live.activity.phase', view.phase + 1, view.phases.length)}: ${phase.title}. ${phase.task}` : ''}</div>
      ${view.stage === 'inviting' ? this.inviting(view) : nothing}
      ${phase && this.lasts(view) ? this.now(view, phase) : nothing}
      ${this.lasts(view) ? nothing : html`${this.harvesting(view)} ${this.finished(view)}`}
      ${this.pending()}
      ${view.leads && this.lasts(view) ? this.bar(view) : view.keeps && this.lasts(view) ? this.keeping(view) : nothing}
      ${this.lasts(view) ? this.harvesting(view) : nothing} ${this.present(view)}
    `;
  }

  private lasts(view: Activity): boolean {
    return view.stage === 'inviting' || view.stage === 'running' || view.stage === 'paused';
  }

  private offer(view: Activity) {
    if (!view.asked) {
      return nothing;
    }
    const lost = view.facilitator?.name ?? this.t('live.former');
    return view.asked.id === this.me
      ? html`<section class="notice" role="alert">
          <p>${this.t('live.activity.youAreNext', lost)}</p>
          <p class="row">
            <button class="primary" @click=${() => this.lead('take-over')}>${this.t('live.activity.takeOver')}</button>
            <button @click=${() => this.lead('decline')}>${this.t('live.activity.decline')}</button>
          </p>
        </section>`
      : html`<p class="notice" role="status">${this.t('live.activity.othersNext', lost, view.asked.name)}</p>`;
  }

  private joining(view: Activity) {
    if (view.joined || !this.lasts(view)) {
      return nothing;
    }
    return html`<section class="card join">
      <h2>${this.t('live.activity.joinTitle')}</h2>
      <p>${this.t('live.activity.joinSays')}</p>
      ${this.kind === 'open' ? nothing : html`<p><strong>${this.t('live.activity.joinByName')}</strong></p>`}
      ${this.mayspeak
        ? html`<button class="primary" @click=${() => this.act('PUT', '/place')}>${this.t('live.activity.join')}</button>`
        : html`<p class="soft">${this.t('live.activity.onlyLook')}</p>`}
    </section>`;
  }

  private inviting(view: Activity) {
    return html`<section class="card">
      <p dir="auto">${view.purpose}</p>
      <h2>${this.t('live.activity.steps')}</h2>
      <ol>
        ${view.phases.map((phase) => html`<li dir="auto">${phase.title}</li>`)}
      </ol>
      <p class="soft">${this.t('live.activity.slowLine')} <span dir="auto">${view.slowLine}</span></p>
      ${view.leads
        ? html`<button class="primary" @click=${() => this.lead('begin')}>${this.t('live.activity.begin')}</button>
            <p class="soft">${this.t('live.activity.beginSays')}</p>`
        : html`<p class="soft">${this.t('live.activity.waits')}</p>`}
    </section>`;
  }

  private now(view: Activity, phase: Phase) {
    return html`<section class="card now">
      <div class="top">
        <span class="soft">${this.t('live.activity.phase', view.phase + 1, view.phases.length)}</span>
        ${view.stage === 'paused' ? html`<span class="paused">${this.t('live.activity.pausedNow')}</span>` : nothing}
        ${view.ends
          ? html`<span class="clock" title=${this.t('live.activity.clock')}
              ><talanoa-clock .texts=${this.texts} until=${view.ends} paused=${view.paused ?? ''} .offset=${this.offset} @over=${this.over}></talanoa-clock
            ></span>`
          : html`<span class="soft">${this.t('live.activity.untilGoesOn')}</span>`}
      </div>
      <progress max=${view.phases.length} value=${view.phase + 1} aria-label=${this.t('live.activity.phase', view.phase + 1, view.phases.length)}></progress>
      <h2 dir="auto">${phase.title}</h2>
      <p class="task" dir="auto">${phase.task}</p>
      ${phase.says ? html`<blockquote><span class="soft">${this.t('live.activity.says')}</span><span dir="auto">${phase.says}</span></blockquote>` : nothing}
      ${this.groups(view, phase)} ${this.board(view, phase)} ${this.sofar(view, phase)} ${this.writing(view, phase)} ${this.here(view)}
    </section>`;
  }

  private groups(view: Activity, phase: Phase) {
    const mine = view.groups.find((group) => group.number === view.group);
    const turns = phase.part === 'turns';
    if (!mine || (phase.groupsOf === 0 && !turns)) {
      return nothing;
    }
    const speaking = mine.members[mine.turn];
    const role = (at: number) => (phase.first && mine.turn < mine.members.length ? (at === mine.turn ? phase.first : phase.others) : null);
    return html`<div class="group">
        <h3>${this.t(phase.groupsOf === 0 ? 'live.activity.order' : 'live.activity.group')}</h3>
        <ul class="chips">
          ${mine.members.map(
            (id, at) =>
              html`<li class=${at === mine.turn && (turns || phase.first) ? 'turn' : ''} aria-current=${at === mine.turn && turns ? 'step' : 'false'}>
                <bdi>${this.name(id)}</bdi>${role(at) ? html` <span class="soft" dir="auto">${role(at)}</span>` : nothing}
              </li>`,
          )}
        </ul>
        ${turns && speaking
          ? html`<p class="row">
              <span aria-live="polite">${speaking === this.me ? this.t('live.activity.yourTurn') : this.t('live.activity.turnOf', this.name(speaking))}</span>
              ${mine.turnEnds
                ? html`<b><talanoa-clock .texts=${this.texts} until=${mine.turnEnds} paused=${view.paused ?? ''} .offset=${this.offset}></talanoa-clock></b>`
                : nothing}
              ${speaking === this.me || view.leads
                ? html`<button @click=${() => this.act('POST', '/turn', { phase: view.phase, group: mine.number, turn: mine.turn })}>${this.t('live.activity.passOn')}</button>`
                : nothing}
            </p>`
          : nothing}
      </div>
      ${view.leads && view.groups.length > 1
        ? html`<details>
            <summary>${this.t('live.activity.allGroups', view.groups.length)}</summary>
            <ol>
              ${view.groups.map((group) => html`<li>${group.members.map((id) => this.name(id)).join(', ')}</li>`)}
            </ol>
          </details>`
        : nothing}`;
  }

  private board(view: Activity, phase: Phase) {
    if (phase.shows.length === 0) {
      return nothing;
    }
    if (!view.settled) {
      return html`<p class="soft" role="status">${this.t('live.activity.gathering')}</p>`;
    }
    const shown = view.shown.filter((each) => each.phase < view.phase && each.open && phase.shows.includes(view.phases[each.phase].id));
    const voting = phase.part === 'vote';
    const hidden = view.phases.some((each, at) => at < view.phase && phase.shows.includes(each.id) && each.nameless);
    return html`
      ${voting ? html`<p><strong>${this.t('live.activity.dotsLeft', phase.dots - view.dots.length)}</strong></p>` : nothing}
      ${shown.length === 0 ? html`<p class="soft">${this.t(hidden ? 'live.activity.tooFewNameless' : 'live.activity.nothingShown')}</p>` : nothing}
      <ul class="board">
        ${repeat(
          shown,
          (each) => each.id,
          (each) => html`<li>${this.said(each)} ${voting && view.joined ? this.dotting(view, phase, each) : nothing}</li>`,
        )}
      </ul>
    `;
  }

  /** What all may read of earlier steps and this one does not show, for whoever comes late. */
  private sofar(view: Activity, phase: Phase) {
    const read = (each: Contribution) => each.phase < view.phase && each.open && !phase.shows.includes(view.phases[each.phase].id);
    return view.shown.some(read)
      ? html`<details class="sofar">
          <summary>${this.t('live.activity.sofar')}</summary>
          ${this.byPhase(view, view.shown.filter(read), (title) => html`<h3 dir="auto">${title}</h3>`)}
        </details>`
      : nothing;
  }

  private byPhase(view: Activity, shown: Contribution[], heading: (title: string) => unknown) {
    return view.phases
      .map((phase, number) => ({ phase, said: shown.filter((each) => each.phase === number) }))
      .filter(({ said }) => said.length > 0)
      .map(
        ({ phase, said }) =>
          html`${heading(phase.title)}
            <ul class="board">
              ${said.map((each) => html`<li>${this.said(each)}</li>`)}
            </ul>`,
      );
  }

  private dotting(view: Activity, phase: Phase, each: Contribution) {
    const on = view.dots.includes(each.id);
    return html`<button
      class="dot"
      aria-pressed=${on}
      ?disabled=${!on && view.dots.length >= phase.dots}
      aria-label=${this.t('live.activity.giveDot', each.words.slice(0, 60))}
      @click=${() => this.dot(each)}
    >
      <span aria-hidden="true">${on ? '●' : '○'}</span> ${this.t('live.activity.dot')}
    </button>`;
  }

  private said(each: Contribution) {
    return html`
      ${each.by ? html`<b><bdi>${each.mine ? this.t('live.activity.you') : each.by.name}</bdi></b>` : each.mine ? html`<b>${this.t('live.activity.yoursNameless')}</b>` : nothing}
      <div class="words" dir="auto">${unsafeHTML(each.html)}</div>
      <span class="marks">
        ${each.dots ? html`<span class="dots" aria-label=${this.t('live.activity.dots', each.dots)}>${'●'.repeat(Math.min(each.dots, 12))} ${each.dots}</span>` : nothing}
        ${each.late ? html`<span class="soft">${this.t(each.open || each.by ? 'live.activity.late' : 'live.activity.lateNameless')}</span>` : nothing}
        ${each.mine ? this.mine(each) : nothing}
      </span>
    `;
  }

  private mine(each: Contribution) {
    return html`${each.open
        ? nothing
        : html`<label class="lend"
            ><input type="checkbox" .checked=${each.lent} @change=${(event: Event) => this.act('PUT', `/contributions/${each.id}/lent`, { on: (event.target as HTMLInputElement).checked })} />${this.t('live.activity.lend')}</label
          >`}
      <button class="quiet" @click=${() => this.withdraw(each)}>${this.t('live.activity.withdraw')}</button>`;
  }

  private withdraw(each: Contribution): void {
    if (confirm(this.t('live.activity.withdrawSure'))) {
      void this.act('DELETE', `/contributions/${each.id}`);
    }
  }

  private writing(view: Activity, phase: Phase) {
    if (phase.audience === 'nobody' || !view.joined) {
      return nothing;
    }
    const shown = phase.nameless ? 'nameless' : phase.audience === 'author' && view.phases.some((later) => later.shows.includes(phase.id)) ? 'later' : phase.audience;
    return html`
      ${this.earlier
        ? html`<div class="notice">
            <p>${this.t('live.activity.earlier', view.phases[this.earlier.phase]?.title ?? '')}</p>
            <p class="earlier" dir="auto">${this.earlier.words}</p>
            <p class="row">
              <button @click=${this.sendEarlier}>${this.t('live.activity.sendStill')}</button>
              <button class="quiet" @click=${() => this.forget()}>${this.t('live.activity.drop')}</button>
            </p>
          </div>`
        : nothing}
      ${view.mayWrite
        ? html`<div class="write">
            <label for="words">${this.t('live.activity.write')}</label>
            <p class="soft" id="shown">${this.t('live.activity.shown.' + shown)}</p>
            <textarea
              id="words"
              rows="3"
              dir="auto"
              maxlength=${LONGEST}
              aria-describedby="shown"
              .value=${this.words}
              @input=${this.written}
              @keydown=${this.pressed}
            ></textarea>
            <div class="row">
              <button class="primary" @click=${this.send}>${this.t('live.activity.send')}</button>
              <span class="soft">${this.t('live.activity.written', view.written)}</span>
            </div>
          </div>`
        : html`<p class="soft">${this.t('live.activity.listen')}</p>`}
    `;
  }

  private forget(): void {
    this.keep(this.earlier!.phase, '');
    this.earlier = null;
  }

  /** What has been written in this phase, as far as this reader sees it. */
  private here(view: Activity) {
    const here = view.shown.filter((each) => each.phase === view.phase);
    return html`<ul class="board" aria-live="polite" aria-label=${this.t('live.activity.writtenHere')}>
      ${repeat(
        here,
        (each) => each.id,
        (each) => html`<li>${this.said(each)}</li>`,
      )}
    </ul>`;
  }

  private pending() {
    return this.leaving.length === 0
      ? nothing
      : html`<ul class="board">
          ${this.leaving.map(
            (each) =>
              html`<li class="pending">
                <div class="words" dir="auto">${each.words}</div>
                ${each.refused
                  ? html`<span class="alarm" role="alert">${each.refused}</span>
                      <span class="row"
                        ><button @click=${() => this.retry(each)}>${this.t('live.activity.again')}</button
                        ><button class="quiet" @click=${() => this.drop(each)}>${this.t('live.activity.drop')}</button></span
                      >`
                  : html`<span class="soft">${this.t('live.activity.onItsWay')}</span>`}
              </li>`,
          )}
        </ul>`;
  }

  private bar(view: Activity) {
    const running = view.stage === 'running';
    const others = view.people.filter((each) => each.person.id !== view.facilitator?.id);
    return html`<section class="bar" aria-label=${this.t('live.activity.bar')}>
      ${view.stage === 'inviting'
        ? nothing
        : html`<div class="row">
            ${running
              ? html`<button class="primary" @click=${() => this.lead('next')}>${this.t(view.phase + 1 < view.phases.length ? 'live.activity.next' : 'live.activity.finish')}</button>
                  <button @click=${() => this.lead('pause')}>${this.t('live.activity.pause')}</button>`
              : html`<button class="primary" @click=${() => this.lead('resume')}>${this.t('live.activity.resume')}</button>`}
            ${view.ends
              ? html`<button @click=${() => this.lead('extend', { seconds: view.overDays ? 86_400 : 60 })}>${this.t(view.overDays ? 'live.activity.moreDay' : 'live.activity.more')}</button>`
              : nothing}
          </div>`}
      <details>
        <summary>${this.t('live.activity.moreActs')}</summary>
        ${others.length > 0
          ? html`<form class="row" @submit=${this.give}>
              <label>${this.t('live.activity.handOver')}
                <select name="to">
                  ${others.map((each) => html`<option value=${each.person.id}>${each.person.name}${each.here ? '' : ` (${this.t('live.activity.away')})`}</option>`)}
                </select></label>
              <button>${this.t('live.activity.handOverDo')}</button>
              <button type="button" @click=${this.assist}>${this.t('live.activity.assist')}</button>
            </form>`
          : nothing}
        <div class="row">
          ${this.usable || view.harvest || view.phase < 0 ? nothing : html`<button @click=${this.propose}>${this.t('live.activity.harvest')}</button>`}
          <button @click=${this.end}>${this.t(view.stage === 'inviting' ? 'live.activity.cancel' : 'live.activity.end')}</button>
        </div>
      </details>
    </section>`;
  }

  private keeping(view: Activity) {
    return html`<section class="bar">
      <div class="row">
        ${view.joined ? html`<button @click=${() => this.lead('take-over')}>${this.t('live.activity.takeOver')}</button>` : nothing}
        <button @click=${this.end}>${this.t(view.stage === 'inviting' ? 'live.activity.cancel' : 'live.activity.end')}</button>
      </div>
    </section>`;
  }

  private end(): void {
    if (confirm(this.t('live.activity.endSure'))) {
      void this.lead('end');
    }
  }

  private give(event: SubmitEvent): void {
    event.preventDefault();
    const to = new FormData(event.target as HTMLFormElement).get('to');
    void this.lead('hand-over', { person: to });
  }

  private assist(event: Event): void {
    const form = (event.target as HTMLElement).closest('form')!;
    const who = String(new FormData(form).get('to'));
    const helps = this.view!.people.find((each) => each.person.id === who)?.helps;
    void this.lead('assist', { person: who, on: !helps });
  }

  private harvesting(view: Activity) {
    const phase = view.phases[view.phase];
    if (view.harvest) {
      return html`<section class="card">
        <h2>${this.t('live.activity.harvested')}</h2>
        ${view.harvest.thread
          ? html`<p><a href="/a/${this.alliance}/r/${this.room}/t/${view.harvest.thread}#${view.harvest.number}">${this.t('live.activity.readHarvest')}</a></p>`
          : html`<p>${this.t('live.waitsForApproval')}</p>`}
      </section>`;
    }
    if (!view.leads || view.phase < 0 || view.stage === 'cancelled') {
      return nothing;
    }
    if (!this.usable) {
      return phase?.part === 'harvest' || view.stage === 'finished'
        ? html`<section class="card">
            <h2>${this.t('live.activity.harvest')}</h2>
            <p class="soft">${this.t('live.activity.harvestSays')}</p>
            <button class="primary" @click=${this.propose}>${this.t('live.activity.propose')}</button>
          </section>`
        : nothing;
    }
    return html`<section class="card write">
      <h2>${this.t('live.activity.harvest')}</h2>
      <p class="soft">${this.t('live.activity.harvestRule')}</p>
      <label for="into">${this.t('live.activity.into')}</label>
      <select id="into" @change=${(event: Event) => (this.into = (event.target as HTMLSelectElement).value)}>
        <option value="" ?selected=${!this.into}>${this.t('live.activity.newThread')}</option>
        ${this.threads.map((one) => html`<option value=${one.id} ?selected=${this.into === one.id} dir="auto">${one.title}</option>`)}
      </select>
      ${this.into ? nothing : html`<label for="heading">${this.t('live.activity.heading')}</label>
      <input id="heading" maxlength="140" dir="auto" .value=${this.heading} @input=${(event: Event) => (this.heading = (event.target as HTMLInputElement).value)} />`}
      <label for="harvest">${this.t('live.activity.harvestWords')}</label>
      <textarea id="harvest" rows="12" dir="auto" maxlength="40000" .value=${this.harvest} @input=${(event: Event) => (this.harvest = (event.target as HTMLTextAreaElement).value)}></textarea>
      <div class="row">
        <button class="primary" @click=${this.bring}>${this.t('live.activity.bring')}</button>
        <button class="quiet" @click=${() => (this.usable = null)}>${this.t('live.close')}</button>
      </div>
    </section>`;
  }

  private finished(view: Activity) {
    return html`<section class="card">
      <p>${this.t('live.activity.over.' + view.stage)}</p>
      ${this.byPhase(view, view.shown, (title) => html`<h2 dir="auto">${title}</h2>`)}
    </section>`;
  }

  private present(view: Activity) {
    return view.people.length === 0
      ? nothing
      : html`<section class="people">
          <h2>${this.t('live.activity.people')}</h2>
          <ul class="chips">
            ${view.people.map(
              (each) =>
                html`<li class=${each.here ? '' : 'away'}>
                  <span class="here" aria-hidden="true"></span><bdi>${each.person.name}</bdi>
                  ${each.person.id === view.facilitator?.id ? html`<span class="soft">${this.t('live.activity.leads')}</span>` : each.helps ? html`<span class="soft">${this.t('live.activity.helps')}</span>` : nothing}
                  ${each.here ? nothing : html`<span class="soft">${this.t('live.activity.away')}</span>`}
                </li>`,
            )}
          </ul>
          ${this.lasts(view) ? html`<button class="quiet" @click=${() => this.act('DELETE', '/place')}>${this.t('live.activity.leave')}</button>` : nothing}
        </section>`;
  }

  static override styles = [
    controls,
    css`
      :host {
        max-width: 46rem;
        overflow-wrap: anywhere;
      }
      h1 {
        font-family: var(--head-font);
        font-size: 1.5rem;
        margin: 0.2rem 0;
      }
      h2 {
        font-family: var(--head-font);
        font-size: 1.2rem;
        margin: 0.8rem 0 0.3rem;
      }
      h3 {
        font-size: 0.92rem;
        margin: 0 0 0.4rem;
      }
      p {
        margin: 0.4rem 0;
      }
      .card {
        background: var(--paper-raised);
        border: 1px solid var(--line);
        border-radius: 14px;
        padding: 1rem 1.2rem;
        margin: 0.9rem 0;
      }
      .join,
      .now {
        border-inline-start: 4px solid var(--sea);
      }
      .notice {
        background: var(--sand-tint);
        border-radius: 10px;
        padding: 0.6rem 0.9rem;
      }
      .alarm {
        color: var(--alarm);
      }
      .soft {
        color: var(--ink-soft);
        font-size: 0.92rem;
      }
      .top,
      .row,
      .marks {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 0.5rem 0.8rem;
      }
      .top {
        justify-content: space-between;
      }
      .clock {
        font-size: 1.7rem;
        font-weight: 650;
        color: var(--sea-ink);
      }
      .paused {
        background: var(--sand-tint);
        border-radius: 999px;
        padding: 0.1rem 0.8rem;
        font-weight: 600;
      }
      progress {
        width: 100%;
        height: 0.4rem;
      }
      .task {
        font-size: var(--message-size);
        font-weight: 600;
        line-height: 1.5;
      }
      blockquote {
        margin: 0.6rem 0;
        padding: 0.1rem 0.9rem;
        border-inline-start: 3px solid var(--line-strong);
        line-height: 1.55;
      }
      blockquote .soft {
        display: block;
      }
      .group {
        background: var(--paper-sunk);
        border-radius: 10px;
        padding: 0.7rem 0.9rem;
        margin: 0.7rem 0;
      }
      ul.chips,
      ul.board {
        list-style: none;
        margin: 0;
        padding: 0;
      }
      .chips {
        display: flex;
        flex-wrap: wrap;
        gap: 0.4rem;
      }
      .chips li {
        background: var(--paper);
        border: 1px solid var(--line);
        border-radius: 999px;
        padding: 0.15rem 0.8rem;
      }
      .chips li.turn {
        background: var(--sea-tint);
        border-color: var(--sea);
        font-weight: 600;
      }
      .chips .here {
        display: inline-block;
        width: 0.5rem;
        height: 0.5rem;
        border-radius: 50%;
        background: var(--leaf);
        margin-inline-end: 0.4rem;
      }
      .chips .away .here {
        background: none;
        border: 1px solid var(--ink-soft);
      }
      ul.board {
        display: grid;
        gap: 0.6rem;
        margin-top: 0.8rem;
      }
      .board li {
        background: var(--paper);
        border: 1px solid var(--line);
        border-radius: 10px;
        padding: 0.6rem 0.9rem;
      }
      .board li.pending {
        border-style: dashed;
      }
      .words {
        font-size: var(--message-size);
        line-height: 1.55;
        max-width: 72ch;
      }
      .pending .words,
      .earlier {
        white-space: pre-wrap;
      }
      .words p {
        margin: 0.25rem 0;
      }
      .dots {
        color: var(--sea-ink);
        font-weight: 600;
      }
      .dot[aria-pressed='true'] {
        background: var(--sea-tint);
        border-color: var(--sea);
        font-weight: 600;
      }
      .dot {
        min-height: 2.75rem;
      }
      .lend {
        display: inline-flex;
        align-items: center;
        gap: 0.4rem;
        font-size: 0.92rem;
      }
      .write label:not(.lend) {
        font-weight: 600;
        display: block;
        margin-top: 0.6rem;
      }
      textarea,
      .write input,
      select {
        font: inherit;
        color: var(--ink);
        background: var(--paper);
        border: 1px solid var(--line-strong);
        border-radius: 10px;
        padding: 0.6rem 0.8rem;
        box-sizing: border-box;
        width: 100%;
        max-width: 100%;
      }
      textarea {
        font-size: var(--message-size);
        line-height: 1.5;
        resize: vertical;
        margin-bottom: 0.5rem;
      }
      select {
        width: auto;
        padding: 0.35rem 0.6rem;
      }
      .bar {
        position: sticky;
        bottom: 0;
        background: var(--paper-raised);
        border: 1px solid var(--line-strong);
        border-radius: 14px 14px 0 0;
        padding: 0.7rem 1rem;
        box-shadow: var(--shadow);
      }
      .sofar h3 {
        margin-block: 1rem 0.4rem;
      }
      .bar summary,
      .sofar summary,
      .group + details summary {
        cursor: pointer;
        color: var(--sea-ink);
        padding: 0.4rem 0;
      }
      .bar form {
        margin: 0.4rem 0;
      }
      a {
        color: var(--sea-ink);
        font-weight: 600;
      }
      @media (max-width: 700px) {
        .card {
          padding: 0.8rem 0.9rem;
        }
        .bar {
          margin: 0 -0.6rem;
          padding: 0.6rem;
        }
        .row > button,
        .dot {
          flex: 1 1 auto;
          min-height: 2.75rem;
        }
      }
    `,
  ];
}
