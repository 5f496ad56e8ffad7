import { css, html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { api, link, Refused, type Frame } from './live-link';
import { controls } from './shared-styles';
import type { Mine, Thread } from './thread-model';
import { agoOf, say, type Texts } from './words';

type Waiting = { room: { id: string; name: string; kind: string }; thread: Thread; mine: Mine };

const TOGETHER_MILLIS = 300;

/** Everything unread and every question nobody has answered, in one place. */
@customElement('talanoa-catch-up')
export class CatchUp extends LitElement {
  @property() alliance = '';
  @property({ attribute: false }) texts: Texts = {};
  @state() private threads: Waiting[] = [];
  @state() private questions: Waiting[] = [];
  @state() private loaded = false;
  @state() private problem = '';
  private stop: (() => void)[] = [];
  private soon = 0;

  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener('keydown', this.pressed);
    if (this.hasUpdated && this.alliance) {
      this.open();
    }
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener('keydown', this.pressed);
    this.leave();
  }

  override willUpdate(changed: PropertyValues): void {
    if (changed.has('alliance') && this.alliance) {
      this.open();
    }
  }

  private open(): void {
    this.leave();
    const heard = (frame: Frame) => {
      if (frame.type === 'listening' || frame.type === 'mine' || frame.type === 'stirred') {
        clearTimeout(this.soon);
        this.soon = window.setTimeout(() => void this.load(), TOGETHER_MILLIS);
      }
    };
    this.stop = [link.listen('/me', heard), link.listen(`/alliance/${this.alliance}`, heard)];
    void this.load();
  }

  private leave(): void {
    clearTimeout(this.soon);
    this.stop.forEach((stop) => stop());
    this.stop = [];
  }

  private async load(): Promise<void> {
    try {
      const all = await api('GET', `/alliances/${this.alliance}/catch-up`);
      this.threads = all.threads;
      this.questions = all.questions;
      this.problem = '';
    } catch (refused) {
      this.problem = (refused instanceof Refused && refused.message) || this.t('live.offline');
    }
    this.loaded = true;
  }

  private t(key: string, ...values: (string | number)[]): string {
    return say(this.texts, key, ...values);
  }

  private pressed = (event: KeyboardEvent): void => {
    const target = event.composedPath()[0] as HTMLElement;
    if (event.key !== 'n' || /^(INPUT|TEXTAREA)$/.test(target.tagName)) {
      return;
    }
    const links = [...this.renderRoot.querySelectorAll<HTMLElement>('a')];
    const at = links.indexOf((this.renderRoot as ShadowRoot).activeElement as HTMLElement);
    links[(at + 1) % links.length]?.focus();
  };

  private async passed(one: Waiting): Promise<void> {
    await api('PUT', `/rooms/${one.room.id}/threads/${one.thread.id}/read`, { number: one.thread.last });
    await this.load();
  }

  override render() {
    if (this.problem) {
      return html`<p role="alert">${this.problem}</p>`;
    }
    if (!this.loaded) {
      return html`<p>${this.t('live.loading')}</p>`;
    }
    return html`
      <h2>${this.t('live.unreadThreads')}</h2>
      ${this.threads.length === 0
        ? html`<p class="soft">${this.t('live.allRead')}</p>`
        : html`<p class="soft">${this.t('live.nextKey')}</p>`}
      <ul>
        ${this.threads.map((one) => this.row(one, true))}
      </ul>
      <h2>${this.t('live.openQuestions')}</h2>
      ${this.questions.length === 0 ? html`<p class="soft">${this.t('live.noQuestions')}</p>` : nothing}
      <ul>
        ${this.questions.map((one) => this.row(one, false))}
      </ul>
    `;
  }

  private row(one: Waiting, unread: boolean) {
    const from = unread ? `#${one.mine.read + 1}` : '';
    return html`<li>
      <a href="/a/${this.alliance}/r/${one.room.id}/t/${one.thread.id}${from}">
        <b dir="auto">${one.thread.title}</b>
        ${unread && one.mine.calls ? html`<span class="calls">${this.t('live.calls', one.mine.calls)}</span>` : nothing}
        <span class="soft">${one.room.name} · ${agoOf(one.thread.at)}${unread ? ` · ${this.t('live.unreadCount', one.mine.unread)}` : ''}</span>
      </a>
      ${unread
        ? html`<button class="quiet" @click=${() => this.passed(one)}>${this.t('live.markRead')}</button>`
        : nothing}
    </li>`;
  }

  static override styles = [
    controls,
    css`
      h2 {
        font-family: var(--head-font);
        font-size: 1.15rem;
      }
      ul {
        list-style: none;
        padding: 0;
        display: grid;
        gap: 0.4rem;
      }
      li {
        display: flex;
        align-items: center;
        gap: 0.5rem;
        background: var(--paper-raised);
        border-radius: 12px;
        padding: 0.2rem 0.8rem;
      }
      a {
        flex: 1;
        min-width: 0;
        padding: 0.6rem 0.3rem;
        color: var(--ink);
        text-decoration: none;
        overflow-wrap: anywhere;
      }
      b {
        display: block;
        font-weight: 600;
      }
      .calls {
        background: var(--sand-tint);
        border-radius: 999px;
        padding: 0.05rem 0.6rem;
        margin-inline-end: 0.5rem;
        font-size: 0.8rem;
        font-weight: 600;
      }
      .soft {
        color: var(--ink-soft);
        font-size: 0.87rem;
      }
    `,
  ];
}
