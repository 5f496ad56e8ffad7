import { css, html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { api, link, Refused, type Frame } from './live-link';
import { outboxOf } from './outbox';
import { controls, KIND_SIGNS } from './shared-styles';
import type { Person } from './talanoa-composer';
import { say, type Texts } from './words';

type Room = {
  id: string;
  kind: string;
  name: string;
  purpose: string;
  mayJoin: boolean;
  unread: number;
  calls: number;
  members: number;
};

const TOGETHER_MILLIS = 300;

/** The rooms of an alliance, what is new in them, and who is about; live. */
@customElement('talanoa-rooms')
export class Rooms extends LitElement {
  @property() alliance = '';
  @property() me = '';
  @property({ attribute: false }) texts: Texts = {};
  @state() private rooms: Room[] = [];
  @state() private about: Person[] = [];
  @state() private count = 0;
  @state() private loaded = false;
  @state() private problem = '';
  private stop: (() => void)[] = [];
  private soon = 0;

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.hasUpdated && this.alliance) {
      this.open();
    }
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.leave();
  }

  override willUpdate(changed: PropertyValues): void {
    if ((changed.has('alliance') || changed.has('me')) && this.alliance && this.me) {
      this.open();
    }
  }

  private open(): void {
    this.leave();
    outboxOf(this.me);
    this.stop.push(link.listen('/me', (frame) => this.heard(frame)));
    this.stop.push(link.listen(`/alliance/${this.alliance}`, (frame) => this.heard(frame)));
    void this.load();
  }

  private leave(): void {
    clearTimeout(this.soon);
    this.stop.forEach((stop) => stop());
    this.stop = [];
  }

  private t(key: string, ...values: (string | number)[]): string {
    return say(this.texts, key, ...values);
  }

  private heard(frame: Frame): void {
    if (frame.type === 'presence') {
      this.count = frame.count;
      this.about = frame.people;
    } else if (frame.type === 'ended') {
      location.reload();
    } else {
      clearTimeout(this.soon);
      this.soon = window.setTimeout(() => void this.load(), TOGETHER_MILLIS);
    }
  }

  private async load(): Promise<void> {
    try {
      this.rooms = await api<Room[]>('GET', `/alliances/${this.alliance}/rooms`);
      this.problem = '';
      this.loaded = true;
    } catch (refused) {
      this.problem = (refused instanceof Refused && refused.message) || this.t('live.offline');
    }
  }

  override render() {
    return html`
      ${this.count > 0 ? this.here() : nothing}
      ${this.problem ? html`<p class="soft" role="alert">${this.problem}</p>` : nothing}
      ${!this.loaded && !this.problem ? html`<p class="soft">${this.t('live.loading')}</p>` : nothing}
      ${this.loaded && this.rooms.length === 0 ? html`<p class="soft">${this.t('live.noRooms')}</p>` : nothing}
      <ul class="rooms">
        ${repeat(
          this.rooms,
          (room) => room.id,
          (room) => this.card(room),
        )}
      </ul>
    `;
  }

  private here() {
    const others = this.about.filter((person) => person.id !== this.me);
    const more = this.count - this.about.length;
    return html`<div class="here">
      <span class="dot" aria-hidden="true"></span>
      ${others.length === 0
        ? html`<span>${this.t('live.onlyYou')}</span>`
        : html`<span>${this.t('live.about')}</span>
            <ul class="about">
              ${others.map(
                (person) =>
                  html`<li>
                    ${person.portrait
                      ? html`<img src=${person.portrait} alt="" width="24" height="24" />`
                      : html`<span class="initials" aria-hidden="true">${person.initials}</span>`}
                    <bdi>${person.name}</bdi>
                  </li>`,
              )}
            </ul>
            ${more > 0 ? html`<span>${this.t('live.aboutMore', more)}</span>` : nothing}`}
    </div>`;
  }

  private card(room: Room) {
    return html`<li>
      <a class="card" href="/a/${this.alliance}/r/${room.id}">
        <span class="kind ${room.kind}"
          ><span aria-hidden="true">${KIND_SIGNS[room.kind]}</span> ${this.t('room.kind.' + room.kind)}</span
        >
        <h3 dir="auto">${room.name}</h3>
        <p class="soft" dir="auto">${room.purpose}</p>
        <p class="news">
          ${room.calls > 0 ? html`<b class="calls">${this.t('live.calls', room.calls)}</b>` : nothing}
          ${room.unread > 0
            ? html`<b>${this.t('live.unreadCount', room.unread)}</b>`
            : html`<span class="soft">${this.t('live.nothingNew')}</span>`}
          ${room.mayJoin ? html`<span class="soft">${this.t('live.mayJoin')}</span>` : nothing}
        </p>
      </a>
    </li>`;
  }

  static override styles = [
    controls,
    css`
      ul {
        list-style: none;
        margin: 0;
        padding: 0;
      }
      .rooms {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(min(100%, 21rem), 1fr));
        gap: 0.9rem;
      }
      .rooms > li {
        display: grid;
      }
      .card {
        display: flex;
        flex-direction: column;
        background: var(--paper-raised);
        border: 1px solid var(--line);
        border-radius: 14px;
        padding: 1rem 1.1rem;
        color: var(--ink);
        text-decoration: none;
        overflow-wrap: anywhere;
      }
      .card:hover {
        border-color: var(--sea);
      }
      h3 {
        font-family: var(--head-font);
        font-size: 1.1rem;
        line-height: 1.25;
        margin: 0.4rem 0 0.2rem;
      }
      p {
        margin: 0.2rem 0;
      }
      .news {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 0.3rem 0.9rem;
        margin-top: auto;
        padding-top: 0.5rem;
        font-size: 0.95rem;
      }
      .news b {
        color: var(--sea-ink);
      }
      .news b.calls {
        color: var(--ink);
        background: var(--sand-tint);
        border-radius: 999px;
        padding: 0.05rem 0.7rem;
      }
      .soft {
        color: var(--ink-soft);
      }
      .kind {
        font-size: 0.82rem;
        font-weight: 650;
      }
      .here {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 0.35rem 0.6rem;
        margin-bottom: 1rem;
        color: var(--ink-soft);
        font-size: 0.92rem;
      }
      .dot {
        width: 0.55rem;
        height: 0.55rem;
        border-radius: 50%;
        background: var(--leaf);
      }
      .about {
        display: flex;
        flex-wrap: wrap;
        gap: 0.35rem 0.8rem;
      }
      .about li {
        display: inline-flex;
        align-items: center;
        gap: 0.35rem;
        color: var(--ink);
        overflow-wrap: anywhere;
      }
      .about img,
      .initials {
        width: 1.5rem;
        height: 1.5rem;
        border-radius: 50%;
        object-fit: cover;
      }
      .initials {
        display: inline-grid;
        place-content: center;
        background: var(--sea-tint);
        color: var(--sea-ink);
        font-size: 0.66rem;
        font-weight: 700;
      }
    `,
  ];
}
