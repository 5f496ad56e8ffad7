/** Texts from the server's bundles, with {0} … filled in. */
export type Texts = Record<string, string>;

export function say(texts: Texts, key: string, ...values: (string | number)[]): string {
  const text = texts[key] ?? key;
  return values.reduce<string>((said, value, i) => said.replaceAll(`{${i}}`, String(value)), text);
}

/** The language of the screen, as it is written where the reader lives. */
const language = () => {
  const chosen = document.documentElement.lang || 'en';
  return navigator.languages.find((offered) => offered.split('-')[0] === chosen) ?? chosen;
};

export function timeOf(at: string, zone: string): string {
  return new Intl.DateTimeFormat(language(), {
    hour: '2-digit',
    minute: '2-digit',
    timeZone: zone,
  }).format(new Date(at));
}

export function dayOf(at: string, zone: string): string {
  return new Intl.DateTimeFormat(language(), {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: zone,
  }).format(new Date(at));
}

export function fullTimeOf(at: string, zone: string): string {
  return new Intl.DateTimeFormat(language(), {
    dateStyle: 'long',
    timeStyle: 'short',
    timeZone: zone,
  }).format(new Date(at));
}

/** A day of a calendar, the same wherever one looks. */
export function dateOf(day: string): string {
  return new Intl.DateTimeFormat(language(), { dateStyle: 'medium', timeZone: 'UTC' }).format(new Date(`${day}T00:00:00Z`));
}

/** The moment at which a day begins in a time zone. */
export function startOf(day: string, zone: string): string {
  const midnight = Date.parse(`${day}T00:00:00Z`);
  const shown = new Intl.DateTimeFormat('sv-SE', {
    dateStyle: 'short',
    timeStyle: 'medium',
    timeZone: zone,
  }).format(midnight);
  const ahead = Date.parse(`${shown.replace(' ', 'T')}Z`) - midnight;
  return new Date(midnight - ahead).toISOString();
}

/** How long ago, in the largest unit that says it. */
export function agoOf(at: string): string {
  const seconds = (Date.parse(at) - Date.now()) / 1000;
  const format = new Intl.RelativeTimeFormat(language(), { numeric: 'auto', style: 'short' });
  const units: [Intl.RelativeTimeFormatUnit, number][] = [
    ['year', 31_536_000],
    ['month', 2_592_000],
    ['week', 604_800],
    ['day', 86_400],
    ['hour', 3_600],
    ['minute', 60],
  ];
  for (const [unit, size] of units) {
    if (Math.abs(seconds) >= size) {
      return format.format(Math.trunc(seconds / size), unit);
    }
  }
  return format.format(0, 'second');
}

export function sizeOf(bytes: number): string {
  return bytes < 1_048_576
    ? `${Math.max(1, Math.round(bytes / 1_024))} kB`
    : `${(bytes / 1_048_576).toFixed(1)} MB`;
}

export function randomKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
