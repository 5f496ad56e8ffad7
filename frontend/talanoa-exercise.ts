import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { api, Refused } from './live-link';
import { draftOf, keepDraft } from './outbox';
import { controls } from './shared-styles';
import { randomKey, say, type Texts } from './words';

type Phase = {
  id: string;
  part: string;
  title: string;
  says: string;
  task: string;
  seconds: number;
  groupsOf: number;
  mix: boolean;
  rotates: boolean;
  turnSeconds: number;
  audience: string;
  writers: string;
  nameless: boolean;
  shows: string[];
  dots: number;
  first: string;
  others: string;
};
type Exercise = {
  name: string;
  purpose: string;
  whenToUse: string;
  slowLine: string;
  least: number;
  most: number;
  phases: Phase[];
};

const PARTS = ['gather', 'write', 'talk', 'turns', 'reveal', 'vote', 'harvest'];
const AUDIENCES = ['nobody', 'author', 'group', 'everybody'];
const WRITERS = ['all', 'first', 'others'];

function fresh(part: string): Phase {
  return {
    id: `phase-${randomKey().slice(0, 8)}`,
    part,
    title: '',
    says: '',
    task: '',
    seconds: part === 'turns' || part === 'harvest' ? 0 : 180,
    groupsOf: 0,
    mix: false,
    rotates: false,
    turnSeconds: part === 'turns' ? 60 : 0,
    audience: part === 'write' ? 'author' : part === 'vote' ? 'nobody' : 'everybody',
    writers: 'all',
    nameless: false,
    shows: [],
    dots: part === 'vote' ? 3 : 0,
    first: '',
    others: '',
  };
}

/** Where an exercise is put together; what is begun stays in this browser until it is kept. */
@customElement('talanoa-exercise')
export class ExerciseComposer extends LitElement {
  @property() alliance = '';
  @property() me = '';
  @property() from = '';
  @property({ attribute: false }) texts: Texts = {};
  @state() private exercise: Exercise = { name: '', purpose: '', whenToUse: '', slowLine: '', least: 2, most: 30, phases: [fresh('gather'), fresh('harvest')] };
  @state() private problem = '';
  @state() private own = '';
  private key = randomKey();

  override firstUpdated(): void {
    void this.begin();
  }

  private get place(): string {
    return `exercise-${this.alliance}-${this.from || 'new'}`;
  }

  private async begin(): Promise<void> {
    const kept = draftOf(this.me, this.place);
    this.own = this.from.startsWith('own-') ? this.from : '';
    if (kept?.exercise) {
      this.exercise = kept.exercise;
      this.key = kept.key;
      return;
    }
    if (this.from) {
      try {
        this.exercise = await api<Exercise>('GET', `/alliances/${this.alliance}/exercises/${this.from}`);
      } catch (refused) {
        this.problem = (refused instanceof Refused && refused.message) || this.t('live.offline');
      }
    }
  }

  private t(key: string, ...values: (string | number)[]): string {
    return say(this.texts, key, ...values);
  }

  private change(change: Partial<Exercise>): void {
    this.exercise = { ...this.exercise, ...change };
    keepDraft(this.me, this.place, { exercise: this.exercise, key: this.key, pseudonym: false, at: Date.now() });
  }

  private phase(at: number, change: Partial<Phase>): void {
    this.change({ phases: this.exercise.phases.map((each, i) => (i === at ? { ...each, ...change } : each)) });
  }

  /** Another part begins with what is usual for it, and keeps its words. */
  private become(at: number, part: string): void {
    const { id, title, says, task } = this.exercise.phases[at];
    this.phase(at, { ...fresh(part), id, title, says, task });
  }

  private move(at: number, by: number): void {
    const phases = [...this.exercise.phases];
    const [moved] = phases.splice(at, 1);
    phases.splice(at + by, 0, moved);
    this.change({ phases });
  }

  private removeStep(at: number): void {
    const gone = this.exercise.phases[at].id;
    const phases = this.exercise.phases.filter((_, i) => i !== at).map((each) => ({ ...each, shows: each.shows.filter((id) => id !== gone) }));
    this.change({ phases });
  }

  private async keep(): Promise<void> {
    try {
      await api('PUT', `/alliances/${this.alliance}/exercises/${this.own || this.key}`, {
        ...this.exercise,
        own: true,
        minutes: 0,
        phases: this.exercise.phases.map((each) => ({ ...each, round: 0 })),
      });
      keepDraft(this.me, this.place, { pseudonym: false });
      location.assign(`/a/${this.alliance}/exercises`);
    } catch (refused) {
      this.problem = (refused instanceof Refused && refused.message) || this.t('live.offline');
    }
  }

  private async takeAway(): Promise<void> {
    if (!confirm(this.t('live.exercise.removeSure'))) {
      return;
    }
    try {
      await api('DELETE', `/alliances/${this.alliance}/exercises/${this.own}`);
      keepDraft(this.me, this.place, { pseudonym: false });
      location.assign(`/a/${this.alliance}/exercises`);
    } catch (refused) {
      this.problem = (refused instanceof Refused && refused.message) || this.t('live.offline');
    }
  }

  override render() {
    const { exercise } = this;
    return html`
      <p class="soft">${this.t('live.exercise.what')}</p>
      ${this.line('live.exercise.name', exercise.name, 80, (name) => this.change({ name }))}
      ${this.area('live.exercise.purpose', exercise.purpose, (purpose) => this.change({ purpose }))}
      ${this.area('live.exercise.when', exercise.whenToUse, (whenToUse) => this.change({ whenToUse }))}
      ${this.area('live.exercise.slowLine', exercise.slowLine, (slowLine) => this.change({ slowLine }))}
      <div class="row">
        ${this.number('live.exercise.least', exercise.least, 2, 200, (least) => this.change({ least }))}
        ${this.number('live.exercise.most', exercise.most, 2, 200, (most) => this.change({ most }))}
      </div>
      <h2>${this.t('live.activity.steps')}</h2>
      <ol>
        ${exercise.phases.map((each, at) => this.step(each, at))}
      </ol>
      <button @click=${() => this.change({ phases: [...exercise.phases, fresh('talk')] })}>${this.t('live.exercise.add')}</button>
      ${this.problem ? html`<p class="alarm" role="alert">${this.problem}</p>` : nothing}
      <p class="row">
        <button class="primary" @click=${this.keep}>${this.t('live.exercise.keep')}</button>
        ${this.own ? html`<button class="quiet" @click=${this.takeAway}>${this.t('live.exercise.remove')}</button>` : nothing}
      </p>
    `;
  }

  private step(phase: Phase, at: number) {
    const before = this.exercise.phases.slice(0, at).filter((each) => each.audience !== 'nobody');
    const shows = phase.part === 'reveal' || phase.part === 'vote' || phase.part === 'harvest' || phase.part === 'talk';
    return html`<li>
      <fieldset>
        <legend>${this.t('live.exercise.step', at + 1)}</legend>
        <div class="row">
          ${this.choice('live.exercise.part', phase.part, PARTS, 'live.exercise.part.', (part) => this.become(at, part))}
          <button class="quiet" ?disabled=${at === 0} aria-label=${this.t('live.exercise.up', at + 1)} @click=${() => this.move(at, -1)}>↑</button>
          <button class="quiet" ?disabled=${at === this.exercise.phases.length - 1} aria-label=${this.t('live.exercise.down', at + 1)} @click=${() => this.move(at, 1)}>↓</button>
          <button class="quiet" ?disabled=${this.exercise.phases.length === 1} @click=${() => this.removeStep(at)}>${this.t('live.exercise.removeStep')}</button>
        </div>
        ${this.line('live.exercise.title', phase.title, 80, (title) => this.phase(at, { title }))}
        ${this.area('live.exercise.says', phase.says, (says) => this.phase(at, { says }))}
        ${this.area('live.exercise.task', phase.task, (task) => this.phase(at, { task }))}
        <div class="row">
          ${phase.part === 'turns'
            ? this.number('live.exercise.turn', phase.turnSeconds, 2, 1_800, (turnSeconds) => this.phase(at, { turnSeconds }))
            : this.number('live.exercise.seconds', phase.seconds, 0, 2_592_000, (seconds) => this.phase(at, { seconds }))}
          ${this.number('live.exercise.groups', phase.groupsOf, 0, 12, (groupsOf) =>
            this.phase(at, { groupsOf, rotates: groupsOf > 1 && phase.rotates, audience: groupsOf > 1 || phase.audience !== 'group' ? phase.audience : 'everybody' }),
          )}
          ${this.choice('live.exercise.audience', phase.audience, phase.groupsOf > 1 ? AUDIENCES : AUDIENCES.filter((each) => each !== 'group'), 'live.exercise.audience.', (audience) =>
            this.phase(at, { audience, nameless: audience === 'author' && phase.nameless }),
          )}
          ${phase.part === 'vote' ? this.number('live.exercise.dots', phase.dots, 1, 10, (dots) => this.phase(at, { dots })) : nothing}
        </div>
        ${phase.audience === 'author' ? this.tick('live.exercise.nameless', phase.nameless, (nameless) => this.phase(at, { nameless })) : nothing}
        ${phase.groupsOf > 1
          ? html`${this.tick('live.exercise.mix', phase.mix, (mix) => this.phase(at, { mix }))}
              ${phase.part === 'turns' ? nothing : this.tick('live.exercise.rotates', phase.rotates, (rotates) => this.phase(at, { rotates }))}
              ${phase.rotates
                ? html`<div class="row">
                    ${this.choice('live.exercise.writers', phase.writers, WRITERS, 'live.exercise.writers.', (writers) => this.phase(at, { writers }))}
                    ${this.line('live.exercise.first', phase.first ?? '', 80, (first) => this.phase(at, { first }))}
                    ${this.line('live.exercise.others', phase.others ?? '', 80, (others) => this.phase(at, { others }))}
                  </div>`
                : nothing}`
          : nothing}
        ${shows && before.length > 0
          ? html`<p>${this.t('live.exercise.shows')}</p>
              ${before.map((each) =>
                this.tick(each.title || this.t('live.exercise.step', this.exercise.phases.indexOf(each) + 1), phase.shows.includes(each.id), (on) =>
                  this.phase(at, { shows: on ? [...phase.shows, each.id] : phase.shows.filter((id) => id !== each.id) }),
                ),
              )}`
          : nothing}
      </fieldset>
    </li>`;
  }

  private line(key: string, value: string, longest: number, to: (value: string) => void) {
    return html`<label>${this.t(key)}<input dir="auto" maxlength=${longest} .value=${value} @input=${(event: Event) => to((event.target as HTMLInputElement).value)} /></label>`;
  }

  private area(key: string, value: string, to: (value: string) => void) {
    return html`<label>${this.t(key)}<textarea dir="auto" rows="2" maxlength="1000" .value=${value} @input=${(event: Event) => to((event.target as HTMLTextAreaElement).value)}></textarea></label>`;
  }

  private number(key: string, value: number, least: number, most: number, to: (value: number) => void) {
    return html`<label
      >${this.t(key)}<input type="number" min=${least} max=${most} .value=${String(value)} @change=${(event: Event) => to(Math.trunc(Number((event.target as HTMLInputElement).value)) || 0)}
    /></label>`;
  }

  private choice(key: string, value: string, all: string[], words: string, to: (value: string) => void) {
    return html`<label
      >${this.t(key)}<select @change=${(event: Event) => to((event.target as HTMLSelectElement).value)}>
        ${all.map((each) => html`<option value=${each} ?selected=${each === value}>${this.t(words + each)}</option>`)}
      </select></label
    >`;
  }

  private tick(key: string, on: boolean, to: (on: boolean) => void) {
    return html`<label class="tick"><input type="checkbox" .checked=${on} @change=${(event: Event) => to((event.target as HTMLInputElement).checked)} />${this.t(key)}</label>`;
  }

  static override styles = [
    controls,
    css`
      :host {
        max-width: 46rem;
      }
      label {
        display: grid;
        gap: 0.25rem;
        font-weight: 600;
        margin: 0.6rem 0;
      }
      label.tick {
        display: flex;
        font-weight: 400;
        align-items: center;
        gap: 0.6rem;
      }
      input:not([type='checkbox']),
      textarea,
      select {
        font: inherit;
        font-weight: 400;
        color: var(--ink);
        background: var(--paper);
        border: 1px solid var(--line-strong);
        border-radius: 10px;
        padding: 0.5rem 0.7rem;
        box-sizing: border-box;
        width: 100%;
      }
      input[type='number'] {
        width: 8rem;
      }
      .row {
        display: flex;
        flex-wrap: wrap;
        align-items: end;
        gap: 0.4rem 1rem;
      }
      ol {
        list-style: none;
        padding: 0;
        display: grid;
        gap: 1rem;
      }
      fieldset {
        background: var(--paper-raised);
        border: 1px solid var(--line);
        border-radius: 14px;
        padding: 0.6rem 1.1rem 1rem;
        min-width: 0;
      }
      legend {
        font-family: var(--head-font);
        font-weight: 650;
        padding: 0 0.4rem;
      }
      .soft {
        color: var(--ink-soft);
      }
      .alarm {
        color: var(--alarm);
      }
    `,
  ];
}
