import { css, html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { asPng, fishbone, picture, save } from './fishbone';
import { api, link, Refused, type Frame, type LinkState } from './live-link';
import {
  ASPECTS,
  DEEPEST,
  EditQueue,
  LEVELS,
  PARTS,
  ProblemModel,
  type Aside,
  type Cause,
  type Edit,
  type Revision,
} from './problem-model';
import { controls } from './shared-styles';
import './talanoa-iterations';
import './talanoa-related';
import type { Iterations } from './talanoa-iterations';
import type { Byline } from './thread-model';
import { agoOf, fullTimeOf, randomKey, say, type Texts } from './words';

const TABS = ['statement', 'causes', 'iterations', 'history'];
const EDITING_FOR = 6_000;
const EDITING_EVERY = 3_000;
const TRY_AGAIN = 3_000;
const DRAG_FROM = 6;
const TOGETHER = 50;

type Run = { kind: string; words: string };
type Difference = {
  parts: Record<string, Run[]>;
  causes: { cause: string; words: Run[]; moved: boolean; weighed: boolean }[];
};

/** One problem statement, which several people write at the same time. */
@customElement('talanoa-problem')
export class ProblemElement extends LitElement {
  @property() alliance = '';
  @property() room = '';
  @property() problem = '';
  @property() me = '';
  @property() zone = 'UTC';
  @property() kind = 'open';
  @property() rule = '';
  @property({ type: Boolean }) mayspeak = false;
  @property({ attribute: false }) texts: Texts = {};

  @state() private model = new ProblemModel();
  @state() private tab = 'statement';
  @state() private trouble = '';
  /** Where something was pasted that does not fit. */
  @state() private full: { spot: string; length: number; longest: number } | null = null;
  @state() private link: LinkState = 'online';
  @state() private opened = '';
  @state() private history: Revision[] = [];
  @state() private difference: { number: number; what: Difference } | null = null;
  @state() private announced = '';
  @state() private starting = false;
  private editing = new Map<string, { name: string; spot: string; until: number }>();
  private queue?: EditQueue;
  private stop: (() => void)[] = [];
  private catching = false;
  private wanted = false;
  private trying?: number;
  private saidEditing = 0;
  private composing = false;
  private talkKey = randomKey();
  private wish = '';

  /** What is held, for comparing with what the server has. */
  snapshot() {
    const { problem, revision } = this.model;
    return {
      revision,
      pending: this.queue?.all().length ?? 0,
      parts: Object.fromEntries(Object.entries(problem?.parts ?? {}).map(([part, { words }]) => [part, words])),
      causes: (problem?.causes ?? [])
        .map(({ id, parent, removed, words }) => `${id} ${parent} ${removed} ${words.words}`)
        .sort(),
    };
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.hasUpdated && this.problem) {
      this.open();
    }
  }

  override willUpdate(changed: PropertyValues): void {
    if ((changed.has('problem') || changed.has('room') || changed.has('me')) && this.room && this.problem && this.me) {
      this.open();
    }
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.leave();
  }

  private leave(): void {
    clearTimeout(this.trying);
    this.queue?.close();
    this.stop.forEach((stop) => stop());
    this.stop = [];
  }

  private get path(): string {
    return `/rooms/${this.room}/problems/${this.problem}`;
  }

  private t(key: string, ...values: (string | number)[]): string {
    return say(this.texts, key, ...values);
  }

  private open(): void {
    this.leave();
    this.model = new ProblemModel();
    this.trouble = '';
    const queue = new EditQueue(this.me, this.path, this.model, (made) => this.taken(made));
    this.queue = queue;
    queue.addEventListener('changed', () => this.requestUpdate());
    this.stop.push(link.watch((state) => (this.link = state)));
    this.stop.push(link.listen(`/room/${this.room}/problem/${this.problem}`, (frame) => this.heard(frame)));
    void this.load();
  }

  private async load(): Promise<void> {
    try {
      this.model.open(await api('GET', this.path));
      this.trouble = '';
      void this.queue?.flush();
      this.requestUpdate();
    } catch (refused) {
      this.trouble = this.wordsOf(refused);
      if (!(refused instanceof Refused) || refused.passing) {
        this.tryAgain();
      }
    }
  }

  private tryAgain(): void {
    clearTimeout(this.trying);
    this.trying = window.setTimeout(() => void (this.model.problem ? this.catchUp() : this.load()), TRY_AGAIN);
  }

  private wordsOf(refused: unknown): string {
    return (refused instanceof Refused && refused.message) || this.t('live.offline');
  }

  private heard(frame: Frame): void {
    if (frame.type === 'listening') {
      void this.catchUp();
      this.iterations?.load();
    } else if (frame.type === 'edit') {
      this.take(frame.edit);
    } else if (frame.type === 'course') {
      this.iterations?.load();
    } else if (frame.type === 'editing' && frame.person !== this.me) {
      this.editing.set(frame.person, { name: frame.name, spot: frame.spot, until: Date.now() + EDITING_FOR });
      this.requestUpdate();
      setTimeout(() => this.requestUpdate(), EDITING_FOR + 50);
    } else if (frame.type === 'ended') {
      this.mayspeak = false;
      this.leave();
      this.model = new ProblemModel();
      this.trouble = this.t('live.ended');
    }
  }

  private get iterations(): Iterations | null {
    return this.renderRoot.querySelector('talanoa-iterations');
  }

  private take(edit: Revision): void {
    if (!this.model.apply(edit)) {
      void this.catchUp();
      return;
    }
    if (edit.by.person !== this.me) {
      this.announced = this.t('live.problem.did', this.nameOf(edit.by), this.deed(edit));
      if (edit.by.person) {
        this.editing.delete(edit.by.person);
      }
    }
    if (this.tab === 'history' && edit.number > (this.history[0]?.number ?? 0)) {
      this.history = [edit, ...this.history];
    }
    this.requestUpdate();
  }

  /** What one wrote oneself stays shown until the statement has come as far. */
  private async taken(made: Revision): Promise<void> {
    const { model } = this;
    this.take(made);
    while (model === this.model && model.revision < made.number) {
      await new Promise((soon) => setTimeout(soon, TOGETHER));
    }
  }

  /** Reads what was missed; once more where something else is missing meanwhile. */
  private async catchUp(): Promise<void> {
    this.wanted = true;
    if (this.catching || !this.model.problem) {
      return;
    }
    this.catching = true;
    try {
      while (this.wanted) {
        this.wanted = false;
        const missed = await api('GET', `${this.path}/since?revision=${this.model.revision}`);
        const fitted = missed.complete && missed.revisions.every((edit: Revision) => this.model.apply(edit));
        if (!fitted) {
          this.model.open(await api('GET', this.path));
        }
      }
      this.requestUpdate();
    } catch (refused) {
      if (refused instanceof Refused && refused.status === 404) {
        this.trouble = refused.message;
      } else {
        this.tryAgain();
      }
    } finally {
      this.catching = false;
    }
  }

  private nameOf(by: Byline | null): string {
    return !by || by.kind === 'former' ? this.t('live.former') : by.name;
  }

  private edit(edit: Edit): void {
    this.queue?.add(edit);
  }

  private words(spot: string): string {
    return this.queue?.pending(spot) ?? this.model.at(spot).words;
  }

  private typed(event: Event, spot: string): void {
    const field = event.target as HTMLTextAreaElement;
    this.full = null;
    this.queue?.write(spot, field.value);
    if (Date.now() - this.saidEditing > EDITING_EVERY) {
      this.saidEditing = Date.now();
      link.send(`/room/${this.room}/problem/${this.problem}/editing`, { spot });
    }
  }

  private settled = (): void => void this.queue?.flush();

  /** Fields show what is held; a caret stays where it was in the words. */
  protected override updated(): void {
    if (this.composing) {
      return;
    }
    const active = (this.renderRoot as ShadowRoot).activeElement;
    for (const field of this.renderRoot.querySelectorAll<HTMLTextAreaElement>('textarea[data-spot]')) {
      const words = this.words(field.dataset.spot!);
      if (field.value !== words && (field !== active || field.value.trimEnd() !== words)) {
        const before = field.value;
        const caret = field.selectionStart;
        field.value = words;
        if (field === active) {
          const at = moved(before, words, caret);
          field.setSelectionRange(at, at);
        }
      }
      field.style.height = 'auto';
      field.style.height = `${field.scrollHeight + 2}px`;
    }
    if (this.wish) {
      const wished = this.renderRoot.querySelector<HTMLElement>(`textarea[data-spot="${this.wish}"]`);
      if (wished) {
        this.wish = '';
        wished.focus();
      }
    }
  }

  override render() {
    const problem = this.model.problem;
    if (!problem) {
      return this.trouble
        ? html`<p role="alert">${this.trouble}</p>`
        : html`<p class="soft">${this.t('live.loading')}</p>`;
    }
    const mine = problem.author.person === this.me;
    return html`
      <header @compositionstart=${() => (this.composing = true)} @compositionend=${() => (this.composing = false)}>
        <h1 class="hidden" dir="auto">${problem.parts.title?.words}</h1>
        ${this.field('title', true)}
        ${this.statusRow(mine)}
        ${problem.status === 'draft' ? html`<p class="note">${this.t('live.problem.draftOnly')}</p>` : nothing}
        ${this.kind !== 'open' ? html`<p class="soft">${this.t('live.problem.byName')}</p>` : nothing}
        ${this.progressOfSending()}
      </header>
      <div class="tabs" role="tablist" aria-label=${this.t('live.problem.views')} @keydown=${this.tabKeys}>
        ${TABS.map(
          (tab) => html`<button
            role="tab"
            id="tab-${tab}"
            aria-selected=${this.tab === tab}
            aria-controls="panel"
            tabindex=${this.tab === tab ? 0 : -1}
            @click=${() => this.choose(tab)}
          >
            ${this.t('live.problem.tab.' + tab)}
          </button>`,
        )}
      </div>
      <section
        id="panel"
        role="tabpanel"
        aria-labelledby="tab-${this.tab}"
        @compositionstart=${() => (this.composing = true)}
        @compositionend=${() => (this.composing = false)}
      >
        ${this.tab === 'statement' ? this.statement() : nothing} ${this.tab === 'causes' ? this.causes() : nothing}
        ${this.tab === 'iterations'
          ? html`<talanoa-iterations
              .texts=${this.texts}
              path=${this.path}
              room=${this.room}
              me=${this.me}
              zone=${this.zone}
              ?draft=${problem.status === 'draft'}
              ?mayspeak=${this.mayspeak}
            ></talanoa-iterations>`
          : nothing}
        ${this.tab === 'history' ? this.past() : nothing}
      </section>
      ${this.tab === 'statement' && problem.status !== 'draft'
        ? html`<talanoa-related .texts=${this.texts} path=${this.path}></talanoa-related>`
        : nothing}
      <p class="hidden" aria-live="polite">${this.announced}</p>
    `;
  }

  private choose(tab: string): void {
    this.tab = tab;
    if (tab === 'history') {
      void this.loadHistory();
    }
  }

  private tabKeys = (event: KeyboardEvent): void => {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    if (step) {
      const turn = getComputedStyle(this).direction === 'rtl' ? -step : step;
      this.choose(TABS[(TABS.indexOf(this.tab) + turn + TABS.length) % TABS.length]);
      void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>(`#tab-${this.tab}`)?.focus());
    }
  };

  /** What waits to be sent, and what was not taken. */
  private progressOfSending() {
    const all = this.queue?.all() ?? [];
    const waiting = all.filter((one) => !one.refused);
    const late = (this.link !== 'online' || this.queue?.late) && waiting.length > 0;
    return html`<p class="sending soft" role="status">
        ${late ? this.t('live.problem.waitsForLine', waiting.length) : waiting.length > 0 ? this.t('live.problem.saving') : this.t('live.problem.saved')}
      </p>
      ${all
        .filter((one) => one.refused)
        .map(
          (one) => html`<div class="note" role="alert">
            <p>${this.t('live.problem.notTaken')} ${one.refused}</p>
            ${one.edit.words ? html`<blockquote dir="auto">${one.edit.words}</blockquote>` : nothing}
            <button @click=${() => this.queue?.drop(one.key)}>${this.t('live.problem.drop')}</button>
          </div>`,
        )}`;
  }

  /** A browser cuts off what does not fit, and says nothing; here nothing is taken, and said why. */
  private pasted = (event: ClipboardEvent): void => {
    const field = event.target as HTMLTextAreaElement;
    const kept = field.value.length - (field.selectionEnd - field.selectionStart);
    const more = event.clipboardData?.getData('text').replaceAll('\r\n', '\n') ?? '';
    this.full = kept + more.length > field.maxLength ? { spot: field.id || field.dataset.spot!, length: kept + more.length, longest: field.maxLength } : null;
    if (this.full) {
      event.preventDefault();
    }
  };

  private tooMuch(spot: string) {
    return this.full?.spot === spot
      ? html`<p class="note" role="alert">${this.t('live.problem.pastedTooMuch', this.full.length, this.full.longest)}</p>`
      : nothing;
  }

  private statusRow(mine: boolean) {
    const { status } = this.model.problem!;
    if (status === 'draft') {
      return html`<div class="row">
        <span class="badge">${this.t('live.problem.status.draft')}</span>
        ${this.mayspeak && mine
          ? html`<button class="primary" @click=${this.share}>${this.t('live.problem.share')}</button>
              <button @click=${this.discard}>${this.t('live.problem.discard')}</button>`
          : nothing}
      </div>`;
    }
    return html`<div class="row">
      ${this.mayspeak
        ? html`<label class="badge"
            >${this.t('live.problem.statusNow')}
            <select @change=${(e: Event) => this.edit({ what: 'set-status', status: (e.target as HTMLSelectElement).value })}>
              ${['shared', 'worked-on', 'solved', 'left'].map(
                (each) => html`<option value=${each} ?selected=${each === status}>${this.t('live.problem.status.' + each)}</option>`,
              )}
            </select></label
          >`
        : html`<span class="badge">${this.t('live.problem.status.' + status)}</span>`}
      ${this.talk()}
    </div>`;
  }

  private talk() {
    if (this.model.problem!.thread) {
      return html`<a class="button" href="/a/${this.alliance}/r/${this.room}/t/${this.model.problem!.thread}">${this.t('live.problem.toThread')}</a>`;
    }
    return this.mayspeak
      ? html`<button aria-expanded=${this.starting} @click=${() => (this.starting = !this.starting)}>${this.t('live.problem.talk')}</button>
          ${this.starting
            ? html`<form class="talk" @submit=${this.startTalk}>
                <label for="first">${this.t('live.problem.talkFirst')}</label>
                <textarea id="first" rows="3" maxlength="4000" required dir="auto"></textarea>
                <button class="primary">${this.t('live.problem.talkDo')}</button>
              </form>`
            : nothing}`
      : nothing;
  }

  private startTalk = async (event: Event): Promise<void> => {
    event.preventDefault();
    const markdown = this.renderRoot.querySelector<HTMLTextAreaElement>('#first')!.value;
    try {
      const { thread } = await api('POST', `${this.path}/thread`, { key: this.talkKey, markdown });
      this.starting = false;
      if (thread) {
        location.reload();
      } else {
        this.announced = this.t('live.waitsForApproval');
      }
    } catch (refused) {
      this.trouble = this.wordsOf(refused);
    }
  };

  private share = (): void => {
    if (confirm(this.t('live.problem.shareSure'))) {
      this.edit({ what: 'set-status', status: 'shared' });
    }
  };

  private discard = async (): Promise<void> => {
    if (confirm(this.t('live.problem.discardSure'))) {
      await api('DELETE', this.path).catch(() => undefined);
      location.assign(`/a/${this.alliance}/r/${this.room}/problems`);
    }
  };

  private statement() {
    return html`
      ${this.trouble ? html`<p role="alert">${this.trouble}</p>` : nothing}
      ${PARTS.map((part) => this.field(part))} ${this.model.problem!.status === 'draft' ? nothing : this.having()}
    `;
  }

  private field(spot: string, heading = false) {
    const passage = this.model.at(spot);
    const longest = heading ? 140 : 4000;
    const label = this.t('live.problem.part.' + spot);
    return html`<div class="field ${heading ? 'heading' : ''}">
      <label for=${spot}>${label}</label>
      ${heading ? nothing : html`<p class="soft help" id="help-${spot}">${this.t('live.problem.help.' + spot)}</p>`}
      <textarea
        id=${spot}
        data-spot=${spot}
        rows=${heading ? 1 : 2}
        maxlength=${longest}
        dir="auto"
        aria-describedby=${heading ? nothing : 'help-' + spot}
        ?readonly=${!this.mayspeak}
        @input=${(event: Event) => this.typed(event, spot)}
        @blur=${this.settled}
        @paste=${this.pasted}
        @keydown=${(event: KeyboardEvent) => heading && event.key === 'Enter' && event.preventDefault()}
      ></textarea>
      ${this.tooMuch(spot)}
      ${this.who(spot)} ${passage.asides.map((aside) => this.beside(spot, aside))}
    </div>`;
  }

  /** Who writes there now, or wrote last. */
  private who(spot: string) {
    const now = [...this.editing.values()].filter((one) => one.spot === spot && one.until > Date.now());
    const { by, at, version } = this.model.at(spot);
    return html`<p class="soft by">
      ${now.length > 0
        ? html`<span class="writes">✎ <bdi>${now.map((one) => one.name).join(', ')}</bdi> ${this.t('live.problem.writes')}</span>`
        : version && at
          ? html`<bdi>${this.nameOf(by)}</bdi>, <time title=${fullTimeOf(at, this.zone)}>${agoOf(at)}</time>`
          : nothing}
    </p>`;
  }

  private beside(spot: string, aside: Aside) {
    const { words, version } = this.model.at(spot);
    const settle = (chosen: string) =>
      this.edit({ what: 'settle', spot, aside: aside.revision, base: version, words: chosen });
    return html`<div class="aside" role="group" aria-label=${this.t('live.problem.aside')}>
      <p><b>${this.t('live.problem.aside')}</b> <bdi>${this.nameOf(aside.by)}</bdi>, ${agoOf(aside.at)}</p>
      <blockquote dir="auto">${aside.words}</blockquote>
      ${this.mayspeak
        ? html`<div class="row">
            <button @click=${() => settle(words)}>${this.t('live.problem.keepText')}</button>
            <button @click=${() => settle(aside.words)}>${this.t('live.problem.takeOther')}</button>
            <button @click=${() => settle(`${words}\n\n${aside.words}`.trim())}>${this.t('live.problem.takeBoth')}</button>
          </div>`
        : nothing}
    </div>`;
  }

  private having() {
    const { endorsements } = this.model.problem!;
    const own = endorsements.find((each) => each.by.person === this.me);
    return html`<section class="having">
      <h2>${this.t('live.problem.having', endorsements.length)}</h2>
      <ul>
        ${endorsements.map(
          (each) => html`<li><bdi><b>${this.nameOf(each.by)}</b></bdi> <span dir="auto">${each.variant}</span></li>`,
        )}
      </ul>
      ${this.mayspeak
        ? html`<form
            @submit=${(event: Event) => {
              event.preventDefault();
              const words = this.renderRoot.querySelector<HTMLTextAreaElement>('#variant')!.value;
              this.edit({ what: 'endorse', words });
            }}
          >
            <label for="variant">${this.t('live.problem.variant')}</label>
            <textarea id="variant" rows="2" maxlength="1000" dir="auto" .value=${own?.variant ?? ''} @paste=${this.pasted}></textarea>
            ${this.tooMuch('variant')}
            <div class="row">
              <button class=${own ? '' : 'primary'}>${own ? this.t('live.problem.changeHaving') : this.t('live.problem.have')}</button>
              ${own
                ? html`<button type="button" @click=${() => this.edit({ what: 'withdraw' })}>${this.t('live.problem.withdraw')}</button>`
                : nothing}
            </div>
          </form>`
        : nothing}
    </section>`;
  }

  // The causes: a picture to look at and to drag in, and an outline in which everything can be done.

  private roomOf = (cause: Cause): string => {
    const lacking = ASPECTS.filter((aspect) => LEVELS.indexOf(cause[aspect]) < 2);
    return lacking.length === 0
      ? `◆ ${this.t('live.problem.roomToAct')}`
      : lacking.length === ASPECTS.length
        ? `◇ ${this.t('live.problem.lacksAll')}`
        : `◇ ${this.t('live.problem.lacks', lacking.map((aspect) => this.t('live.problem.' + aspect)).join(', '))}`;
  };

  private causes() {
    const removed = this.model.removed();
    return html`
      <p class="soft">${this.t('live.problem.causesWhat')}</p>
      <div class="picture" tabindex="0" role="group" aria-label=${this.t('live.problem.picture')} @pointerdown=${this.grasp}>
        ${fishbone(this.model, {
          room: this.roomOf,
          title: this.model.problem!.parts.title?.words ?? '',
          empty: this.t('live.problem.noCauses'),
          label: this.t('live.problem.pictureOf', this.model.below(null).length),
        })}
      </div>
      ${this.kind === 'sealed'
        ? nothing
        : html`<div class="row">
            <button @click=${() => this.export(false)}>${this.t('live.problem.asSvg')}</button>
            <button @click=${() => this.export(true)}>${this.t('live.problem.asPng')}</button>
          </div>`}
      <h2 id="outline">${this.t('live.problem.outline')}</h2>
      <p class="soft">${this.t('live.problem.keys')}</p>
      ${this.list(null)}
      ${this.mayspeak
        ? html`<button class="primary add" @click=${() => this.add(null)}>${this.t('live.problem.addCause')}</button>`
        : nothing}
      ${removed.length > 0
        ? html`<details>
            <summary>${this.t('live.problem.removed', removed.length)}</summary>
            <ul class="removed">
              ${removed.map(
                (cause) => html`<li>
                  <span dir="auto">${cause.words.words}</span>
                  ${this.mayspeak
                    ? html`<button @click=${() => this.edit({ what: 'restore-cause', cause: cause.id })}>${this.t('live.problem.bringBack')}</button>`
                    : nothing}
                </li>`,
              )}
            </ul>
          </details>`
        : nothing}
    `;
  }

  private list(parent: string | null): unknown {
    const causes = this.model.below(parent);
    return causes.length === 0
      ? nothing
      : html`<ul class="outline" aria-labelledby=${parent ? nothing : 'outline'}>
          ${repeat(
            causes,
            (cause) => cause.id,
            (cause) => html`<li>${this.item(cause)} ${this.list(cause.id)}</li>`,
          )}
        </ul>`;
  }

  private item(cause: Cause) {
    const open = this.opened === cause.id;
    const name = cause.words.words;
    return html`<div class="cause ${cause.roomToAct ? 'act' : ''}">
      <div class="line">
        <textarea
          data-spot=${cause.id}
          rows="1"
          maxlength="300"
          dir="auto"
          aria-label=${this.t('live.problem.cause')}
          ?readonly=${!this.mayspeak}
          @input=${(event: Event) => this.typed(event, cause.id)}
          @blur=${this.settled}
          @paste=${this.pasted}
          @keydown=${(event: KeyboardEvent) => this.causeKeys(event, cause)}
        ></textarea>
        ${this.mayspeak
          ? html`<button
              class="quiet"
              aria-expanded=${open}
              aria-label=${this.t('live.problem.more', name)}
              @click=${() => (this.opened = open ? '' : cause.id)}
            >
              ⋯
            </button>`
          : nothing}
      </div>
      ${this.tooMuch(cause.id)}
      <p class="soft room">${this.roomOf(cause)}</p>
      ${open ? this.tools(cause) : nothing} ${this.who(cause.id)}
      ${cause.words.asides.map((aside) => this.beside(cause.id, aside))}
    </div>`;
  }

  private tools(cause: Cause) {
    const can = this.ways(cause);
    return html`<div class="tools">
      <div class="row">
        ${ASPECTS.map(
          (aspect) => html`<label
            >${this.t('live.problem.' + aspect)}
            <select
              @change=${(e: Event) =>
                this.edit({ what: 'weigh', cause: cause.id, aspect, level: (e.target as HTMLSelectElement).value })}
            >
              ${LEVELS.map(
                (level) => html`<option value=${level} ?selected=${cause[aspect] === level}>${this.t('live.problem.level.' + level)}</option>`,
              )}
            </select></label
          >`,
        )}
      </div>
      <div class="row">
        <button ?disabled=${!can.up} @click=${can.up}>↑ ${this.t('live.problem.up')}</button>
        <button ?disabled=${!can.down} @click=${can.down}>↓ ${this.t('live.problem.down')}</button>
        <button ?disabled=${!can.in} @click=${can.in}>${this.t('live.problem.in')}</button>
        <button ?disabled=${!can.out} @click=${can.out}>${this.t('live.problem.out')}</button>
        <button ?disabled=${this.model.depth(cause.id) >= DEEPEST} @click=${() => this.add(cause.id)}>
          ${this.t('live.problem.why')}
        </button>
        <button @click=${() => this.edit({ what: 'remove-cause', cause: cause.id })}>${this.t('live.problem.remove')}</button>
      </div>
    </div>`;
  }

  /** Where a cause can be put from where it is. */
  private ways(cause: Cause): Record<'up' | 'down' | 'in' | 'out', (() => void) | undefined> {
    const siblings = this.model.below(cause.parent);
    const at = siblings.findIndex((one) => one.id === cause.id);
    const go = (parent: string | null, after?: string) => () => {
      this.wish = cause.id;
      this.edit({ what: 'move-cause', cause: cause.id, parent, after: after ?? null });
    };
    const parent = cause.parent ? this.model.cause(cause.parent) : undefined;
    const previous = siblings[at - 1];
    return {
      up: at > 0 ? go(cause.parent, siblings[at - 2]?.id) : undefined,
      down: at < siblings.length - 1 ? go(cause.parent, siblings[at + 1].id) : undefined,
      in: previous && this.model.depth(cause.id) < DEEPEST ? go(previous.id, this.model.below(previous.id).at(-1)?.id) : undefined,
      out: parent ? go(parent.parent, parent.id) : undefined,
    };
  }

  private causeKeys(event: KeyboardEvent, cause: Cause): void {
    if (event.key === 'Enter' && !event.isComposing) {
      event.preventDefault();
      if (this.mayspeak) {
        this.add(cause.parent, cause.id);
      }
      return;
    }
    if (!event.altKey || !this.mayspeak) {
      return;
    }
    const rtl = getComputedStyle(this).direction === 'rtl';
    const ways = this.ways(cause);
    const way = { ArrowUp: ways.up, ArrowDown: ways.down, ArrowRight: rtl ? ways.out : ways.in, ArrowLeft: rtl ? ways.in : ways.out }[
      event.key
    ];
    if (way) {
      event.preventDefault();
      way();
    }
  }

  /** Adds a cause behind that one, or as the last, and goes there. */
  private add(parent: string | null, after?: string): void {
    const id = randomKey().slice(0, 20);
    this.opened = '';
    this.wish = id;
    this.edit({
      what: 'add-cause',
      cause: id,
      parent,
      after: after ?? this.model.below(parent).at(-1)?.id ?? null,
      words: this.t('live.problem.newCause'),
    });
  }

  private grasp = (event: PointerEvent): void => {
    const id = causeAt(event);
    if (!id || event.button !== 0) {
      return;
    }
    let dragging = false;
    const from = { x: event.clientX, y: event.clientY };
    const root = this.renderRoot as ShadowRoot;
    const mark = (over?: Element) => {
      root.querySelectorAll('.over').forEach((one) => one.classList.remove('over'));
      over?.classList.add('over');
    };
    const under = (at: PointerEvent) =>
      root.elementsFromPoint(at.clientX, at.clientY).map((one) => one.closest('[data-cause],[data-drop]')).find(Boolean) ?? undefined;
    const moves = (at: PointerEvent) => {
      dragging ||= this.mayspeak && Math.hypot(at.clientX - from.x, at.clientY - from.y) > DRAG_FROM;
      if (dragging) {
        at.preventDefault();
        mark(under(at));
        root.querySelector('.fish')?.classList.add('dragging');
      }
    };
    const ends = (at: PointerEvent) => {
      removeEventListener('pointermove', moves);
      removeEventListener('pointerup', ends);
      removeEventListener('pointercancel', ends);
      root.querySelector('.fish')?.classList.remove('dragging');
      const target = under(at) as SVGElement | undefined;
      mark();
      if (!dragging) {
        this.opened = id;
        this.wish = id;
        this.requestUpdate();
      } else if (at.type === 'pointerup' && target) {
        const parent = target.dataset.cause ?? null;
        if (parent !== id) {
          const after = this.model.below(parent).filter((one) => one.id !== id).at(-1)?.id ?? null;
          this.edit({ what: 'move-cause', cause: id, parent, after });
        }
      }
    };
    addEventListener('pointermove', moves);
    addEventListener('pointerup', ends);
    addEventListener('pointercancel', ends);
  };

  private async export(png: boolean): Promise<void> {
    const source = picture(this.renderRoot.querySelector<SVGSVGElement>('.fish')!, this.rule);
    const name = this.t('live.problem.fileName');
    save(
      png ? `${name}.png` : `${name}.svg`,
      png ? await asPng(source) : new Blob([source], { type: 'image/svg+xml' }),
    );
  }

  // The history.

  private async loadHistory(before?: number): Promise<void> {
    try {
      const from = before ? `?before=${before}` : '';
      const { revisions } = await api('GET', `${this.path}/history${from}`);
      this.history = before ? [...this.history, ...revisions] : revisions;
    } catch (refused) {
      this.trouble = this.wordsOf(refused);
    }
  }

  private deed(edit: Revision): string {
    const part = ['title', ...PARTS].includes(edit.spot) ? this.t('live.problem.part.' + edit.spot) : '';
    const cause = edit.patch.causes.find((one) => one.id === edit.spot)?.words.words ?? '';
    return this.t('live.problem.edit.' + edit.what, part || cause);
  }

  private async compare(number: number): Promise<void> {
    if (this.difference?.number === number) {
      this.difference = null;
      return;
    }
    const first = this.history.at(-1)!.number === number;
    const from = first ? number : number - 1;
    try {
      const what = await api('GET', `${this.path}/versions/${number}/difference?from=${from}`);
      this.difference = { number, what };
    } catch (refused) {
      this.trouble = this.wordsOf(refused);
    }
  }

  private past() {
    const last = this.history.at(-1)?.number ?? 1;
    const first = this.model.problem!.author.person === this.me ? 1 : 2;
    return html`<ol class="history">
        ${this.history.map((edit) => {
          const open = this.difference?.number === edit.number;
          return html`<li>
            <p>
              <bdi><b>${this.nameOf(edit.by)}</b></bdi> <span dir="auto">${this.deed(edit)}</span>
              <span class="soft"><time>${fullTimeOf(edit.at, this.zone)}</time></span>
            </p>
            <div class="row">
              <button aria-expanded=${open} @click=${() => this.compare(edit.number)}>${this.t('live.problem.changes')}</button>
              ${this.mayspeak && edit.number !== this.model.revision
                ? html`<button @click=${() => this.restore(edit.number)}>${this.t('live.problem.restore')}</button>`
                : nothing}
            </div>
            ${open ? this.changes(this.difference!.what) : nothing}
          </li>`;
        })}
      </ol>
      ${last > first
        ? html`<button class="quiet" @click=${() => this.loadHistory(last)}>${this.t('live.older')}</button>`
        : nothing}`;
  }

  private restore(revision: number): void {
    if (confirm(this.t('live.problem.restoreSure'))) {
      this.edit({ what: 'restore', revision });
    }
  }

  private changes(what: Difference) {
    const runs = (words: Run[]) =>
      words.map((run) =>
        run.kind === 'added'
          ? html`<ins>${run.words}</ins>`
          : run.kind === 'gone'
            ? html`<del>${run.words}</del>`
            : run.words,
      );
    return html`<div class="changes">
      ${Object.entries(what.parts).map(
        ([part, words]) => html`<p dir="auto"><b>${this.t('live.problem.part.' + part)}</b><br />${runs(words)}</p>`,
      )}
      ${what.causes.map(
        (one) => html`<p dir="auto">
          ${runs(one.words)} ${one.moved ? html`<i>${this.t('live.problem.wasMoved')}</i>` : nothing}
          ${one.weighed ? html`<i>${this.t('live.problem.wasWeighed')}</i>` : nothing}
        </p>`,
      )}
      ${Object.keys(what.parts).length + what.causes.length === 0
        ? html`<p class="soft">${this.t('live.problem.sameWords')}</p>`
        : nothing}
    </div>`;
  }

  static override styles = [
    controls,
    css`
      :host {
        max-width: 60rem;
      }
      talanoa-related {
        margin-inline: -1rem;
      }
      svg {
        -webkit-user-select: none;
        user-select: none;
      }
      label,
      h2 {
        font-family: var(--head-font);
        font-weight: 600;
        font-size: 1.08rem;
        margin: 0;
      }
      textarea,
      select {
        font: inherit;
        color: var(--ink);
        background: var(--paper-raised);
        border: 1px solid var(--line-strong);
        border-radius: 8px;
        padding: 0.5rem 0.7rem;
        box-sizing: border-box;
      }
      textarea {
        width: 100%;
        resize: none;
        overflow: hidden;
        line-height: 1.5;
        font-size: var(--message-size);
      }
      textarea[readonly] {
        border-color: transparent;
        background: none;
        padding-inline: 0;
      }
      .field {
        margin-block: 1.1rem;
        max-width: 46rem;
      }
      .help,
      .by,
      .room {
        margin: 0.1rem 0 0.3rem;
      }
      .heading label {
        font-family: var(--text-font);
        font-size: 0.85rem;
        color: var(--ink-soft);
      }
      .heading textarea {
        font-family: var(--head-font);
        font-size: 1.5rem;
        font-weight: 600;
        line-height: 1.3;
      }
      .row {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 0.5rem;
        margin-block: 0.4rem;
      }
      .row label {
        font-family: var(--text-font);
        font-size: 0.9rem;
        font-weight: 400;
      }
      .badge {
        font-weight: 600;
      }
      .button {
        text-decoration: none;
        display: inline-flex;
        align-items: center;
        box-sizing: border-box;
      }
      .talk,
      .having form {
        flex-basis: 100%;
        display: grid;
        gap: 0.4rem;
        max-width: 46rem;
        justify-items: start;
      }
      .soft {
        color: var(--ink-soft);
        font-size: 0.9rem;
      }
      .sending {
        margin: 0.2rem 0;
      }
      .note,
      .aside {
        background: var(--sand-tint);
        border-radius: 10px;
        padding: 0.5rem 0.9rem;
        margin-block: 0.5rem;
      }
      .aside p,
      .note p {
        margin: 0.2rem 0;
      }
      blockquote {
        margin: 0.3rem 0;
        padding-inline-start: 0.8rem;
        border-inline-start: 3px solid var(--sand-strong);
        white-space: pre-wrap;
        overflow-wrap: anywhere;
      }
      .writes {
        color: var(--sea-ink);
        font-weight: 600;
      }
      .tabs {
        display: flex;
        gap: 0.2rem;
        border-bottom: 1px solid var(--line-strong);
        margin-block: 1rem 0.6rem;
        overflow-x: auto;
      }
      [role='tab'] {
        border: 0;
        border-radius: 8px 8px 0 0;
        background: none;
        border-bottom: 3px solid transparent;
        min-height: 2.6rem;
        white-space: nowrap;
      }
      [role='tab'][aria-selected='true'] {
        border-bottom-color: var(--sea);
        font-weight: 650;
      }
      .having {
        border-top: 1px solid var(--line);
        margin-top: 1.6rem;
        padding-top: 1rem;
      }
      .having li,
      .history li {
        margin-block: 0.5rem;
        overflow-wrap: anywhere;
      }
      .having span {
        white-space: pre-wrap;
      }
      .picture {
        overflow: auto;
        border: 1px solid var(--line);
        border-radius: 12px;
        background: var(--paper);
        max-height: 34rem;
      }
      .fish {
        display: block;
        max-width: none;
      }
      .fish text {
        font-family: var(--text-font);
        font-size: 14px;
        fill: var(--ink);
        unicode-bidi: plaintext;
        pointer-events: none;
      }
      .fish .title {
        font-family: var(--head-font);
        font-size: 17px;
        font-weight: 700;
        fill: var(--on-sea);
      }
      .fish .room,
      .fish .soft {
        font-size: 12px;
        fill: var(--ink-soft);
      }
      .fish .act > .room {
        fill: var(--sea-ink);
        font-weight: 700;
      }
      .head rect {
        fill: var(--sea);
      }
      .spine {
        stroke: var(--sea);
        stroke-width: 6;
      }
      .rib {
        stroke: var(--line-strong);
        stroke-width: 2;
      }
      .fish .cause {
        cursor: grab;
      }
      .fish .cause > rect {
        fill: var(--paper-raised);
        stroke: var(--line-strong);
      }
      .fish .cause > rect.grip {
        fill: transparent;
        stroke: none;
      }
      .fish .act > rect:not(.grip) {
        stroke: var(--sea);
        stroke-width: 2;
      }
      .fish .over > rect {
        stroke: var(--focus);
        stroke-width: 3;
      }
      .dragging {
        cursor: grabbing;
      }
      .outline,
      .outline ul,
      .removed {
        list-style: none;
        margin: 0;
        padding: 0;
      }
      .outline .outline {
        margin-inline-start: 0.7rem;
        padding-inline-start: 0.8rem;
        border-inline-start: 2px solid var(--line);
      }
      .cause .line {
        display: flex;
        gap: 0.3rem;
        align-items: start;
      }
      .outline .cause {
        margin-block: 0.5rem;
      }
      .cause .by {
        font-size: 0.8rem;
      }
      .act .room {
        color: var(--sea-ink);
        font-weight: 600;
      }
      .tools {
        background: var(--paper-sunk);
        border-radius: 10px;
        padding: 0.3rem 0.7rem;
      }
      .add {
        margin-block: 0.6rem;
      }
      .removed li {
        display: flex;
        gap: 0.6rem;
        align-items: center;
        margin-block: 0.4rem;
      }
      .history {
        padding-inline-start: 0;
        list-style: none;
        max-width: 46rem;
      }
      .history li {
        border-bottom: 1px solid var(--line);
        padding-bottom: 0.4rem;
      }
      .history p {
        margin: 0.2rem 0;
        white-space: normal;
      }
      .changes p {
        white-space: pre-wrap;
      }
      ins {
        background: var(--sea-tint);
        text-decoration: underline;
      }
      del {
        background: var(--sand-tint);
      }
    `,
  ];
}

/** Where a caret goes when the words around it become others. */
function moved(before: string, after: string, caret: number): number {
  let same = 0;
  while (same < Math.min(before.length, after.length) && before[same] === after[same]) {
    same++;
  }
  return caret <= same ? caret : Math.max(same, caret + after.length - before.length);
}

function causeAt(event: Event): string | undefined {
  const found = (event.target as Element).closest<SVGElement>('[data-cause]');
  return found?.dataset.cause;
}
