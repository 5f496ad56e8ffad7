import { css, html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { unsafeHTML } from 'lit/directives/unsafe-html.js';
import { isOwn, type Message, type Standing } from './thread-model';
import { controls } from './shared-styles';
import { searchFor, selectedIn, told, Underlining, type Kind, type Quoted } from './tellings';
import { fullTimeOf, say, sizeOf, timeOf, type Texts } from './words';

export const REACTIONS = ['thanks', 'same-here', 'tried-this', 'tell-me-more', 'insight'] as const;
const SIGNS: Record<string, string> = {
  thanks: '🙏',
  'same-here': '🤝',
  'tried-this': '🧪',
  'tell-me-more': '👂',
  insight: '💡',
};

export type Act = { act: string; number: number; detail?: any };

/** One message with what can be done to it. Says what is wanted in an {@code act} event. */
@customElement('talanoa-message')
export class MessageElement extends LitElement {
  @property({ attribute: false }) message!: Message;
  @property({ attribute: false }) answered: Message | null = null;
  @property({ attribute: false }) texts: Texts = {};
  @property({ attribute: false }) names: Map<string, string> = new Map();
  @property({ attribute: false }) standings: Map<string, Standing> = new Map();
  @property({ attribute: false }) pseudonyms: string[] = [];
  @property({ attribute: false }) kinds: Kind[] = [];
  @property() alliance = '';
  /** The room, where it is sealed. */
  @property() sealed = '';
  @property() me = '';
  @property() zone = 'UTC';
  @property({ type: Boolean }) continues = false;
  @property({ type: Boolean }) mayspeak = false;
  @property({ type: Boolean }) maykeep = false;
  @property({ type: Boolean }) senior = false;
  @property({ type: Boolean }) editing = false;
  @state() private menu = false;
  @state() private problem = '';
  private wasOpen = false;
  private selected: Quoted | null = null;
  private readonly underlining = new Underlining();

  override connectedCallback(): void {
    super.connectedCallback();
    this.requestUpdate('kinds');
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.underlining.clear();
  }

  private t(key: string, ...values: (string | number)[]): string {
    return say(this.texts, key, ...values);
  }

  private get mine(): boolean {
    return isOwn(this.message.by, this.me, this.pseudonyms);
  }

  private act(act: string, detail?: any): void {
    this.menu = false;
    const event = { act, number: this.message.number, detail } satisfies Act;
    this.dispatchEvent(new CustomEvent('act', { detail: event, bubbles: true, composed: true }));
  }

  /** Opens all that can be done with it. */
  showMenu(): void {
    this.selected = this.selection();
    this.menu = this.message.state === 'said' && !this.editing;
  }

  /** What of its words is selected. */
  selection(): Quoted | null {
    const words = this.renderRoot.querySelector('.words');
    return words && selectedIn(words);
  }

  private nameOf(by: Message['by']): string {
    return by.kind === 'former' ? this.t('live.former') : by.name;
  }

  override render() {
    const m = this.message;
    if (m.state === 'moved') {
      return html`<article class="moved" aria-label=${`#${m.number}`}>${this.said(m)}</article>`;
    }
    const name = this.nameOf(m.by);
    return html`
      <article
        class="${this.continues ? 'continues' : ''} ${m.pinned ? 'pinned' : ''}"
        aria-label=${this.t('live.messageLabel', name, m.number)}
      >
        <div class="face" aria-hidden="true">
          ${this.continues
            ? nothing
            : m.by.portrait
              ? html`<img src=${m.by.portrait} alt="" />`
              : html`<span class="initials" style="--hue:${hueOf(m.by)}">${m.by.initials}</span>`}
        </div>
        <div class="body">
          ${this.continues
            ? nothing
            : html`<header>
                <bdi class="name">${name}</bdi>
                ${m.by.kind === 'pseudonym'
                  ? html`<span class="soft">${this.t(this.mine ? 'live.pseudonymYours' : 'live.pseudonym')}</span>`
                  : nothing}
                ${this.standing(m)}
                ${m.by.kind === 'imported' ? html`<span class="soft">${this.t('live.imported')}</span>` : nothing}
                <a
                  class="soft"
                  href="#${m.number}"
                  title=${fullTimeOf(m.at, this.zone)}
                  @click=${(event: Event) => {
                    event.preventDefault();
                    this.act('link');
                  }}
                  ><time datetime=${m.at}>${timeOf(m.at, this.zone)}</time></a
                >
                ${m.pinned ? html`<span class="soft">📌 ${this.t('live.pinned')}</span>` : nothing}
              </header>`}
          ${m.answers ? this.answeredLine(m.answers) : nothing}
          ${this.editing ? this.editor() : this.said(m)}
          ${m.edited && !this.editing
            ? html`<button class="quiet small" @click=${() => this.act('history')}>${this.t('live.edited')}</button>`
            : nothing}
          ${m.redacted ? html`<p class="soft">${this.t('live.redacted')}</p>` : nothing}
          ${m.sponsors.map(
            (person) =>
              html`<p class="sponsor">
                <span aria-hidden="true">⚑</span> ${this.t('live.sponsored', person.name)}
                <span class="soft">${place(person)}</span>
              </p>`,
          )}
          ${this.reactions(m)} ${this.tellings(m)}
        </div>
        ${m.state === 'said' && !this.editing ? this.toolbar(m) : nothing}
      </article>
    `;
  }

  /** What position its author holds, where that is not hidden. */
  private standing(m: Message) {
    const person = m.by.person ? this.standings.get(m.by.person) : undefined;
    const words = person ? place(person) : '';
    return words ? html`<bdi class="soft">${words}</bdi>` : nothing;
  }

  private answeredLine(number: number) {
    const words = this.answered
      ? html`<bdi>${this.nameOf(this.answered.by)}</bdi>: <bdi>${textOf(this.answered.html)}</bdi>`
      : `#${number}`;
    return html`<button class="answers" @click=${() => this.act('goto', number)}>
      <span aria-hidden="true">↳</span> <span class="hidden">${this.t('live.inAnswerTo')}</span> ${words}
    </button>`;
  }

  private said(m: Message) {
    if (m.state === 'moved') {
      return html`<p class="gone">
        ${this.t('live.moved')}
        <button class="quiet small" @click=${() => this.act('moved')}>${this.t('live.movedGo')}</button>
      </p>`;
    }
    if (m.state !== 'said') {
      return html`<p class="gone">${this.t(m.state === 'deleted' ? 'live.deleted' : 'live.hiddenMessage')}</p>`;
    }
    return html`
      <div class="words" @click=${this.follow}>${unsafeHTML(m.html)}</div>
      ${m.attachments.map((file) =>
        file.image
          ? html`<a class="picture" href=${file.url} target="_blank" rel="noopener"
              ><img src=${file.url} alt=${file.name} loading="lazy"
            /></a>`
          : html`<a class="file" href=${file.url} download=${file.name}
              ><b>${file.name}</b> <span class="soft">${sizeOf(file.size)}</span></a
            >`,
      )}
      ${m.poll ? this.poll(m) : nothing}
    `;
  }

  private follow(event: Event): void {
    const anchor = (event.target as Element).closest('a');
    const href = anchor?.getAttribute('href') ?? '';
    if (anchor && href.startsWith('/a/')) {
      event.preventDefault();
      this.act('navigate', href);
    }
  }

  private poll(m: Message) {
    const poll = m.poll!;
    const all = new Set(poll.options.flatMap((option) => option.votes)).size;
    const mine = poll.options.flatMap((option, i) => (option.votes.includes(this.me) ? [i] : []));
    const choose = (i: number) => {
      const on = mine.includes(i);
      const others = poll.several ? mine.filter((other) => other !== i) : [];
      this.act('vote', on ? mine.filter((other) => other !== i) : [...others, i]);
    };
    return html`<fieldset class="poll">
      <legend>${poll.question}</legend>
      ${poll.options.map(
        (option, i) => html`
          <label class="option" style="--share:${all ? (option.votes.length / all) * 100 : 0}%">
            <input
              type=${poll.several ? 'checkbox' : 'radio'}
              name="poll-${m.number}"
              .checked=${mine.includes(i)}
              ?disabled=${poll.closed || !this.mayspeak}
              @change=${() => choose(i)}
            />
            <span>${option.text}</span>
            <span class="soft" title=${option.votes.map((id) => this.names.get(id) ?? '').join(', ')}
              >${option.votes.length}</span
            >
          </label>
        `,
      )}
      ${poll.closed
        ? html`<p class="soft">${this.t('live.pollClosed')}</p>`
        : this.mine
          ? html`<button class="quiet small" @click=${() => this.act('closePoll')}>${this.t('live.closePoll')}</button>`
          : nothing}
    </fieldset>`;
  }

  private reactions(m: Message) {
    const given = REACTIONS.filter((kind) => m.reactions[kind]?.length);
    if (given.length === 0) {
      return nothing;
    }
    return html`<div class="reactions">
      ${given.map((kind) => {
        const who = m.reactions[kind];
        const mine = who.includes(this.me);
        const names = who.map((id) => this.names.get(id) ?? '').filter(Boolean).join(', ');
        return html`<button
          class=${mine ? 'mine' : ''}
          aria-pressed=${mine}
          title=${`${this.t('live.reaction.' + kind)}: ${names}`}
          ?disabled=${!this.mayspeak}
          @click=${() => this.act('react', { kind, on: !mine })}
        >
          <span aria-hidden="true">${SIGNS[kind]}</span> ${this.t('live.reaction.' + kind)} ${who.length}
        </button>`;
      })}
    </div>`;
  }

  /** What it tells, with the way to others that tell of the same. */
  private tellings(m: Message) {
    const all = this.editing ? [] : told(m, this.kinds);
    if (all.length === 0) {
      return nothing;
    }
    return html`<ul class="tellings" aria-label=${this.t('live.tells')}>
      ${all.map(({ kind, tellings }) => {
        const parts = tellings.flatMap(({ words }) => (words === null ? [] : [`“${words}”`]));
        const point = (on: boolean) => () => this.underlining.point(tellings, on);
        return html`<li>
          <a
            href=${searchFor(kind, this.alliance, this.sealed)}
            router-ignore
            title=${parts.length > 0 ? parts.join(' … ') : nothing}
            @pointerenter=${point(true)}
            @pointerleave=${point(false)}
            @focus=${point(true)}
            @blur=${point(false)}
            ><bdi>${kind.name}</bdi></a
          >
        </li>`;
      })}
    </ul>`;
  }

  private toolbar(m: Message) {
    const say = this.mayspeak;
    return html`<div class="tools ${this.menu ? 'open' : ''}">
      ${say
        ? REACTIONS.map(
            (kind, i) =>
              html`<button
                class="quiet"
                title="${this.t('live.reaction.' + kind)} (${i + 1})"
                aria-label=${this.t('live.reaction.' + kind)}
                @click=${() => this.act('react', { kind, on: !m.reactions[kind]?.includes(this.me) })}
              >
                ${SIGNS[kind]}
              </button>`,
          )
        : nothing}
      ${say
        ? html`<button class="quiet" title="${this.t('live.reply')} (r)" @click=${() => this.act('reply')}>
            ${this.t('live.reply')}
          </button>`
        : nothing}
      <button
        class="quiet"
        aria-label=${this.t('live.more')}
        aria-expanded=${this.menu}
        @pointerdown=${() => {
          this.wasOpen = this.menu;
          this.selected = this.selection();
        }}
        @click=${(event: PointerEvent) => {
          if (event.detail === 0) {
            this.selected = this.selection();
          }
          this.menu = event.detail > 0 ? !this.wasOpen : !this.menu;
        }}
      >
        ⋯
      </button>
      ${this.menu
        ? html`<div class="menu" popover @toggle=${(event: ToggleEvent) => (this.menu = event.newState === 'open')}>
            ${say ? html`<button class="quiet" @click=${() => this.act('quote')}>${this.t('live.quote')}</button>` : nothing}
            ${say && this.mine && !m.redacted
              ? html`<button class="quiet" @click=${() => this.act('edit')}>${this.t('live.edit')}</button>`
              : nothing}
            ${this.mine
              ? html`<button class="quiet" @click=${() => this.act('delete')}>${this.t('live.delete')}</button>`
              : nothing}
            ${say
              ? html`<button class="quiet" @click=${() => this.act(m.pinned ? 'unpin' : 'pin')}>
                  ${this.t(m.pinned ? 'live.unpin' : 'live.pin')}
                </button>`
              : nothing}
            ${say
              ? html`<button class="quiet" @click=${() => this.act('tell', this.selected)}>${this.t('live.tell')}</button>`
              : nothing}
            ${say && this.senior && !this.mine
              ? html`<button class="quiet" @click=${() => this.act('sponsor', !m.sponsors.some((p) => p.id === this.me))}>
                  ${this.t(m.sponsors.some((p) => p.id === this.me) ? 'live.unsponsor' : 'live.sponsor')}
                </button>`
              : nothing}
            ${this.mine
              ? nothing
              : html`<button class="quiet" @click=${() => this.act('report')}>${this.t('live.report')}</button>`}
            <button class="quiet" @click=${() => this.act('quotation')}>${this.t('live.quotation')}</button>
            <button class="quiet" @click=${() => this.act('branch')}>${this.t('live.branch')}</button>
            <button class="quiet" @click=${() => this.act('bookmark')}>${this.t('live.bookmark')}</button>
            <button class="quiet" @click=${() => this.act('unread')}>${this.t('live.unreadFrom')}</button>
            <button class="quiet" @click=${() => this.act('link')}>${this.t('live.copyLink')}</button>
          </div>`
        : nothing}
    </div>`;
  }

  /** Shows the menu above everything else, on the side of its button where there is space. */
  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has('message') || changed.has('kinds') || changed.has('editing')) {
      this.underlining.show(
        this.renderRoot.querySelector('.words'),
        told(this.message, this.kinds).flatMap(({ tellings }) => tellings),
      );
    }
    const menu = this.renderRoot.querySelector<HTMLElement>('.menu');
    if (!menu || menu.matches(':popover-open')) {
      return;
    }
    menu.showPopover();
    const button = menu.previousElementSibling!.getBoundingClientRect();
    const { width, height } = menu.getBoundingClientRect();
    const above = button.bottom + height > innerHeight && button.top > height;
    menu.style.top = `${above ? button.top - height : Math.min(button.bottom, innerHeight - height)}px`;
    const left = getComputedStyle(this).direction === 'rtl' ? button.left : button.right - width;
    menu.style.left = `${Math.max(8, Math.min(left, innerWidth - width - 8))}px`;
    menu.querySelector('button')?.focus({ preventScroll: true });
  }

  private editor() {
    return html`<div class="editor">
      <textarea dir="auto" rows="5" aria-label=${this.t('live.edit')}></textarea>
      ${this.problem ? html`<p class="problem" role="alert">${this.problem}</p>` : nothing}
      <button class="primary" @click=${() => this.act('save', this.source())}>${this.t('live.save')}</button>
      <button class="quiet" @click=${() => this.act('cancel')}>${this.t('live.cancel')}</button>
    </div>`;
  }

  /** Fills the editor with the message's source. */
  async fill(source: string): Promise<void> {
    await this.updateComplete;
    const area = this.renderRoot.querySelector('textarea');
    if (area) {
      area.value = source;
      area.focus();
    }
  }

  refuse(problem: string): void {
    this.problem = problem;
  }

  private source(): string {
    return this.renderRoot.querySelector('textarea')?.value ?? '';
  }

  static override styles = [
    controls,
    css`
      article {
        position: relative;
        display: grid;
        grid-template-columns: 2.5rem minmax(0, 1fr);
        gap: 0 0.75rem;
        padding: 0.55rem 1rem;
        border-inline-start: 3px solid transparent;
      }
      article.continues {
        padding-block-start: 0.1rem;
      }
      article.moved {
        padding-block: 0.1rem;
      }
      article.moved .gone {
        grid-column: 2;
        font-size: 0.92rem;
      }
      article.pinned {
        border-inline-start-color: var(--sand-strong);
      }
      .face img,
      .initials {
        width: 2.5rem;
        height: 2.5rem;
        border-radius: 50%;
        object-fit: cover;
      }
      .initials {
        display: grid;
        place-items: center;
        font-size: 0.85rem;
        font-weight: 600;
        color: hsl(var(--hue) 35% 22%);
        background: hsl(var(--hue) 40% 84%);
      }
      header {
        display: flex;
        flex-wrap: wrap;
        gap: 0 0.6rem;
        align-items: baseline;
      }
      .name {
        font-weight: 650;
        overflow-wrap: anywhere;
      }
      .soft {
        color: var(--ink-soft);
        font-size: 0.85rem;
        text-decoration: none;
      }
      .words {
        font-size: var(--message-size);
        line-height: 1.6;
        max-width: 70ch;
        overflow-wrap: anywhere;
      }
      .words > :first-child {
        margin-block-start: 0.15rem;
      }
      .words > :last-child {
        margin-block-end: 0.15rem;
      }
      .words p,
      .words ul,
      .words ol {
        margin-block: 0.6rem;
      }
      .words a {
        color: var(--sea-ink);
      }
      .words blockquote {
        margin: 0.5rem 0;
        padding-inline-start: 0.9rem;
        border-inline-start: 3px solid var(--line-strong);
        color: var(--ink-soft);
      }
      .words pre {
        overflow-x: auto;
        background: var(--paper-sunk);
        padding: 0.7rem 0.9rem;
        border-radius: 8px;
        font-size: 0.9rem;
      }
      .words code {
        font-family: ui-monospace, monospace;
        font-size: 0.92em;
      }
      .words table {
        border-collapse: collapse;
        display: block;
        overflow-x: auto;
      }
      .words th,
      .words td {
        border: 1px solid var(--line);
        padding: 0.3rem 0.7rem;
      }
      .words h3,
      .words h4,
      .words h5,
      .words h6 {
        font-size: 1.05rem;
        margin: 0.8rem 0 0.3rem;
      }
      .words img,
      .picture img {
        max-width: min(100%, 26rem);
        max-height: 20rem;
        border-radius: 8px;
        display: block;
      }
      .mention {
        color: var(--sea-ink);
        font-weight: 600;
      }
      .gone {
        margin: 0.2rem 0;
        font-style: italic;
        color: var(--ink-soft);
      }
      .sponsor {
        margin: 0.3rem 0;
        font-size: 0.9rem;
        color: var(--ink);
      }
      .answers {
        display: block;
        max-width: 100%;
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
        border: none;
        background: none;
        padding: 0;
        min-height: 1.5rem;
        color: var(--ink-soft);
        font-size: 0.88rem;
        text-align: start;
      }
      .small {
        font-size: 0.8rem;
        min-height: 1.5rem;
        padding: 0 0.3rem;
        margin-inline-start: -0.3rem;
      }
      .file {
        display: inline-block;
        margin: 0.3rem 0.5rem 0.3rem 0;
        padding: 0.5rem 0.8rem;
        border: 1px solid var(--line-strong);
        border-radius: 8px;
        color: var(--ink);
        text-decoration: none;
        overflow-wrap: anywhere;
      }
      .reactions {
        display: flex;
        flex-wrap: wrap;
        gap: 0.35rem;
        margin-block: 0.3rem;
      }
      .reactions button {
        font-size: 0.82rem;
        min-height: 1.75rem;
        padding: 0.05rem 0.6rem;
        border-radius: 999px;
        border-color: var(--line);
        color: var(--ink-soft);
        opacity: 1;
      }
      .reactions .mine {
        background: var(--sea-tint);
        border-color: var(--sea);
        color: var(--ink);
      }
      .tellings {
        display: flex;
        flex-wrap: wrap;
        gap: 0.3rem 0.4rem;
        list-style: none;
        margin: 0.35rem 0 0.2rem;
        padding: 0;
      }
      .tellings a {
        display: block;
        font-size: 0.82rem;
        line-height: 1.3;
        padding: 0.15rem 0.6rem;
        border: 1px dotted var(--line-strong);
        border-radius: 6px;
        color: var(--ink-soft);
        text-decoration: none;
        overflow-wrap: anywhere;
      }
      .tellings a:hover,
      .tellings a:focus-visible {
        color: var(--ink);
        background: var(--sand-tint);
      }
      .words::highlight(told),
      .words *::highlight(told) {
        text-decoration: underline dotted 2px var(--sand-strong);
      }
      .words::highlight(pointed-out),
      .words *::highlight(pointed-out) {
        background-color: var(--sand-tint);
      }
      .tools {
        position: absolute;
        inset-block-start: -0.9rem;
        inset-inline-end: 1rem;
        display: none;
        background: var(--paper-raised);
        border: 1px solid var(--line);
        border-radius: 10px;
        box-shadow: var(--shadow);
        z-index: 2;
      }
      article:hover .tools,
      article:focus-within .tools,
      .tools.open {
        display: flex;
      }
      .menu {
        position: fixed;
        inset: auto;
        margin: 0;
        color: var(--ink);
        min-width: 13rem;
        background: var(--paper-raised);
        border: 1px solid var(--line);
        border-radius: 10px;
        box-shadow: var(--shadow);
        padding: 0.3rem;
      }
      .menu:popover-open {
        display: grid;
      }
      .menu button {
        justify-content: start;
      }
      .editor {
        display: flex;
        flex-wrap: wrap;
        gap: 0.4rem;
      }
      .editor textarea {
        flex: 1 0 100%;
        font: inherit;
        color: var(--ink);
        background: var(--paper);
        border: 1px solid var(--line-strong);
        border-radius: 8px;
        padding: 0.5rem 0.7rem;
        line-height: 1.5;
      }
      .problem {
        color: var(--alarm);
        margin: 0;
        flex: 1 0 100%;
      }
      .poll {
        border: 1px solid var(--line);
        border-radius: 10px;
        max-width: 34rem;
        display: grid;
        gap: 0.3rem;
        margin-block: 0.5rem;
      }
      .poll legend {
        font-weight: 600;
        padding-inline: 0.3rem;
      }
      .option {
        display: grid;
        grid-template-columns: auto 1fr auto;
        gap: 0.6rem;
        padding: 0.35rem 0.6rem;
        border-radius: 6px;
        background: linear-gradient(var(--sea-tint), var(--sea-tint)) no-repeat 0 0 / var(--share) 100%;
      }
      @media (hover: none) {
        article:focus-within .tools {
          display: flex;
        }
      }
    `,
  ];
}

/** Position, institution and country in one line. */
function place(person: Standing): string {
  return [person.position, person.institution, person.country].filter(Boolean).join(' · ');
}

function textOf(markup: string): string {
  return new DOMParser().parseFromString(markup, 'text/html').body.textContent!.trim().slice(0, 120);
}

function hueOf(by: Message['by']): number {
  const seed = by.kind === 'person' ? by.person! : by.kind;
  return [...seed].reduce((hue, char) => (hue * 31 + char.charCodeAt(0)) % 360, 7);
}
